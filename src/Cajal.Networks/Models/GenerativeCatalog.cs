namespace Cajal.Networks;

/// <summary>Builds a model that makes examples.</summary>
/// <param name="numbers">D, the numbers of an example.</param>
/// <param name="arePictures">True for brightness; then numbers lie as the model's <see cref="GenerativeCatalog.RangeOf"/> says.</param>
/// <param name="classes">How many classes it may be told apart; 0 for none.</param>
/// <param name="rng">Random numbers for first weights and noise.</param>
public delegate GenerativeModel GenerativeMaker(int numbers, bool arePictures, int classes, Rng rng);

/// <summary>Models that make new examples, as recipes and the command line name them: <c>--model "vae(latent=2)"</c>.</summary>
public static class GenerativeCatalog
{
    // Points take few numbers, pictures many; in between, what is left open is chosen as for pictures.
    private const int Few = 10;

    /// <summary>The models by name.</summary>
    public static Catalog<GenerativeMaker> All { get; } = new("generative model")
    {
        { "vae", o => Vaes(o.Whole("latent", 0), o.Whole("units", 0), o.Whole("layers", 2), o.Number("beta", 1), o.Flag("labels", true)) },
        { "diffusion", o => Diffusions(o.Whole("steps", 0), o.Whole("units", 0), o.Whole("layers", 0), o.Flag("labels", true)) },
        { "gan", o => Gans(o.Whole("latent", 0), o.Whole("units", 0), o.Whole("layers", 0), o.Number("penalty"), o.Flag("labels", true)) },
    };

    /// <summary>Whether a text names a model that makes examples.</summary>
    public static bool Names(string text) => All.Names.Any(name => IsNamed(text, name));

    /// <summary>Where a model wants the brightness of pictures: from 0 to 1 for probabilities, from −1 to 1 for noise around 0.</summary>
    public static (double Low, double High) RangeOf(string text) => IsNamed(text, "diffusion") ? (-1, 1) : (0, 1);

    /// <summary>Whether a text names this very model.</summary>
    public static bool IsNamed(string text, string name) => NearestName.Plain(text.Split('(', 2)[0]) == NearestName.Plain(name);

    private static GenerativeMaker Vaes(int latent, int units, int layers, double beta, bool labels) => (numbers, pictures, classes, rng) =>
    {
        // Few numbers: codes of more leave empty places between them, and what is decoded from there is no picture.
        int code = latent > 0 ? latent : numbers > Few ? 8 : 2, told = Told(labels, pictures, classes);
        int[] hidden = Hidden(units, layers, numbers);
        return new Vae(Mlp.Build([numbers + told, .. hidden, 2 * code], rng, "silu"), Mlp.Build([code + told, .. hidden, numbers], rng,
            "silu"), code, rng, pictures ? VaeOutput.Bernoulli : VaeOutput.Gaussian, told, beta);
    };

    private static GenerativeMaker Diffusions(int steps, int units, int layers, bool labels) => (numbers, pictures, classes, rng) =>
    {
        int told = Told(labels, pictures, classes);
        int[] hidden = Hidden(units > 0 ? units : pictures ? 512 : 0, layers > 0 ? layers : pictures ? 2 : 3, numbers);
        var net = Mlp.Build([Diffusion.Width(numbers, told), .. hidden, numbers], rng, "silu");
        return new Diffusion(net, numbers, NoiseSchedule.Cosine(steps > 0 ? steps : pictures ? 200 : 100), rng, told,
            output: pictures ? DiffusionOutput.Example : DiffusionOutput.Velocity);
    };

    private static GenerativeMaker Gans(int latent, int units, int layers, double? penalty, bool labels) => (numbers, pictures, classes, rng) =>
    {
        const string leaky = "leaky-relu(0.2)";
        bool many = numbers > Few;
        int code = latent > 0 ? latent : many ? 32 : 4, told = Told(labels, pictures, classes);
        int[] hidden = Hidden(units, layers > 0 ? layers : many ? 2 : 3, numbers);
        return new Gan(Mlp.Build([code + told, .. hidden, numbers], rng, leaky, output: pictures ? "sigmoid" : null),
            Mlp.Build([numbers + told, .. hidden, 1], rng, leaky), code, rng, told, penalty ?? (many ? 0.5 : 0.02));
    };

    // Pictures are told their class; points are learned as one cloud.
    private static int Told(bool labels, bool pictures, int classes) => labels && pictures ? classes : 0;

    private static int[] Hidden(int units, int layers, int numbers) =>
        [.. Enumerable.Repeat(units > 0 ? units : numbers > Few ? 256 : 96, Math.Max(1, layers))];
}
