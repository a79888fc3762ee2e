namespace Cajal.Studio;

/// <summary>The examples of a run, as the projection and the list of the worst know them. A further kind of run is a further class, and a line in <see cref="RunExamples"/>.</summary>
internal interface IRunExamples
{
    /// <summary>Some examples as numbers at a place of the network.</summary>
    /// <param name="place">The place; null for the one that shows best what was learned.</param>
    /// <exception cref="ArgumentException">There is no such place.</exception>
    ExamplePoints Points(string? place);

    /// <summary>The examples that are answered worst; none, with the reason as its note, where that means nothing.</summary>
    WorstExamples Worst();
}

/// <summary>Which class knows the examples of which run.</summary>
internal static class RunExamples
{
    // More multiply-adds would only take time.
    private const double MostWork = 1e11;

    /// <summary>The examples of a run.</summary>
    /// <exception cref="Training.RunException">Its network could not be read, or its recipe does not know its examples.</exception>
    public static IRunExamples Of(OpenedRun run) => run.Source switch
    {
        { Writer: { } writer } => new TextExamples(writer, run.MultiplyAdds),
        { Game: { } game } => new GameExamples(game),
        { Maker: { Model: Networks.Vae vae } maker } => new VaeExamples(maker, vae),
        { Maker: { Model: Networks.Gan gan } maker } => new GanExamples(maker, gan),
        { Maker: { Model: Networks.Diffusion diffusion } maker } => new DiffusionExamples(maker, diffusion),
        _ => new AnsweredExamples(run),
    };

    /// <summary>How many examples go through a network, so that it takes some seconds.</summary>
    /// <param name="multiplyAdds">Of one of them.</param>
    /// <param name="least">At least so many.</param>
    /// <param name="most">At most so many.</param>
    public static int Affordable(double multiplyAdds, int least, int most) => (int)Math.Clamp(MostWork / Math.Max(1, multiplyAdds), least, most);

    /// <summary>So many of some places, evenly spread; all where there are fewer.</summary>
    public static int[] Spread(int all, int most) => [.. Enumerable.Range(0, Math.Min(all, most)).Select(i => (int)((long)i * all / Math.Min(all, most)))];
}
