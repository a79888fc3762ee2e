using Cajal.Data;

namespace Cajal.Parquet;

/// <summary>Parquet among the formats of tables: a file begins and ends with PAR1.</summary>
internal sealed class ParquetFormat : TableFormat
{
    public override string Name => "Parquet";

    public override bool IsOne(ReadOnlySpan<byte> start) => start.StartsWith("PAR1"u8);

    public override TableData Read(string path) => ParquetReading.Read(path);
}
