using Cajal.Onnx;

namespace Cajal.Cli;

/// <summary>ONNX, edition 17 of the operators.</summary>
internal sealed class OnnxFormat : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "onnx";

    /// <inheritdoc/>
    public string Extension => ".onnx";

    /// <inheritdoc/>
    public IReadOnlyList<string> Options => ["--with-preprocessing", "--fold-norms"];

    /// <inheritdoc/>
    public string Write(ExportJob job, string file)
    {
        OnnxExport.Save(job.Network, job.Examples, file, new OnnxExportOptions { Before = job.Before, FoldNormalization = job.Wishes.FoldNorms });
        var back = OnnxModule.Load(file);
        return $"reads {string.Join(", ", back.Inputs)}, answers {string.Join(", ", back.Outputs)}; any batch size";
    }
}
