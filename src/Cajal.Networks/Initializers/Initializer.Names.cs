namespace Cajal.Networks;

public abstract partial class Initializer
{
    /// <summary>All initializers by name.</summary>
    public static Catalog<Initializer> Catalog { get; } = new("initializer")
    {
        { "zeros", _ => new Zeros() },
        { "constant", o => new Constant(o.Number("value", 0)) },
        { "normal", o => new Normal(o.Number("deviation", 1), o.Number("mean", 0)) },
        { "uniform", o => new Uniform(o.Number("low", 0), o.Number("high", 1)) },
        { "xavier-normal", o => new XavierNormal(o.Number("gain", Gain.Linear)) },
        { "xavier-uniform", o => new XavierUniform(o.Number("gain", Gain.Linear)) },
        { "he-normal", o => new HeNormal(o.Number("gain", Gain.Relu), FanOf(o)) },
        { "he-uniform", o => new HeUniform(o.Number("gain", Gain.Relu), FanOf(o)) },
        { "lecun-normal", _ => new LeCunNormal() },
        { "lecun-uniform", _ => new LeCunUniform() },
        { "orthogonal", o => new Orthogonal(o.Number("gain", Gain.Linear)) },
    };

    /// <summary>The initializer a text names, for example <c>he-normal</c> or <c>xavier-uniform(gain=1.6667)</c>.</summary>
    /// <exception cref="ArgumentException">No such name; the message says the nearest right one.</exception>
    public static Initializer Parse(string text) => Catalog.Parse(text);

    private static Fan FanOf(Options options) => options.Flag("fan-out", false) ? Fan.Out : Fan.In;
}
