#:project ../src/Cajal/Cajal.csproj
// Transfer: what a small convolutional network learns on the digits 0 to 4 helps with 5 to 9. Its layers are trained on 0 to 4 (tell them
// apart, and recognise a picture after it was moved, turned and bent), then frozen; a linear layer on their features sees 20 labelled
// pictures of each of the digits 5 to 9. Beside it: a fresh network of the same layers, all of them trained on those 100 pictures, as they
// are and with the same bends.
// Arguments: pictures of 0 to 4 (1000), epochs on them (3), epochs on the few (50), seeds (3), data set (digits) or a folder of IDX files.
using System.Globalization;
using Cajal;
using Cajal.Data;
using Cajal.Networks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int count = args.Length > 0 ? int.Parse(args[0]) : 1000, epochs = args.Length > 1 ? int.Parse(args[1]) : 3;
int fewEpochs = args.Length > 2 ? int.Parse(args[2]) : 50, seeds = args.Length > 3 ? int.Parse(args[3]) : 3;
string source = args.Length > 4 ? args[4] : "digits";
const int pixels = 28 * 28, batch = 50, each = 20, judged = 1000;
var data = Datasets.Load(source, source == "digits" ? new DatasetOptions { Count = Math.Max(6000, 2 * count + 4000) } : null);
double[] frozen = new double[seeds], fresh = new double[seeds], bent = new double[seeds];
for (int s = 0; s < seeds; s++)
{
    var rng = new Rng((ulong)s + 1);
    var (first, few, test) = Cut(rng.Fork("cut"));
    var features = Layers(rng.Fork("layers"));
    Pretrain(features, first, rng.Fork("pretrain"));
    features.Freeze();
    frozen[s] = Probe(features, few, test, rng.Fork("probe"));
    fresh[s] = Fresh(few, test, bends: false, rng.Fork("fresh"));
    // With arguments only: it takes as long as all the rest.
    bent[s] = args.Length == 0 ? double.NaN : Fresh(few, test, bends: true, rng.Fork("fresh"));
    Console.WriteLine($"seed {s + 1}: frozen features {frozen[s]:0.0 %}, fresh network {fresh[s]:0.0 %}"
        + (args.Length == 0 ? "" : $", fresh network with bends {bent[s]:0.0 %}"));
}
Console.WriteLine($"5 to 9 from {each} pictures each, median of {seeds} seeds: frozen features of 0 to 4 {Median(frozen):0.0 %}, "
    + $"fresh {Median(fresh):0.0 %}" + (args.Length == 0 ? "" : $", fresh with bends {Median(bent):0.0 %}"));
return Median(frozen) > Median(fresh) ? 0 : 1;

// [N, 784] → [N, 192]
static Sequential Layers(Rng rng) => new(
    new Picture(), new Conv2d(1, 12, 5, rng, stride: 2), Activation.Relu,
    new Conv2d(12, 24, 3, rng, stride: 2), Activation.Relu,
    new Conv2d(24, 48, 3, rng, padding: 1), Activation.Relu, new AdaptiveAveragePool2d(2), new Flatten());

// Classes and bends of 0 to 4 together: L = cross-entropy + contrastive loss.
void Pretrain(Layer features, Set set, Rng rng)
{
    var classes = new Linear(192, 5, rng);
    var codes = new Linear(192, 48, rng);
    var adam = new AdamW([.. features.Parameters, .. classes.Parameters, .. codes.Parameters], 3e-3);
    var schedule = new CosineSchedule(3e-3, epochs * (set.Labels.Length / batch));
    var step = new PlannedStep(x =>
    {
        Tensor one = features.Forward(x[0]), two = features.Forward(x[1]);
        var loss = classes.Forward(one).CrossEntropy(x[2]) + codes.Forward(one).NtXent(codes.Forward(two), 0.2);
        adam.Step(Tape.Recording!.Gradients(loss));
        return [loss];
    });
    long steps = 0;
    for (int epoch = 0; epoch < epochs; epoch++)
    {
        int[] order = rng.Permutation(set.Labels.Length);
        for (int from = 0; from + batch <= order.Length; from += batch)
        {
            int[] rows = order[from..(from + batch)];
            schedule.Apply(adam, steps++);
            step.Run(Bent(set, rows, rng), Bent(set, rows, rng), Tensor.From(rows.Select(r => set.Labels[r]).ToArray()));
        }
    }
}

// A linear layer on standardised features.
double Probe(Layer features, Set few, Set test, Rng rng)
{
    Tensor c = features.Forward(few.All), mean = c.Mean(0), scale = 1 / (c.StandardDeviation(0) + 0.05);
    Tensor x = (c - mean) * scale, labels = Tensor.From(few.Labels);
    var probe = new Linear(x.Shape[1], 5, rng);
    var adam = new Adam(probe.Parameters, 0.01);
    for (int i = 0; i < 200; i++)
    {
        using var tape = Tape.Start();
        adam.Step(tape.Gradients(probe.Forward(x).CrossEntropy(labels) + 1e-3 * probe.Weight.Square().Sum()));
    }
    return Accuracy(probe.Forward((features.Forward(test.All) - mean) * scale), test);
}

double Fresh(Set few, Set test, bool bends, Rng rng)
{
    var model = new Sequential(Layers(rng), new Linear(192, 5, rng));
    var adam = new AdamW(model.Parameters, 3e-3);
    const int small = 25;
    var schedule = new CosineSchedule(3e-3, fewEpochs * (few.Labels.Length / small));
    var step = new PlannedStep(x =>
    {
        var loss = model.Forward(x[0]).CrossEntropy(x[1]);
        adam.Step(Tape.Recording!.Gradients(loss));
        return [loss];
    });
    long steps = 0;
    for (int epoch = 0; epoch < fewEpochs; epoch++)
    {
        int[] order = rng.Permutation(few.Labels.Length);
        for (int from = 0; from < order.Length; from += small)
        {
            int[] rows = order[from..(from + small)];
            schedule.Apply(adam, steps++);
            step.Run(bends ? Bent(few, rows, rng) : few.All.IndexSelect(0, Tensor.From(rows)),
                Tensor.From(rows.Select(r => few.Labels[r]).ToArray()));
        }
    }
    return Accuracy(model.Forward(test.All), test);
}

static double Accuracy(Tensor logits, Set set) => logits.ArgMax(1).EqualTo(Tensor.From(set.Labels)).To(DType.Float32).Mean().Item();

static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

// Pictures of 0 to 4; a few of 5 to 9, as many of each; others of 5 to 9 to judge by. Labels 0 to 4 in all of them.
(Set First, Set Few, Set Test) Cut(Rng rng)
{
    var split = data.Split(validation: 0, test: 0, seed: rng.Key);
    var examples = Preprocessing.Fit(split.Train).Apply(split.Train);
    if (examples.ExampleShape.Count != pixels)
        throw new ArgumentException($"This example reads pictures of 28x28; received {examples.ExampleShape}.");
    int[] labels = examples.Labels.ToArray();
    Set Of(IEnumerable<int> rows)
    {
        int[] chosen = [.. rows];
        var values = new float[chosen.Length * pixels];
        for (int i = 0; i < chosen.Length; i++) examples.CopyInputs(chosen[i], values.AsSpan(i * pixels, pixels));
        return new Set(values, [.. chosen.Select(r => (long)labels[r] % 5)]);
    }
    int[] order = rng.Permutation(labels.Length), late = [.. order.Where(r => labels[r] >= 5)];
    int[] few = [.. late.GroupBy(r => labels[r]).OrderBy(g => g.Key).SelectMany(g => g.Take(each))];
    return (Of(order.Where(r => labels[r] < 5).Take(count)), Of(few), Of(late.Except(few).Take(judged)));
}

// Each picture moved, turned, scaled and slanted a little about its middle; bilinear, outside it is paper.
static Tensor Bent(Set set, int[] rows, Rng rng)
{
    var all = new float[rows.Length * pixels];
    ulong key = rng.NextUInt64();
    Parallel.For(0, rows.Length, k =>
    {
        var chance = new Rng(key + (ulong)k);
        double R(double size) => size * (2 * chance.NextDouble() - 1);
        double dx = R(2.5), dy = R(2.5), scale = Math.Exp(R(0.2)), slant = R(0.3);
        var (sine, cosine) = Math.SinCos(R(0.3));
        var from = set.Pixels.AsSpan(rows[k] * pixels, pixels);
        float paper = from[0];
        for (int y = 0; y < 28; y++)
        {
            for (int x = 0; x < 28; x++)
            {
                double u = (x - 13.5 - dx) / scale, v = (y - 13.5 - dy) / scale;
                double sx = cosine * u + (sine + slant) * v + 13.5, sy = cosine * v - sine * u + 13.5;
                int left = (int)Math.Floor(sx), top = (int)Math.Floor(sy);
                if (left < 0 || top < 0 || left > 26 || top > 26)
                {
                    all[k * pixels + y * 28 + x] = paper;
                    continue;
                }
                float a = (float)(sx - left), b = (float)(sy - top);
                int at = top * 28 + left;
                all[k * pixels + y * 28 + x] = (1 - b) * ((1 - a) * from[at] + a * from[at + 1])
                    + b * ((1 - a) * from[at + 28] + a * from[at + 29]);
            }
        }
    });
    return Tensor.From(all, [rows.Length, pixels]);
}

/// <summary>Pictures side by side, and their labels.</summary>
sealed record Set(float[] Pixels, long[] Labels)
{
    public Tensor All => Tensor.From(Pixels, [Labels.Length, Pixels.Length / Labels.Length]);
}

/// <summary>[N, 784] → [N, 1, 28, 28]</summary>
sealed class Picture : Layer
{
    protected override Tensor Compute(Tensor x) => x.Reshape(-1, 1, 28, 28);
}
