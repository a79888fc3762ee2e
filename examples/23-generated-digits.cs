#:project ../src/Cajal/Cajal.csproj
// Digits that nobody wrote: VAE, GAN and diffusion, each told which digit to make. A classifier that was trained on true ones is the judge:
// of how many samples is it sure (p > 0.9), is it the digit that was asked for, and does every class occur?
//   23-generated-digits.cs                        small pictures (14x14) of the drawn digits, few steps
//   23-generated-digits.cs full [SEED] [FOLDER]   28x28, minutes; with a folder, the digits of MNIST in it ("drawn" for the drawn ones)
//   ... full SEED FOLDER FILE                     writes a sheet of samples of each model: FILE-vae.png, FILE-gan.png, FILE-diffusion.png
using System.Diagnostics;
using System.Globalization;
using Cajal;
using Cajal.Data;
using Cajal.Networks;
using Cajal.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
bool full = args.Length > 0 && args[0] == "full";
ulong seed = args.Length > 1 ? ulong.Parse(args[1]) : 1;
string? folder = args.Length > 2 && args[2] != "drawn" ? args[2] : null;
int side = full ? 28 : 14, inputs = side * side, steps = full ? 8_000 : 1_500, hidden = full ? 384 : 128, made = full ? 2_000 : 500;

var data = folder is null ? Datasets.Load("digits", new DatasetOptions { Count = full ? 24_000 : 6_000 })
    : Datasets.Load("mnist", new DatasetOptions { Folder = folder });
int held = data.Count / 7, fitted = data.Count - held;
var all = Pictures((BytePictures)data.Features, side);
var (pictures, unseen) = (all.Slice(0, ..fitted), all.Slice(0, fitted..));
var allLabels = Tensor.From(((ClassTargets)data.Targets!).Labels.ToArray());
var (labels, unseenLabels) = (allLabels.Slice(0, ..fitted), allLabels.Slice(0, fitted..));
var judge = Judge();
var asked = Tensor.From(Enumerable.Range(0, made).Select(i => i % 10).ToArray());
double knows = judge.Forward(AsPictures(unseen)).ArgMax(1).EqualTo(unseenLabels.To(DType.Int64)).To(DType.Float32).Mean().Item();
Console.WriteLine($"{fitted} pictures {side}x{side}, {steps} steps, seed {seed}");
Console.WriteLine($"of {held} others the judge knows {knows:0.0 %} and is sure of {Sure(unseen).Average():0.0 %}");
Console.WriteLine($"{"",-10}{"sure",9}{"as asked",10}{"rarest class",14}{"seconds",9}");
Report("vae", Vae);
Report("gan", Gan);
Report("diffusion", Diffusion);

void Report(string name, Func<Rng, Func<Rng, Tensor>> train)
{
    var clock = Stopwatch.StartNew();
    var sample = train(new Rng(seed).Fork(name));
    double seconds = clock.Elapsed.TotalSeconds;
    var x = sample(new Rng(seed).Fork("samples"));
    double[] sure = Sure(x);
    long[] seen = judge.Forward(AsPictures(x)).ArgMax(1).ToArray<long>();
    double right = seen.Where((digit, i) => digit == i % 10).Count() / (double)made;
    double rarest = Enumerable.Range(0, 10).Min(digit => seen.Count(s => s == digit)) / (double)made;
    Console.WriteLine($"{name,-10}{sure.Average(),9:0.0 %}{right,10:0.0 %}{rarest,14:0.0 %}{seconds,9:0}");
    if (args.Length > 3) Draw($"{args[3]}-{name}.png", x);
}

Func<Rng, Tensor> Vae(Rng rng)
{
    // Few numbers: codes of 16 leave empty places between them, and what is decoded from there is no digit.
    const int latent = 8;
    var vae = new Vae(Mlp.Build([inputs + 10, hidden, hidden, 2 * latent], rng, "silu"),
        Mlp.Build([latent + 10, hidden, hidden, inputs], rng, "silu"), latent, rng, VaeOutput.Bernoulli, classes: 10);
    var trainer = new Trainer(vae, new Adam(vae.Parameters)) { Average = new Ema(vae, 0.99), Schedule = Falling(2e-3) };
    Train(trainer, pictures, batchSize: 128);
    return r => vae.Sample(made, r, asked);
}

Func<Rng, Tensor> Gan(Rng rng)
{
    const int latent = 32;
    const string leaky = "leaky-relu(0.2)";
    var gan = new Gan(Mlp.Build([latent + 10, hidden / 2, hidden, inputs], rng, leaky, output: "sigmoid"),
        Mlp.Build([inputs + 10, hidden, hidden / 2, 1], rng, leaky), latent, rng, classes: 10, penalty: 0.5);
    var generator = new Adam(gan.Generator.Parameters, beta1: 0, beta2: 0.99);
    var discriminator = new Adam(gan.Discriminator.Parameters, beta1: 0, beta2: 0.99);
    var trainer = new Trainer(gan, discriminator, generator)
    {
        Average = new Ema(gan.Generator, 0.995), Schedule = Falling(1e-3),
    };
    Train(trainer, pictures, batchSize: 64);
    return r => gan.Sample(made, r, asked);
}

// Diffusion wants brightness around 0: from −1 to 1. The net answers the picture: it is too narrow to say the noise of every pixel.
Func<Rng, Tensor> Diffusion(Rng rng)
{
    var net = Mlp.Build([Cajal.Networks.Diffusion.Width(inputs, 10), 2 * hidden, 2 * hidden, inputs], rng, "silu");
    var diffusion = new Diffusion(net, inputs, NoiseSchedule.Cosine(200), rng, classes: 10, output: DiffusionOutput.Example);
    var adam = new Adam(diffusion.Parameters);
    var trainer = new Trainer(diffusion, adam) { Average = new Ema(diffusion, 0.995), Schedule = Falling(1e-3) };
    Train(trainer, pictures * 2 - 1, batchSize: 64);
    var sampler = new DiffusionSampler(diffusion) { Steps = 50, Guidance = 1, Bound = 1 };
    return r => (sampler.Sample(made, r, asked) + 1) * 0.5;
}

void Train(Trainer trainer, Tensor x, int batchSize)
{
    var batches = new TensorBatches(x, labels, batchSize, shuffleSeed: seed);
    trainer.Fit(batches, (steps - 1) / batches.Count + 1);
}

Schedule Falling(double rate) => new CosineSchedule(rate, steps, rate / 50);

// 1 for each picture of which the judge is sure.
double[] Sure(Tensor x) => [.. judge.Forward(AsPictures(x)).Softmax(1).Max(1).ToArray<float>().Select(p => p > 0.9f ? 1.0 : 0)];

Layer Judge()
{
    var rng = new Rng(7);
    var net = LeNet.Build(rng, size: side);
    var trainer = new Trainer(net, (logits, right) => logits.CrossEntropy(right), new Adam(net.Parameters, 2e-3));
    trainer.Fit(new TensorBatches(AsPictures(pictures), labels, 64, shuffleSeed: 7), epochs: full ? 4 : 8);
    return net;
}

// [N, side²] → [N, 1, side, side]
Tensor AsPictures(Tensor x) => x.Reshape(-1, 1, side, side);

// [N, side²] from 0 to 1; smaller pictures by the mean over squares of pixels.
static Tensor Pictures(BytePictures pictures, int side)
{
    int width = pictures.ExampleShape[1], step = width / side;
    var x = Tensor.From(Array.ConvertAll(pictures.Pixels.ToArray(), p => p / 255f), [pictures.Count, side, step, side, step]);
    return x.Mean([2, 4]).Reshape(pictures.Count, side * side);
}

// Ten columns, one for each digit, eight rows.
void Draw(string file, Tensor x)
{
    float[] values = x.ToArray<float>();
    var sheet = new byte[8 * side * 10 * side];
    for (int i = 0; i < 80 * inputs; i++)
    {
        int picture = i / inputs, row = i % inputs / side, column = i % side;
        sheet[(picture / 10 * side + row) * 10 * side + picture % 10 * side + column] = (byte)Math.Clamp(255.5 - 255 * values[i], 0, 255);
    }
    new Picture(8 * side, 10 * side, 1, sheet).SavePng(file);
}
