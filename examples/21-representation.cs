#:project ../src/Cajal/Cajal.csproj
// Codes learned without labels: an autoencoder that rebuilds a digit from 128 numbers, and a contrastive encoder that knows a digit again
// after it was shifted, turned and resized. A linear layer on the frozen codes (a probe) tells what they hold. Beside them stand the same
// layers, trained with labels. How well do the three bear noise, shift and rotation of the test pictures?
//   21-representation.cs                        drawn digits, one seed, seconds
//   21-representation.cs drawn [FILE.svg]       more of them, three seeds, minutes; the accuracies as a drawing
//   21-representation.cs FOLDER [FILE.svg]      the same on MNIST, its IDX files in the folder
using System.Diagnostics;
using System.Globalization;
using Cajal;
using Cajal.Data;
using Cajal.Insight;
using Cajal.Networks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Side = 28, Pixels = Side * Side, Code = 128, Batch = 100;
bool small = args.Length == 0, drawn = small || args[0] == "drawn";
int seeds = small ? 1 : 3, steps = small ? 500 : 1_000;
var data = drawn ? Datasets.Load("digits", new DatasetOptions { Count = small ? 5_000 : 24_000 })
    : Datasets.Load("mnist", new DatasetOptions { Folder = args[0] });
string[] kinds = ["autoencoder", "contrastive", "supervised"];
(string Step, string Unit, double[] Levels)[] spoilers =
[
    ("noise", "deviation of all pixels", [0, 0.4, 0.8, 1.2, 1.6, 2]),
    ("shift", "up to so many pixels", [0, 1, 2, 3, 4, 5]),
    ("rotate", "up to so many degrees", [0, 12, 24, 36, 48, 60]),
];
// [kind, spoiler, level] → one accuracy per seed
var reached = new double[kinds.Length, spoilers.Length, 6][];
for (ulong seed = 1; seed <= (ulong)seeds; seed++) Measure(seed);

Console.WriteLine($"accuracy on the test part, median of {seeds} seed(s)");
for (int s = 0; s < spoilers.Length; s++)
{
    Console.WriteLine($"{spoilers[s].Step} ({spoilers[s].Unit})".PadRight(34) + string.Concat(spoilers[s].Levels.Select(l => $"{l,9}")));
    for (int k = 0; k < kinds.Length; k++)
        Console.WriteLine($"  {kinds[k],-32}{string.Concat(Enumerable.Range(0, 6).Select(l => $"{Median(reached[k, s, l]),9:0.0 %}"))}");
}
if (args.Length > 1) Draw().Save(args[1]);
return Math.Min(Median(reached[0, 0, 0]), Median(reached[1, 0, 0])) >= 0.95 ? 0 : 1;

void Measure(ulong seed)
{
    var clock = Stopwatch.StartNew();
    var split = data.Split(validation: 0, seed: seed);
    var preprocessing = Preprocessing.Fit(split.Train);
    Examples train = preprocessing.Apply(split.Train), test = preprocessing.Apply(split.Test.Open());
    int[] judged = [.. Enumerable.Range(0, test.Count)];
    var rng = new Rng(seed);

    // Without labels: from a changed picture (a view) the picture is rebuilt as it was, so the code says what stays when ink moves. With
    // noise alone 128 numbers say where the ink lies, and a probe knows fewer digits.
    var views = Augmentation.Parse("shift(3)+rotate(25)+scale(0.25)+noise(0.4)");
    var auto = new Autoencoder(Encoder(rng.Fork("autoencoder")), Mlp.Build([Code, 256, Pixels], rng.Fork("decoder")));
    Learn(auto.Parameters, train, (rows, chance) => [Pictures(train, rows, null, chance), Pictures(train, rows, views, chance)],
        x => auto.Loss(x[0], x[1]), rng.Fork("rebuild"));
    double autoSeconds = clock.Elapsed.TotalSeconds;

    // Without labels: two views of a picture are to be nearer to each other than to all others of the batch. The head is thrown away.
    var contrastive = Encoder(rng.Fork("contrastive"));
    var head = Mlp.Build([Code, Code, 64], rng.Fork("head"));
    Learn([.. contrastive.Parameters, .. head.Parameters], train,
        (rows, chance) => [Pictures(train, rows, views, chance), Pictures(train, rows, views, chance)],
        x => head.Forward(contrastive.Forward(x[0])).NtXent(head.Forward(contrastive.Forward(x[1])), 0.2), rng.Fork("compare"));
    double contrastiveSeconds = clock.Elapsed.TotalSeconds - autoSeconds;

    // With labels, pictures as they are.
    var supervised = new Sequential(Encoder(rng.Fork("supervised")), new Linear(Code, 10, rng.Fork("classes")));
    Learn(supervised.Parameters, train, (rows, chance) => [Pictures(train, rows, null, chance), Labels(train, rows)],
        x => supervised.Forward(x[0]).CrossEntropy(x[1]), rng.Fork("classify"));

    Func<Tensor, Tensor>[] classifiers = [Probe(auto.Encoder, train, rng), Probe(contrastive, train, rng), x => InParts(supervised, x)];
    Tensor right = Labels(test, judged);
    for (int s = 0; s < spoilers.Length; s++)
        for (int l = 0; l < 6; l++)
        {
            var spoil = Augmentation.Parse($"{spoilers[s].Step}({spoilers[s].Levels[l]})");
            var x = Pictures(test, judged, spoil, rng.Fork("spoil"));
            for (int k = 0; k < kinds.Length; k++)
                reached[k, s, l] = [.. reached[k, s, l] ?? [], classifiers[k](x).ArgMax(1).EqualTo(right).To(DType.Float32).Mean().Item()];
        }
    Console.WriteLine($"seed {seed}: {train.Count} pictures, {steps} steps of {Batch}, linear probe on {Code} numbers: autoencoder "
        + $"{reached[0, 0, 0][^1]:0.0 %} ({autoSeconds:0} s), contrastive {reached[1, 0, 0][^1]:0.0 %} ({contrastiveSeconds:0} s); "
        + $"with labels {reached[2, 0, 0][^1]:0.0 %}");
}

// [N, 784] → [N, 128]
static Sequential Encoder(Rng rng) => new(
    new Square(), new Conv2d(1, 16, 5, rng, stride: 2, padding: 2), Activation.Relu,
    new Conv2d(16, 32, 3, rng, stride: 2, padding: 1), Activation.Relu,
    new Flatten(), new Linear(32 * 7 * 7, Code, rng), Activation.Relu);

void Learn(IEnumerable<Parameter> parameters, Examples train, Func<int[], Rng, Tensor[]> inputs, Func<IReadOnlyList<Tensor>, Tensor> loss,
    Rng rng)
{
    var adam = new AdamW(parameters, learningRate: 0);
    var schedule = new CosineSchedule(2e-3, steps);
    var step = new PlannedStep(x =>
    {
        var value = loss(x);
        adam.Step(Tape.Recording!.Gradients(value));
        return [value];
    });
    int perEpoch = train.Count / Batch;
    int[][] order = [];
    for (int i = 0; i < steps; i++)
    {
        if (i % perEpoch == 0)
        {
            order = [.. rng.Permutation(train.Count).Chunk(Batch)];
            step.BeginEpoch();
        }
        schedule.Apply(adam, i);
        step.Run(inputs(order[i % perEpoch], rng));
    }
}

// A linear layer on standardised, frozen codes of all training pictures.
static Func<Tensor, Tensor> Probe(Layer encoder, Examples train, Rng rng)
{
    int[] all = [.. Enumerable.Range(0, train.Count)];
    Tensor codes = InParts(encoder, Pictures(train, all, null, rng)), labels = Labels(train, all);
    Tensor mean = codes.Mean(0), scale = 1 / (codes.StandardDeviation(0) + 0.01), x = (codes - mean) * scale;
    var probe = new Linear(Code, 10, rng.Fork("probe"));
    var adam = new Adam(probe.Parameters, 0.02);
    var step = new PlannedStep(_ =>
    {
        var loss = probe.Forward(x).CrossEntropy(labels) + 1e-4 * probe.Weight.Square().Sum();
        adam.Step(Tape.Recording!.Gradients(loss));
        return [loss];
    });
    for (int i = 0; i < 200; i++) step.Run();
    return pictures => probe.Forward((InParts(encoder, pictures) - mean) * scale);
}

// A thousand rows at a time, so that what lies between the layers stays small.
static Tensor InParts(Layer layer, Tensor x) => Tensor.Concatenate([.. Enumerable.Range(0, (x.Shape[0] + 999) / 1000)
    .Select(i => layer.Forward(x.Slice(0, (1000 * i)..Math.Min(1000 * i + 1000, x.Shape[0]))))]);

// Pictures in rows, each changed in a way of its own: [rows, 784]
static Tensor Pictures(Examples examples, int[] rows, Augmentation? change, Rng chance)
{
    var x = new float[rows.Length * Pixels];
    ulong key = chance.NextUInt64();
    Parallel.For(0, rows.Length, i =>
    {
        var picture = x.AsSpan(i * Pixels, Pixels);
        examples.CopyInputs(rows[i], picture);
        change?.Apply(picture, examples.ExampleShape, new Rng(key), i);
    });
    return Tensor.Wrap(x, [rows.Length, Pixels]);
}

static Tensor Labels(Examples examples, int[] rows)
{
    var labels = examples.Labels;
    var chosen = new long[rows.Length];
    for (int i = 0; i < rows.Length; i++) chosen[i] = labels[rows[i]];
    return Tensor.From(chosen);
}

static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

// Three charts side by side: accuracy over the level.
SmallMultiples Draw()
{
    var sheet = new SmallMultiples("How the accuracy falls as the pictures get worse", 3, 340, 300);
    for (int s = 0; s < spoilers.Length; s++)
    {
        var chart = new Chart(spoilers[s].Step, spoilers[s].Unit, "accuracy").RangeY(0, 1);
        for (int k = 0; k < kinds.Length; k++)
            chart.Line(kinds[k], spoilers[s].Levels, Enumerable.Range(0, 6).Select(l => Median(reached[k, s, l])).ToArray());
        sheet.Add(chart);
    }
    return sheet;
}

/// <summary>[N, 784] → [N, 1, 28, 28]</summary>
sealed class Square : Layer
{
    protected override Tensor Compute(Tensor x) => x.Reshape(-1, 1, Side, Side);

    private const int Side = 28;
}
