using System.Globalization;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>The weights alone, as a safetensors file: names of ours, or of another program by a map.</summary>
internal sealed class SafeTensorsFormat : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "safetensors";

    /// <inheritdoc/>
    public string Extension => ".safetensors";

    /// <inheritdoc/>
    public IReadOnlyList<string> Options => ["--map", "--floats"];

    /// <inheritdoc/>
    public string Write(ExportJob job, string file)
    {
        ForeignWeights.Save(file, job.Network, job.Wishes.Map, job.Wishes.Floats);
        var written = SafeTensors.Map(file);
        return $"{written.Names.Sum(n => (long)written.ShapeOf(n).Count).ToString("N0", CultureInfo.InvariantCulture)} numbers in {written.Names.Count.ToString(CultureInfo.InvariantCulture)} tensors, {string.Join(", ", written.Names.Take(4))}{(written.Names.Count > 4 ? ", …" : "")}";
    }
}
