#:project ../src/Cajal/Cajal.csproj
// Three ways to make new points: VAE, GAN and diffusion on rings, moons and spirals. How near they come is the sliced Wasserstein distance
// (squared) of 1,000 points, in units of that of two true samples: 1 is as good as the truth.
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
int steps = full ? 8_000 : 1_000, hidden = full ? 96 : 64;
string[] sets = full ? ["rings", "moons", "spiral"] : ["moons"];
var sheet = new List<Tensor>();

Console.WriteLine($"Distance in units of that of two true samples; {steps} steps, seed {seed}");
Console.WriteLine($"{"",-10}{"gaussian",10}{"vae",10}{"gan",10}{"diffusion",10}");
foreach (string set in sets)
{
    var points = Points(set, full ? 60_000 : 30_000);
    int judged = points.Shape[0] / 3;
    var (truth, train) = (points.Slice(0, ..judged).Contiguous(), points.Slice(0, judged..).Contiguous());
    var batches = new TensorBatches(train, Tensor.Zeros([train.Shape[0]]), batchSize: 256, shuffleSeed: seed);
    var clock = Stopwatch.StartNew();
    Func<int, Rng, Tensor>[] makers = [Gaussian(train), Vae(batches), Gan(batches), Diffusion(batches)];
    double seconds = clock.Elapsed.TotalSeconds;
    Console.WriteLine($"{set,-10}{string.Concat(makers.Select(make => $"{Score(make, truth),10:0.00}"))}   trained in {seconds:0} s");
    sheet.Add(truth.Slice(0, ..1000).Contiguous());
    sheet.AddRange(makers.Skip(1).Select(make => make(1000, new Rng(seed).Fork("drawn"))));
}
if (args.Length > 2) Draw(args[2], sheet, columns: 4);

Func<int, Rng, Tensor> Vae(BatchSource batches)
{
    var rng = new Rng(seed).Fork("vae");
    var vae = new Vae(Net(2, 4), Net(2, 2), latent: 2, rng);
    // A step costs it a fifth of a GAN's, so it is given more of them.
    long more = 3 * steps;
    new GenerativeTrainer(vae, new Adam(vae.Parameters)) { Average = new Ema(vae), Schedule = Falling(2e-3, more) }.Fit(batches, more);
    return (count, r) => vae.Sample(count, r);

    Layer Net(int from, int to) => Mlp.Build([from, hidden, hidden, to], rng, "silu");
}

Func<int, Rng, Tensor> Gan(BatchSource batches)
{
    var rng = new Rng(seed).Fork("gan");
    var gan = new Gan(Net(4, 2), Net(2, 1), latent: 4, rng);
    // Without momentum: a step against the last discriminator, not against the mean of several.
    var generator = new Adam(gan.Generator.Parameters, beta1: 0, beta2: 0.99);
    var discriminator = new Adam(gan.Discriminator.Parameters, beta1: 0, beta2: 0.99);
    var trainer = new GenerativeTrainer(gan, generator, discriminator, penalty: 0.1)
    {
        Average = new Ema(gan.Generator), Schedule = Falling(2e-3, steps),
    };
    trainer.Fit(batches, steps);
    return (count, r) => gan.Sample(count, r);

    Layer Net(int from, int to) => Mlp.Build([from, hidden, hidden, hidden, to], rng, "leaky-relu(0.2)");
}

Func<int, Rng, Tensor> Diffusion(BatchSource batches)
{
    var rng = new Rng(seed).Fork("diffusion");
    var net = Mlp.Build([Cajal.Networks.Diffusion.Width(2), hidden, hidden, hidden, 2], rng, "silu");
    var diffusion = new Diffusion(net, 2, NoiseSchedule.Cosine(100), rng);
    var adam = new Adam(diffusion.Parameters);
    new GenerativeTrainer(diffusion, adam) { Average = new Ema(diffusion), Schedule = Falling(3e-3, steps) }.Fit(batches, steps);
    return (count, r) => diffusion.Sample(count, r);
}

// For comparison: the cloud that has the right means and covariance, and nothing else.
Func<int, Rng, Tensor> Gaussian(Tensor train)
{
    float covariance = (train.T.MatMul(train) / train.Shape[0]).ToArray<float>()[1];
    var root = Tensor.From(new[,] { { 1f, covariance }, { 0f, MathF.Sqrt(1 - covariance * covariance) } });
    return (count, r) => Tensor.Normal([count, 2], r).MatMul(root);
}

Schedule Falling(double rate, long steps) => new CosineSchedule(rate, steps, rate / 100);

// The mean over five samples of 1,000 points, against all parts of the true ones.
double Score(Func<int, Rng, Tensor> make, Tensor truth) => SlicedWasserstein.Relative(make(5000, new Rng(seed).Fork("judged")), truth);

// Points in random order (the generators spread theirs evenly), each coordinate with mean 0 and standard deviation 1.
static Tensor Points(string set, int count)
{
    var data = Datasets.Load(set, new DatasetOptions { Count = count, Noise = set == "moons" ? 0.05 : 0.1 });
    var x = Batches.InOrder(Preprocessing.Fit(data.Split(validation: 0, test: 0).Train).Apply(data), count).InEpoch(0).Single().X;
    return x.IndexSelect(0, Tensor.From(new Rng(99).Permutation(count)));
}

// A grid of clouds from −3 to 3, grey by how many points fall on a pixel.
static void Draw(string file, List<Tensor> clouds, int columns)
{
    const int side = 150;
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
            ref byte pixel = ref pixels[(c / columns * side + y) * width + c % columns * side + x];
            pixel = (byte)Math.Max(0, pixel - 150);
        }
    }
    new Picture(height, width, 1, pixels).SavePng(file);
}
