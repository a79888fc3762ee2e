namespace Cajal.Studio;

/// <summary>The benches that lessons can use.</summary>
internal static class BenchList
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<LessonBench> All { get; } =
    [
        new NeuronBench(), new PerceptronBench(), new HiddenLayerBench(), new ActivationBench(), new ForwardBench(), new LossBench(), new DescentBench(), new BackwardBench(), new RateBench(),
        new InitialisationBench(), new OverfittingBench(), new CapacityBench(), new DepthBench(), new ConvolutionBench(), new GanBench(), new VaeBench(), new DiffusionBench(), new AttentionBench(), new DiagnosticsBench(), new TrustBench(),
    ];

    /// <summary>A bench by its name; null when there is none.</summary>
    public static LessonBench? Find(string name) => All.FirstOrDefault(b => b.Name == name);
}
