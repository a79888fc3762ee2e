using System.Globalization;
using Cajal.CSharp;
using Cajal.Data;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>A C# program that predicts by itself: it reads raw rows and says classes or numbers, as the run does.</summary>
internal sealed class CSharpFormat : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "csharp";

    /// <inheritdoc/>
    public string Extension => ".cs";

    /// <inheritdoc/>
    public IReadOnlyList<string> Options => ["--weights"];

    /// <inheritdoc/>
    public string Write(ExportJob job, string file)
    {
        var options = new CSharpExportOptions { WeightsBeside = job.Wishes.WeightsBeside };
        if (job.Model is { } model) Save(model, file, options);
        else CSharpExport.Save(job.Network, job.Examples, file, options);
        string beside = options.WeightsBeside ? $", its weights in {Path.GetFileName(Path.ChangeExtension(file, ".weights"))}" : "";
        return $"{File.ReadLines(file).Count().ToString("N0", CultureInfo.InvariantCulture)} lines of C#{beside}; dotnet run {Path.GetFileName(file)}";
    }

    private static void Save(TrainedModel model, string file, CSharpExportOptions options)
    {
        var inputs = model.Preprocessing.Inputs;
        var table = inputs as TableTransform;
        Layer? before = inputs is PictureScaling or SequenceScaling ? FittedScaling.Of(inputs, model.Spec.IsFlat) : null;
        var shape = before is null ? Shape.Of(table is null ? [model.Spec.Sizes[0]] : [table.ExampleShape[0]]) : inputs.ExampleShape;
        options = options with
        {
            Title = $"A network ({model.Spec.Kind}) that answers {model.Preprocessing.Target.Name}",
            Classes = model.ClassNames,
            AreScores = !model.HasProbabilities,
            Units = model.Preprocessing.Target is NumberScaling scaling ? new CSharpUnits(scaling.Name, scaling.Shift, scaling.Scale, scaling.Logarithm) : null,
            Columns = table is null ? [] : [.. table.Columns.Select(ColumnOf)],
            ColumnsInRow = table is { ColumnsInFile: > 0 } && table.Columns.All(c => c.Position > 0) ? table.ColumnsInFile : 0,
        };
        CSharpExport.Save(x => [model.Probabilities(model.Network.Forward(before is null ? x[0] : before.Forward(x[0])))], [Tensor.Zeros(shape.Insert(0, 1))], file, options);
    }

    private static CSharpColumn ColumnOf(ColumnTransform column) => column switch
    {
        StandardScaling s => new(s.Name, s.Position - 1, s.Mean, s.StandardDeviation),
        OneHotWords w => new(w.Name, w.Position - 1, 0, 0, w.Words, w.MostFrequent),
        _ => throw new UsageException($"The column '{column.Name}' is prepared by {column.GetType().Name}, which no program is written for."),
    };
}
