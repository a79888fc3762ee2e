#:project ../src/Cajal/Cajal.csproj
// Codes learned without labels: an autoencoder that rebuilds digits from 64 numbers, and a contrastive encoder that recognises a digit
// after it was moved, turned and bent. A linear probe on the frozen codes tells what they know; a picture shows how they bear noise, shift
// and rotation. Arguments: pictures to learn from (5000), epochs (12), folder for the picture (the temporary one), data set (digits) or a
// folder of IDX files.
using System.Globalization;
using System.Text;
using Cajal;
using Cajal.Data;
using Cajal.Networks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int count = args.Length > 0 ? int.Parse(args[0]) : 5000, epochs = args.Length > 1 ? int.Parse(args[1]) : 12;
string folder = args.Length > 2 ? args[2] : Path.GetTempPath(), source = args.Length > 3 ? args[3] : "digits";
const int judged = 1000, batch = 100, code = 64, pixels = 28 * 28;
var data = Datasets.Load(source, source == "digits" ? new DatasetOptions { Count = count + judged } : null);
var pictures = Pictures(data, count + judged, out long[] labels);
float[] training = pictures[..(count * pixels)], test = pictures[(count * pixels)..];
Tensor answers = Tensor.From(labels[..count]), testAnswers = Tensor.From(labels[count..]);

// Without labels: two ways to learn codes.
var rng = new Rng(1);
var auto = Autoencoder.Build([pixels, 256, code], rng.Fork("autoencoder"));
Learn(auto, x => auto.Loss(x[1], x[0]), (i, _, a, b) => (Noisy(training, i, 0.3, a), Row(training, i, b)));
var encoder = Mlp.Build([pixels, 256, code], rng.Fork("encoder"));
var contrastive = new Sequential(encoder, Activation.Relu, new Linear(code, 32, rng.Fork("head")));
Learn(contrastive, x => contrastive.Forward(x[0]).NtXent(contrastive.Forward(x[1]), 0.2),
    (i, chance, a, b) => (Bent(training, i, chance, a), Bent(training, i, chance, b)));

// With labels: one linear layer on each.
(string Name, Func<Tensor, Tensor> Codes)[] kinds = [("pixels", x => x), ("autoencoder", auto.Encode), ("contrastive", encoder.Forward)];
var probes = kinds.Select(k => Probe(k.Codes)).ToArray();
double[] plain = [.. probes.Select(p => p(test))];
for (int i = 0; i < kinds.Length; i++) Console.WriteLine($"linear probe on {kinds[i].Name,-12} {plain[i]:0.0 %}");

(string Name, double[] Levels, Func<double, float[]> Spoilt)[] spoilers =
[
    ("noise (share of full ink)", [0, 0.1, 0.2, 0.3, 0.4, 0.5], v => Each(test, (i, to) => Noisy(test, i, v, to))),
    ("shift (pixels)", [0, 1, 2, 3, 4, 5], v => Each(test, (i, to) => Warp(test, i, v * Math.Cos(i), v * Math.Sin(i), 0, 1, to))),
    ("rotation (degrees)", [0, 8, 16, 24, 32, 40],
        v => Each(test, (i, to) => Warp(test, i, 0, 0, (i % 2 * 2 - 1) * v * Math.PI / 180, 1, to))),
];
string file = Path.Combine(folder, "representation.svg");
File.WriteAllText(file, Draw());
Console.WriteLine($"accuracy against noise, shift and rotation: {file}");
return plain[1] >= 0.95 && plain[2] >= 0.95 ? 0 : 1;

// Trains on pairs of pictures, each made from picture i by a function of its own.
void Learn(Layer model, Func<Tensor[], Tensor> loss, Func<int, Rng, float[], float[], (float[], float[])> pair)
{
    var adam = new Adam(model.Parameters, 2e-3);
    var schedule = new CosineSchedule(2e-3, epochs * (count / batch));
    var step = new PlannedStep(x =>
    {
        var value = loss(x);
        adam.Step(Tape.Recording!.Gradients(value));
        return [value];
    });
    float[] first = new float[batch * pixels], second = new float[batch * pixels];
    Tensor a = Tensor.Wrap(first, [batch, pixels]), b = Tensor.Wrap(second, [batch, pixels]);
    long steps = 0;
    for (int epoch = 0; epoch < epochs; epoch++)
    {
        int[] order = rng.Permutation(count);
        for (int from = 0; from + batch <= count; from += batch, steps++)
        {
            Parallel.For(0, batch, k =>
            {
                float[] one = new float[pixels], two = new float[pixels];
                pair(order[from + k], new Rng((ulong)steps * batch + (ulong)k), one, two);
                one.CopyTo(first, k * pixels);
                two.CopyTo(second, k * pixels);
            });
            schedule.Apply(adam, steps);
            step.Run(a, b);
        }
    }
}

// A linear layer on standardised codes; returns its accuracy on pictures.
Func<float[], double> Probe(Func<Tensor, Tensor> codes)
{
    Tensor c = codes(Tensor.From(training, [count, pixels])), mean = c.Mean(0), scale = 1 / (c.StandardDeviation(0) + 1e-3);
    var x = (c - mean) * scale;
    var probe = new Linear(x.Shape[1], 10, rng.Fork("probe"));
    var adam = new Adam(probe.Parameters, 0.02);
    var step = new PlannedStep(_ =>
    {
        var loss = probe.Forward(x).CrossEntropy(answers) + 1e-4 * probe.Weight.Square().Sum();
        adam.Step(Tape.Recording!.Gradients(loss));
        return [loss];
    });
    for (int i = 0; i < 150; i++) step.Run();
    return p => probe.Forward((codes(Tensor.From(p, [p.Length / pixels, pixels])) - mean) * scale).ArgMax(1).EqualTo(testAnswers)
        .To(DType.Float32).Mean().Item();
}

static float[] Pictures(Dataset data, int count, out long[] labels)
{
    var split = data.Split(validation: 0, test: 0, seed: 1);
    var examples = Preprocessing.Fit(split.Train).Apply(split.Train);
    if (examples.ExampleShape.Count != pixels || examples.Count < count)
        throw new ArgumentException($"This example needs {count} pictures of 28x28; received {examples.Count} of {examples.ExampleShape}.");
    var all = new float[count * pixels];
    for (int i = 0; i < count; i++) examples.CopyInputs(i, all.AsSpan(i * pixels, pixels));
    labels = [.. examples.Labels[..count].ToArray().Select(l => (long)l)];
    float low = all.Min(), high = all.Max();
    for (int i = 0; i < all.Length; i++) all[i] = (all[i] - low) / (high - low);
    return all;
}

static float[] Row(float[] from, int i, float[] to)
{
    Array.Copy(from, i * pixels, to, 0, pixels);
    return to;
}

static float[] Noisy(float[] from, int i, double deviation, float[] to)
{
    new Rng((ulong)i).FillNormal(to, 0, (float)deviation);
    for (int k = 0; k < pixels; k++) to[k] = Math.Clamp(from[i * pixels + k] + to[k], 0, 1);
    return to;
}

// A little of everything that leaves a digit what it is.
static float[] Bent(float[] from, int i, Rng rng, float[] to)
{
    double R(double size) => size * (2 * rng.NextDouble() - 1);
    return Warp(from, i, R(3), R(3), R(0.35), Math.Exp(R(0.2)), to, R(0.25));
}

// Picture i moved, turned (radians), scaled and slanted about its middle; bilinear.
static float[] Warp(float[] from, int i, double dx, double dy, double angle, double scale, float[] to, double slant = 0)
{
    var (sine, cosine) = Math.SinCos(angle);
    for (int y = 0; y < 28; y++)
    {
        for (int x = 0; x < 28; x++)
        {
            double u = (x - 13.5 - dx) / scale, v = (y - 13.5 - dy) / scale;
            double sx = cosine * u + (sine + slant) * v + 13.5, sy = cosine * v - sine * u + 13.5;
            int left = (int)Math.Floor(sx), top = (int)Math.Floor(sy);
            float a = (float)(sx - left), b = (float)(sy - top);
            float At(int px, int py) => (uint)px < 28 && (uint)py < 28 ? from[i * pixels + py * 28 + px] : 0;
            to[y * 28 + x] = (1 - b) * ((1 - a) * At(left, top) + a * At(left + 1, top))
                + b * ((1 - a) * At(left, top + 1) + a * At(left + 1, top + 1));
        }
    }
    return to;
}

static float[] Each(float[] pictures, Func<int, float[], float[]> change)
{
    var all = new float[pictures.Length];
    Parallel.For(0, pictures.Length / pixels, i => change(i, new float[pixels]).CopyTo(all, i * pixels));
    return all;
}

// Three small charts side by side.
string Draw()
{
    string[] colours = ["#888888", "#d95f02", "#1b6ca8"];
    const int wide = 250, high = 180, left = 46, top = 34;
    var svg = new StringBuilder($"<svg xmlns='http://www.w3.org/2000/svg' width='{spoilers.Length * (wide + 60)}' height='{high + 90}' "
        + "font-family='sans-serif' font-size='12'>\n");
    for (int s = 0; s < spoilers.Length; s++)
    {
        var (name, levels, spoilt) = spoilers[s];
        int x0 = left + s * (wide + 60);
        double X(int i) => x0 + (double)i * wide / (levels.Length - 1);
        double Y(double share) => top + high * (1 - share);
        svg.AppendLine($"<text x='{x0 + wide / 2}' y='{top + high + 36}' text-anchor='middle'>{name}</text>");
        foreach (double share in new[] { 0, 0.25, 0.5, 0.75, 1 })
            svg.AppendLine($"<line x1='{x0}' x2='{x0 + wide}' y1='{Y(share):0.#}' y2='{Y(share):0.#}' stroke='#ddd'/>"
                + $"<text x='{x0 - 6}' y='{Y(share) + 4:0.#}' text-anchor='end'>{share:0 %}</text>");
        for (int i = 0; i < levels.Length; i++)
            svg.AppendLine($"<text x='{X(i):0.#}' y='{top + high + 18}' text-anchor='middle'>{levels[i]}</text>");
        float[][] changed = [.. levels.Select(spoilt)];
        for (int k = 0; k < kinds.Length; k++)
        {
            double[] shares = [.. changed.Select(p => probes[k](p))];
            Console.WriteLine($"  {name,-26} {kinds[k].Name,-12} {string.Join("  ", shares.Select(v => $"{v,7:0.0 %}"))}");
            string points = string.Join(' ', shares.Select((v, i) => $"{X(i):0.#},{Y(v):0.#}"));
            svg.AppendLine($"<polyline fill='none' stroke='{colours[k]}' stroke-width='2' points='{points}'/>");
            if (s == 0) svg.AppendLine($"<text x='{left + k * 110}' y='18' fill='{colours[k]}'>{kinds[k].Name}</text>");
        }
    }
    return svg.Append("</svg>\n").ToString();
}
