#:project ../src/Cajal/Cajal.csproj
// Three ways to make new points: VAE, GAN and diffusion on rings, moons and spirals. How near they come is the sliced Wasserstein distance
// (squared) of 1,000 points, in units of that of two true samples: 1 is as good as the truth. It hardly sees whether the gaps of a spiral
// are empty; the second figure does: the share of points farther from all true ones than 99 % of true ones are (the truth has 1 %).
//   22-generative-2d.cs                       moons, few steps, seconds
//   22-generative-2d.cs full [SEED] [FILE]    all three sets, minutes; FILE is a PNG that shows truth, VAE, GAN and diffusion side by side
using System.Diagnostics;
using System.Globalization;
using Cajal;
using Cajal.Data;
using Cajal.Networks;
using Cajal.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
bool full = args.Length > 0 && args[0] == "full";
ulong seed = args.Length > 1 ? ulong.Parse(args[1]) : 1;
int steps = full ? 8_000 : 2_000, hidden = full ? 96 : 64;
string[] sets = full ? ["rings", "moons", "spiral"] : ["moons"];
var sheet = new List<Tensor>();

Console.WriteLine($"Distance in units of that of two true samples, and points gone astray; {steps} steps, seed {seed}");
Console.WriteLine($"{"",-18}{"gaussian",10}{"vae",10}{"gan",10}{"diffusion",10}");
foreach (string set in sets)
{
    var points = Points(set, full ? 60_000 : 30_000);
    int judged = points.Shape[0] / 3;
    var (truth, train) = (points.Slice(0, ..judged).Contiguous(), points.Slice(0, judged..).Contiguous());
    var batches = new TensorBatches(train, Tensor.Zeros([train.Shape[0]]), batchSize: 256, shuffleSeed: seed);
    var clock = Stopwatch.StartNew();
    Func<int, Rng, Tensor>[] makers = [Gaussian(train), Vae(batches), Gan(batches), Diffusion(batches)];
    double seconds = clock.Elapsed.TotalSeconds;
    Tensor[] made = [.. makers.Select(make => make(5000, new Rng(seed).Fork("judged")))];
    // The mean over five samples of 1,000 points, against all parts of the true ones.
    Console.WriteLine($"{set,-8}{"distance",-10}{string.Concat(made.Select(x => $"{SlicedWasserstein.Relative(x, truth),10:0.00}"))}");
    double limit = Nearest(truth, train).Order().ElementAt((int)(0.99 * judged));
    var astray = made.Select(x => Nearest(x, train).Average(d => d > limit ? 1.0 : 0));
    Console.WriteLine($"{"",-8}{"astray",-10}{string.Concat(astray.Select(a => $"{a,10:0.0 %}"))}   trained in {seconds:0} s");
    sheet.Add(truth.Slice(0, ..1000).Contiguous());
    sheet.AddRange(makers.Skip(1).Select(make => make(1000, new Rng(seed).Fork("drawn"))));
}
if (args.Length > 2) Draw(args[2], sheet, columns: 4);

Func<int, Rng, Tensor> Vae(BatchSource batches)
{
    var rng = new Rng(seed).Fork("vae");
    var vae = new Vae(Net(2, 4, waves: 5), Net(2, 2, waves: 3), latent: 2, rng);
    // A step costs it a fifth of a GAN's, so it is given more of them.
    long more = 3 * steps;
    new Trainer(vae, new Adam(vae.Parameters)) { Average = new Ema(vae), Schedule = Falling(2e-3, more) }.Fit(batches, Epochs(batches, more));
    return (count, r) => vae.Sample(count, r);

    Layer Net(int from, int to, int waves) =>
        new Sequential(new Waves(from, waves), Mlp.Build([from + 2 * waves * from, hidden, hidden, to], rng, "silu"));
}

Func<int, Rng, Tensor> Gan(BatchSource batches)
{
    var rng = new Rng(seed).Fork("gan");
    const int latent = 4, waves = 2;
    // Waves for the generator only: a discriminator of waves is steeper than the generator can follow.
    var gan = new Gan(new Sequential(new Waves(latent, waves), Net(latent + 2 * waves * latent, 2)), Net(2, 1), latent, rng, penalty: 0.02);
    // Without momentum: a step against the last discriminator, not against the mean of several.
    var generator = new Adam(gan.Generator.Parameters, beta1: 0, beta2: 0.99);
    var discriminator = new Adam(gan.Discriminator.Parameters, beta1: 0, beta2: 0.99);
    // A step takes two turns: the discriminator moves, then the generator against it.
    new Trainer(gan, discriminator, generator) { Average = new Ema(gan.Generator), Schedule = Falling(2e-3, steps) }
        .Fit(batches, Epochs(batches, steps));
    return (count, r) => gan.Sample(count, r);

    Layer Net(int from, int to) => Mlp.Build([from, hidden, hidden, hidden, to], rng, "leaky-relu(0.2)");
}

Func<int, Rng, Tensor> Diffusion(BatchSource batches)
{
    var rng = new Rng(seed).Fork("diffusion");
    const int waves = 5;
    var net = new Sequential(new Waves(2, waves),
        Mlp.Build([Cajal.Networks.Diffusion.Width(2) + 4 * waves, hidden, hidden, hidden, 2], rng, "silu"));
    var diffusion = new Diffusion(net, 2, NoiseSchedule.Cosine(100), rng);
    var adam = new Adam(diffusion.Parameters);
    new Trainer(diffusion, adam) { Average = new Ema(diffusion), Schedule = Falling(3e-3, steps) }.Fit(batches, Epochs(batches, steps));
    return (count, r) => diffusion.Sample(count, r);
}

// For comparison: the cloud that has the right means and covariance, and nothing else.
Func<int, Rng, Tensor> Gaussian(Tensor train)
{
    float covariance = (train.T.MatMul(train) / train.Shape[0]).ToArray<float>()[1];
    var root = Tensor.From(new[,] { { 1f, covariance }, { 0f, MathF.Sqrt(1 - covariance * covariance) } });
    return (count, r) => Tensor.Normal([count, 2], r).MatMul(root);
}

static int Epochs(BatchSource batches, long steps) => (int)Math.Ceiling(steps / (double)batches.Count);

Schedule Falling(double rate, long steps) => new CosineSchedule(rate, steps, rate / 100);

// The squared distance of each point of x to the nearest of y: [N, 2], [M, 2] → N numbers
static double[] Nearest(Tensor x, Tensor y)
{
    float[] a = x.ToArray<float>(), b = y.ToArray<float>();
    var nearest = new double[x.Shape[0]];
    Parallel.For(0, nearest.Length, i =>
    {
        float least = float.MaxValue;
        for (int j = 0; j < b.Length; j += 2)
        {
            float u = a[2 * i] - b[j], v = a[2 * i + 1] - b[j + 1];
            least = Math.Min(least, u * u + v * v);
        }
        nearest[i] = least;
    });
    return nearest;
}

// Points in random order (the generators spread theirs evenly), each coordinate with mean 0 and standard deviation 1.
static Tensor Points(string set, int count)
{
    var data = Datasets.Load(set, new DatasetOptions { Count = count, Noise = set == "moons" ? 0.05 : 0.1 });
    var x = Batches.InOrder(Preprocessing.Fit(data.Split(validation: 0, test: 0).Train).Apply(data), count).InEpoch(0).Single().X;
    return x.IndexSelect(0, Tensor.From(new Rng(99).Permutation(count)));
}

// A grid of clouds from −2.5 to 2.5, grey by how many points fall on a pixel.
static void Draw(string file, List<Tensor> clouds, int columns)
{
    const int side = 180;
    int rows = clouds.Count / columns, width = columns * side, height = rows * side;
    var pixels = new byte[width * height];
    Array.Fill(pixels, (byte)255);
    for (int c = 0; c < clouds.Count; c++)
    {
        float[] points = clouds[c].ToArray<float>();
        for (int i = 0; i < points.Length; i += 2)
        {
            int x = (int)((points[i] + 2.5) / 5 * side), y = side - 1 - (int)((points[i + 1] + 2.5) / 5 * side);
            if (x < 1 || y < 1 || x >= side - 1 || y >= side - 1) continue;
            // Two by two pixels, so that a single point is seen.
            for (int k = 0; k < 4; k++)
            {
                ref byte pixel = ref pixels[(c / columns * side + y + k / 2) * width + c % columns * side + x + k % 2];
                pixel = (byte)Math.Max(0, pixel - 100);
            }
        }
    }
    new Picture(height, width, 1, pixels).SavePng(file);
}

/// <summary>[x, sin ωₖx, cos ωₖx], ωₖ = π/4 · 2ᵏ, of the first columns, the rest as it is: [N, D] → [N, D + 2 · waves · columns]</summary>
/// <remarks>A small net draws smooth functions; given waves it can draw the narrow arms of a spiral (Tancik and others 2020).</remarks>
sealed class Waves(int columns, int waves) : Layer
{
    protected override Tensor Compute(Tensor x)
    {
        var point = x.Slice(1, ..columns);
        var angles = Enumerable.Range(0, waves).Select(k => point * (Math.PI / 4 * Math.Pow(2, k)));
        return Tensor.Concatenate([x, .. angles.SelectMany(a => new[] { a.Sin(), a.Cos() })], 1);
    }
}
