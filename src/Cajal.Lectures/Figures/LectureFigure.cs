using Cajal.Insight;

namespace Cajal.Lectures;

/// <summary>One figure that the lectures show or name, drawn from a run of a real network with a fixed seed.</summary>
public abstract class LectureFigure
{
    private protected LectureFigure(string name) => Name = name;

    /// <summary>All figures, in the order of the lectures.</summary>
    public static IReadOnlyList<LectureFigure> All { get; } =
    [
        new ActivationFunctions(), new ActivationDerivatives(), new DescentRates(), new CapacityPanels(), new WeightPenalties(), new RegularisationCompared(),
        new RegularisationCurves(), new StoppingEarly(), new VanishingSignals(), new InitialisationByDepth(), new DropoutMasks(), new SixRelus(), new DecisionLines(),
        new XorInside(), new ResidualGradients(), new NormalisedTraining(), new TwoMinima(), new MoreNeurons(),
        new WidthAgainstDepth(), new KernelView(), new BatchSizes(), new LabelNoise(), new CurveFilter(), new SoftmaxCompetition(),
        new RepresentationLayers(), new LossSurface(), new OptimizerRace(), new WorkedGraph(), new WorkedNetwork(), new DigitConfusion(), new TemperatureScaling(),
        new PerceptronLines(), new AttentionWeights(), new LearningRateSchedules(), new LossFunctions(), new DigitSaliency(), new ClassRanking(),
    ];

    /// <summary>Its name, also of its file.</summary>
    public string Name { get; }

    /// <summary>Runs what it shows and draws it.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public abstract DrawnFigure Draw(CancellationToken cancellation = default);

    /// <summary>A measured number as a caption writes it.</summary>
    private protected static string Say(double value, int digits = 3) => Ticks.Plain(value, digits);

    /// <summary>A share in percent.</summary>
    private protected static string Percent(double share) => $"{Ticks.Plain(100 * share, 3)} %";
}

/// <summary>A figure and what its run showed.</summary>
/// <param name="figure">The drawing.</param>
/// <param name="caption">What the run showed, with its numbers.</param>
public sealed class DrawnFigure(Figure figure, string caption)
{
    /// <summary>The drawing.</summary>
    public Figure Figure => figure;

    /// <summary>What the run showed, with its numbers.</summary>
    public string Caption => caption;
}
