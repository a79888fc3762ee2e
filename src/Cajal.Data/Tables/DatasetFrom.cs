using System.Data;

namespace Cajal.Data;

/// <summary>Data sets made of what a program holds already.</summary>
public static class DatasetFrom
{
    extension(Dataset)
    {
        /// <summary>A data set of rows: <c>Dataset.From(houses)</c>.</summary>
        /// <param name="rows">Values of a type with <see cref="TrainingRowAttribute"/>.</param>
        /// <param name="options">Which column is the target, or is left out; null as the type says.</param>
        /// <exception cref="ArgumentException">An option that does not apply.</exception>
        /// <exception cref="DatasetException">Nothing to learn from, or a column that can be no input.</exception>
        public static Dataset From<T>(IEnumerable<T> rows, DatasetOptions? options = null)
            where T : ITrainingRow<T> => TableData.From(rows).ToDataset(options);

        /// <summary>A data set of the rows that a reader gives, such as the answer of a database; the last column is the target unless told otherwise.</summary>
        /// <param name="reader">It is read to its end.</param>
        /// <param name="options">Which column is the target, or is left out.</param>
        /// <param name="name">What the data set is called.</param>
        /// <exception cref="ArgumentException">An option that does not apply.</exception>
        /// <exception cref="DatasetException">Nothing to learn from, or a column that can be no input.</exception>
        public static Dataset From(IDataReader reader, DatasetOptions? options = null, string name = "query") =>
            TableData.From(reader, name).ToDataset(options);
    }
}
