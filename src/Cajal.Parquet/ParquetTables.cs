using Cajal.Data;

namespace Cajal.Parquet;

/// <summary>Tables in Parquet files: columns of numbers, words and truth values, in any number of row groups.</summary>
public static class ParquetTables
{
    /// <summary>From now on <see cref="Datasets.Load"/> and all that stands on it read Parquet files as they read CSV files. Once for a program is enough.</summary>
    public static void Register() => TableFormat.Add(new ParquetFormat());

    /// <summary>Reads a file as a table.</summary>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="DatasetException">The file is damaged, or larger than what is held in memory.</exception>
    public static TableData Read(string path) => ParquetReading.Read(path);

    /// <summary>Reads a file as a data set to learn from.</summary>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="ArgumentException">An option that does not apply.</exception>
    /// <exception cref="DatasetException">The file is damaged, or nothing can be learned from it.</exception>
    public static Dataset Load(string path, DatasetOptions? options = null) => Read(path).ToDataset(options);

    /// <summary>Writes a table; a file that is there is replaced in one go.</summary>
    /// <exception cref="DatasetException">A column that can only be left out.</exception>
    public static void Save(string path, TableData table) => WholeFile.Write(path, stream => Task.Run(() => ParquetWriting.Write(stream, table.AllColumns)).GetAwaiter().GetResult());
}
