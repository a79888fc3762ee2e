using Cajal.Data;
using Cajal.Insight;
using Cajal.Networks;
using Cajal.Onnx;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>A run whose network was read: what is computed of it is kept until its files change.</summary>
internal sealed class OpenedRun
{
    private readonly ReportSource source;
    private readonly Lazy<(ModelSummary? Summary, string? Trouble)> summary;
    private readonly Lazy<IRunExamples> examples;
    private readonly Lazy<OpenedFile> graph;
    private readonly Dictionary<string, Projection> projections = new(StringComparer.Ordinal);

    private OpenedRun(RunFolder folder)
    {
        source = ReportSource.Of(folder.Path);
        summary = new(Summarise);
        examples = new(() => RunExamples.Of(this));
        graph = new(Export);
    }

    /// <summary>Reads a run.</summary>
    /// <exception cref="RunException">There is no run.</exception>
    public static OpenedRun Of(RunFolder folder) => new(folder);

    /// <summary>Recipe, notes and what was read.</summary>
    public ReportSource Source => source;

    /// <summary>The network.</summary>
    /// <exception cref="RunException">It could not be read; the sentence says why.</exception>
    public Module Network => source.Network ?? throw new RunException(source.Notes.Count > 0 ? source.Notes[0] : "This run has no network yet.");

    /// <summary>The layers with their costs; none with a reason where it does not go through a layer.</summary>
    public (ModelSummary? Summary, string? Trouble) Summary => summary.Value;

    /// <summary>Multiply-adds of one example; 0 where they are not known.</summary>
    public long MultiplyAdds => Summary.Summary is { } cost ? cost.MultiplyAdds / cost.Input[0] : 0;

    /// <summary>Its examples.</summary>
    /// <exception cref="RunException">They are not known; the sentence says why.</exception>
    /// <exception cref="DatasetException">The data are not there any more.</exception>
    public IRunExamples Examples => examples.Value;

    /// <summary>The network as an ONNX graph with its weights, in memory.</summary>
    /// <exception cref="OnnxException">It holds an operation that ONNX has not.</exception>
    public OpenedFile Graph => graph.Value;

    /// <summary>Its parameters and states by name.</summary>
    public IReadOnlyList<StoredTensor> Tensors => [.. Network.Parameters.Cast<Variable>().Concat(Network.States).Select(v => new StoredTensor(v.Name, v.DType.ToString(), [.. v.Shape.Select(s => (long)s)], () => v))];

    /// <summary>A picture of a parameter; weights of a first layer over pictures are laid out as these.</summary>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    public WeightPicture Picture(string name)
    {
        var weight = Network.Parameters.Cast<Variable>().Concat(Network.States).FirstOrDefault(v => v.Name == name)
            ?? throw new ArgumentException($"The network has no parameter '{PlainText.Of(name, 60)}'.");
        IReadOnlyList<int> input = source.Model?.Spec.Input ?? [];
        bool isFirst = weight.Name == Network.Parameters.FirstOrDefault(p => p.Rank == 2)?.Name;
        return isFirst && input.Count >= 2 && weight.Shape[1] == input[^2] * input[^1] ? WeightPicture.OfUnits(weight, input[^2], input[^1]) : WeightPicture.Of(weight);
    }

    /// <summary>A projection, computed once.</summary>
    public Projection Project(string kind, string? layer, CancellationToken cancellation)
    {
        string key = $"{kind} {layer}";
        if (projections.TryGetValue(key, out var known)) return known;
        var made = Projection.Of(Examples, kind, layer, cancellation);
        projections[key] = made;
        return made;
    }

    /// <summary>Why something could not be, as a sentence.</summary>
    public TrainedModel Model => source.Model ?? throw new RunException(source.Network is null && source.Notes.Count > 0 ? source.Notes[0] : "This run makes or writes; it answers no questions about examples.");

    /// <summary>Examples with the network's answers.</summary>
    /// <exception cref="RunException">This kind of run answers no questions, or its recipe does not know its examples.</exception>
    /// <exception cref="DatasetException">The data are not there any more.</exception>
    public JudgedPart Judge()
    {
        _ = Model;
        return source.Recipe.Split is null ? throw new RunException("The recipe of this run records no split, so its examples are not known.") : JudgedPart.Of(source, MultiplyAdds);
    }

    private (ModelSummary?, string?) Summarise()
    {
        if (source is not { Network: Layer layer, Example: var (shape, dtype) }) return (null, "This network does not go through layers from one input to one output.");
        try
        {
            return (ModelSummary.Of(layer, shape.Insert(0, ModelSummary.LeastBatch(layer)), dtype), null);
        }
        catch (ArgumentException e)
        {
            return (null, e.Message);
        }
    }

    private OpenedFile Export()
    {
        if (Network is not Layer layer || source.Example is not var (shape, dtype)) throw new OnnxException("This network does not go through layers from one input to one output, so it is drawn as no graph; its parameters are below.");
        var examples = Tensor.Zeros(shape.Insert(0, 2), dtype);
        var model = OnnxExport.Build(x => [layer.Forward(x[0])], [examples], new OnnxExportOptions());
        var file = OpenedFile.Of(model, source.Name, model.CalculateSize(), null);
        try
        {
            file.LearnShapes();
        }
        catch (OnnxException)
        {
            // A graph without the shapes between its nodes is a graph all the same.
        }
        return file;
    }
}
