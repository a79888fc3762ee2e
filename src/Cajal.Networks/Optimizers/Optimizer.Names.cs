namespace Cajal.Networks;

/// <summary>Makes an optimizer over parameters; without a learning rate it takes the rule's usual one.</summary>
public delegate Optimizer OptimizerMaker(IEnumerable<Parameter> parameters, double? learningRate = null);

public abstract partial class Optimizer
{
    /// <summary>All optimizers by name. Options are read and checked at once, so a wrong text is told before any model exists.</summary>
    public static Catalog<OptimizerMaker> Catalog { get; } = new("optimizer")
    {
        { "gradient-descent", o => Named(o, 0.01, (p, rate, decay) => new GradientDescent(p, rate, decay)) },
        {
            "sgd", o => Named(o, 0.01, o.Number("momentum", 0), o.Number("dampening", 0),
                (p, rate, momentum, dampening, decay) => new Sgd(p, rate, momentum, dampening, decay))
        },
        {
            "nesterov-sgd", o => Named(o, 0.01, o.Number("momentum", 0.9),
                (p, rate, momentum, decay) => new NesterovSgd(p, rate, momentum, decay))
        },
        {
            "averaging-sgd", o => Named(o, 0.01, o.Number("momentum", 0.9),
                (p, rate, momentum, decay) => new AveragingSgd(p, rate, momentum, decay))
        },
        { "adam", o => OfAdam(o, 1e-3, (p, rate, b1, b2, e, decay) => new Adam(p, rate, b1, b2, e, decay)) },
        { "adam-uncorrected", o => OfAdam(o, 1e-3, (p, rate, b1, b2, e, decay) => new AdamUncorrected(p, rate, b1, b2, e, decay)) },
        { "adamw", o => OfAdam(o, 1e-3, (p, rate, b1, b2, e, decay) => new AdamW(p, rate, b1, b2, e, decay), usualDecay: 0.01) },
        {
            "amsgradw", o => OfAdam(o, 1e-3, (p, rate, b1, b2, e, decay) => new AmsGrad(p, rate, b1, b2, e, decay, decoupled: true),
                usualDecay: 0.01)
        },
        { "amsgrad", o => OfAdam(o, 1e-3, (p, rate, b1, b2, e, decay) => new AmsGrad(p, rate, b1, b2, e, decay)) },
        { "nadam", o => OfAdam(o, 2e-3, (p, rate, b1, b2, e, decay) => new NAdam(p, rate, b1, b2, e, decay)) },
        { "radam", o => OfAdam(o, 1e-3, (p, rate, b1, b2, e, decay) => new RAdam(p, rate, b1, b2, e, decay)) },
        {
            "rmsprop", o => Named(o, 0.01, o.Number("alpha", 0.99), o.Number("momentum", 0),
                (p, rate, alpha, momentum, decay) => new RmsProp(p, rate, alpha, momentum, weightDecay: decay))
        },
        {
            "centered-rmsprop", o => Named(o, 0.01, o.Number("alpha", 0.99), o.Number("momentum", 0),
                (p, rate, alpha, momentum, decay) => new CenteredRmsProp(p, rate, alpha, momentum, weightDecay: decay))
        },
        {
            "adagrad", o => Named(o, 0.01, o.Number("rate-decay", 0),
                (p, rate, rateDecay, decay) => new Adagrad(p, rate, rateDecay, weightDecay: decay))
        },
        { "adadelta", o => Named(o, 1, o.Number("rho", 0.9), (p, rate, rho, decay) => new Adadelta(p, rate, rho, weightDecay: decay)) },
    };

    /// <summary>The optimizer a text names, for example <c>adam</c> or <c>sgd(momentum=0.9, weight-decay=1e-4)</c>.</summary>
    /// <param name="text">Name and options.</param>
    /// <param name="parameters">What it moves.</param>
    /// <param name="learningRate">η when the text does not say it; the rule's usual one when left out.</param>
    /// <exception cref="ArgumentException">No such name or option; the message says the nearest right one.</exception>
    public static Optimizer Parse(string text, IEnumerable<Parameter> parameters, double? learningRate = null) =>
        Catalog.Parse(text)(parameters, learningRate);

    private static OptimizerMaker Named(Options o, double usual, Func<IEnumerable<Parameter>, double, double, Optimizer> make)
    {
        double? rate = o.Number("learning-rate");
        double decay = o.Number("weight-decay", 0);
        return (parameters, given) => make(parameters, rate ?? given ?? usual, decay);
    }

    private static OptimizerMaker Named(Options o, double usual, double first,
        Func<IEnumerable<Parameter>, double, double, double, Optimizer> make) =>
        Named(o, usual, (p, rate, decay) => make(p, rate, first, decay));

    private static OptimizerMaker Named(Options o, double usual, double first, double second,
        Func<IEnumerable<Parameter>, double, double, double, double, Optimizer> make) =>
        Named(o, usual, (p, rate, decay) => make(p, rate, first, second, decay));

    private static OptimizerMaker OfAdam(Options o, double usual,
        Func<IEnumerable<Parameter>, double, double, double, double, double, Optimizer> make, double usualDecay = 0)
    {
        double beta1 = o.Number("beta1", 0.9), beta2 = o.Number("beta2", 0.999), epsilon = o.Number("epsilon", 1e-8);
        double? rate = o.Number("learning-rate");
        double decay = o.Number("weight-decay", usualDecay);
        return (parameters, given) => make(parameters, rate ?? given ?? usual, beta1, beta2, epsilon, decay);
    }
}
