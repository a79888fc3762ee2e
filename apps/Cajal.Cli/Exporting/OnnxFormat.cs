using Cajal.Data;
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
    public IReadOnlyList<string> Options => ["--with-preprocessing", "--with-answers", "--fold-norms"];

    /// <inheritdoc/>
    public string Write(ExportJob job, string file)
    {
        if (job.Wishes.Answers && job.Model is null) throw new UsageException("This run writes or plays; its network's answers are scores, and --with-answers means nothing to it.");
        OnnxExport.Save(x => [Answer(job, job.Network.Forward(job.Before is { } before ? before.Forward(x[0]) : x[0]))], [job.Examples], file,
            new OnnxExportOptions { FoldNormalization = job.Wishes.FoldNorms });
        var back = OnnxModule.Load(file);
        return $"reads {string.Join(", ", back.Inputs)}, answers {string.Join(", ", back.Outputs)}; any batch size{Inputs(job)}";
    }

    // Codes of words; or that the file knows nothing of what the run does to its inputs before the network.
    private static string Inputs(ExportJob job) => job.Before is FittedColumns words ? $"; {words.Codes}"
        : job.Before is null && job.Model is not null ? "; inputs as the run prepares them (with --with-preprocessing as they stand in the data)" : "";

    // Shares of classes, or y · scale + shift of numbers, or its exponential.
    private static Tensor Answer(ExportJob job, Tensor y)
    {
        if (!job.Wishes.Answers) return y;
        if (job.Model!.Preprocessing.Target is not NumberScaling scaling) return job.Model.Probabilities(y);
        var inUnits = y * (float)scaling.Scale + (float)scaling.Shift;
        return scaling.Logarithm ? inUnits.Exp() : inUnits;
    }
}
