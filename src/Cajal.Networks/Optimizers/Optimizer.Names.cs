namespace Cajal.Networks;

/// <summary>Makes an optimizer over parameters; without a learning rate it takes the rule's usual one.</summary>
public delegate Optimizer OptimizerMaker(IEnumerable<Parameter> parameters, double? learningRate = null);

public abstract partial class Optimizer
{
    private static readonly (string, double)[] NoNumbers = [], OfAdam = [("beta1", 0.9), ("beta2", 0.999), ("epsilon", 1e-8)],
        OfRmsProp = [("alpha", 0.99), ("momentum", 0), ("epsilon", 1e-8)], OfMomentum = [("momentum", 0.9)];

    /// <summary>All optimizers by name. Options are read and checked at once, so a wrong text is told before any model exists.</summary>
    public static Catalog<OptimizerMaker> Catalog { get; } = new("optimizer")
    {
        { "gradient-descent", o => Of(o, NoNumbers, 0.01, 0, (p, rate, n, decay) => new GradientDescent(p, rate, decay)) },
        {
            "sgd", o => Of(o, [("momentum", 0), ("dampening", 0)], 0.01, 0,
                (p, rate, n, decay) => new Sgd(p, rate, n[0], n[1], decay))
        },
        { "nesterov-sgd", o => Of(o, OfMomentum, 0.01, 0, (p, rate, n, decay) => new NesterovSgd(p, rate, n[0], decay)) },
        { "averaging-sgd", o => Of(o, OfMomentum, 0.01, 0, (p, rate, n, decay) => new AveragingSgd(p, rate, n[0], decay)) },
        { "adam", o => Of(o, OfAdam, 1e-3, 0, (p, rate, n, decay) => new Adam(p, rate, n[0], n[1], n[2], decay)) },
        {
            "adam-uncorrected", o => Of(o, OfAdam, 1e-3, 0,
                (p, rate, n, decay) => new AdamUncorrected(p, rate, n[0], n[1], n[2], decay))
        },
        { "adamw", o => Of(o, OfAdam, 1e-3, 0.01, (p, rate, n, decay) => new AdamW(p, rate, n[0], n[1], n[2], decay)) },
        {
            "amsgradw", o => Of(o, OfAdam, 1e-3, 0.01,
                (p, rate, n, decay) => new AmsGrad(p, rate, n[0], n[1], n[2], decay, decoupled: true))
        },
        { "amsgrad", o => Of(o, OfAdam, 1e-3, 0, (p, rate, n, decay) => new AmsGrad(p, rate, n[0], n[1], n[2], decay)) },
        {
            "nadam", o => Of(o, [.. OfAdam, ("momentum-decay", 4e-3)], 2e-3, 0,
                (p, rate, n, decay) => new NAdam(p, rate, n[0], n[1], n[2], decay, n[3]))
        },
        { "radam", o => Of(o, OfAdam, 1e-3, 0, (p, rate, n, decay) => new RAdam(p, rate, n[0], n[1], n[2], decay)) },
        { "lion", o => Of(o, [("beta1", 0.9), ("beta2", 0.99)], 1e-4, 0, (p, rate, n, decay) => new Lion(p, rate, n[0], n[1], decay)) },
        {
            "muon", o =>
            {
                double mu = o.Number("momentum", 0.95);
                bool nesterov = o.Flag("nesterov", true);
                int steps = o.Whole("newton-steps", 5);
                var scale = o.Flag("original", false) ? MuonScale.Original : MuonScale.LikeAdam;
                return Of(o, OfAdam, 1e-3, 0.1, (p, rate, n, decay) => new Muon(p, rate, mu, nesterov, steps, decay, scale, n[0], n[1], n[2]));
            }
        },
        {
            "schedule-free-adamw", o => Of(o, [.. OfAdam, ("warmup-steps", 0)], 2.5e-3, 0,
                (p, rate, n, decay) => new ScheduleFreeAdamW(p, rate, n[0], n[1], n[2], decay, n[3]))
        },
        { "rmsprop", o => Of(o, OfRmsProp, 0.01, 0, (p, rate, n, decay) => new RmsProp(p, rate, n[0], n[1], n[2], decay)) },
        {
            "centered-rmsprop", o => Of(o, OfRmsProp, 0.01, 0,
                (p, rate, n, decay) => new CenteredRmsProp(p, rate, n[0], n[1], n[2], decay))
        },
        {
            "adagrad", o => Of(o, [("rate-decay", 0), ("initial-sum", 0), ("epsilon", 1e-10)], 0.01, 0,
                (p, rate, n, decay) => new Adagrad(p, rate, n[0], n[1], n[2], decay))
        },
        {
            "adadelta", o => Of(o, [("rho", 0.9), ("epsilon", 1e-6)], 1, 0,
                (p, rate, n, decay) => new Adadelta(p, rate, n[0], n[1], decay))
        },
    };

    /// <summary>The optimizer a text names, for example <c>adam</c> or <c>sgd(momentum=0.9, weight-decay=1e-4)</c>.</summary>
    /// <param name="text">Name and options.</param>
    /// <param name="parameters">What it moves.</param>
    /// <param name="learningRate">η, unless the text says it; the rule's usual one when neither does.</param>
    /// <exception cref="ArgumentException">No such name or option (the message says the nearest right one), an option out of range, or a
    /// learning rate both in the text and beside it.</exception>
    public static Optimizer Parse(string text, IEnumerable<Parameter> parameters, double? learningRate = null) =>
        Catalog.Parse(text)(parameters, learningRate);

    // A rule's own numbers come first in a text, then learning rate and weight decay.
    private static OptimizerMaker Of(Options o, (string Option, double Usual)[] own, double usualRate, double usualDecay,
        Func<IEnumerable<Parameter>, double, double[], double, Optimizer> make)
    {
        double[] numbers = [.. own.Select(n => o.Number(n.Option, n.Usual))];
        double? rate = o.Number("learning-rate");
        double decay = o.Number("weight-decay", usualDecay);
        // Made once over a single number, so that the rule itself tells an option out of range when it is read.
        _ = make([new Parameter(Tensor.Zeros([1]))], rate ?? usualRate, numbers, decay);
        return (parameters, given) => rate is { } inText && given is { } beside
            ? throw new ArgumentException(FormattableString.Invariant(
                $"The learning rate is given twice: {inText} in the text of the optimizer '{o.Name}', and {beside} beside it. ")
                + "Give it once.")
            : make(parameters, rate ?? given ?? usualRate, numbers, decay);
    }
}
