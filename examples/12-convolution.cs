#:project ../src/Cajal/Cajal.csproj
// A convolutional network learns digits from pictures that are shifted and turned a little each time it sees them. The learning rate falls along a cosine, and
// what is judged is an average of the weights. By default on the drawn digits that ship inside; on MNIST with
//   dotnet run -c Release examples/12-convolution.cs -- FOLDER EPOCHS SEED
using System.Diagnostics;
using System.Globalization;
using Cajal;
using Cajal.Data;
using Cajal.Networks;

string? folder = args.ElementAtOrDefault(0);
int epochs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : folder is null ? 3 : 12;
ulong seed = args.Length > 2 ? ulong.Parse(args[2], CultureInfo.InvariantCulture) : 1;
const int Batch = 64;

if (folder is null) Console.WriteLine("No folder was given, so these are the drawn digits that ship inside, not MNIST.");
var data = folder is null ? Datasets.Load("digits") : Datasets.Load("mnist", new DatasetOptions { Folder = folder });
var split = data.Split(validation: 0, seed: seed);
var preprocessing = Preprocessing.Fit(split.Train);
var batches = Batches.Shuffled(preprocessing.Apply(split.Train), Batch, seed);

var rng = new Rng(seed);
var model = LeNet.Build(rng);
var adam = new AdamW(model.Parameters, learningRate: 0, weightDecay: 0.01);
var schedule = new CosineSchedule(learningRate: 2e-3, steps: (long)epochs * batches.Count);
var average = new Ema(model, decay: 0.998);
var step = new PlannedStep(inputs =>
{
    var loss = model.Forward(inputs[0]).CrossEntropy(inputs[1]);
    adam.Step(Tape.Recording!.Gradients(loss));
    average.Update();
    return [loss];
});

var watch = Stopwatch.StartNew();
long done = 0;
var hand = rng.Fork("augmentation");
for (int epoch = 0; epoch < epochs; epoch++)
{
    double sum = 0;
    step.BeginEpoch();
    foreach (var (x, targets) in batches.InEpoch(epoch))
    {
        schedule.Apply(adam, done++);
        sum += step.Run(Moved(x, hand), targets)[0].Item();
    }
    Console.WriteLine(FormattableString.Invariant($"epoch {epoch + 1,3}  loss {sum / batches.Count:0.0000}  {watch.Elapsed.TotalSeconds:0.0} s"));
}

var swap = new EvaluationSwap(average);
swap.SwapIn();
int right = 0, count = 0;
foreach (var (x, targets) in Batches.InOrder(preprocessing.Apply(split.Test.Open()), 500).InEpoch(0))
{
    int size = x.Shape[0];
    var guesses = model.Forward(x.Reshape(size, 1, 28, 28)).ArgMax(-1).ToArray<long>();
    var labels = targets.ToArray<int>();
    for (int i = 0; i < size; i++) right += guesses[i] == labels[i] ? 1 : 0;
    count += size;
}
Console.WriteLine(FormattableString.Invariant($"accuracy {100.0 * right / count:0.00} % on {count} test pictures, trained in {watch.Elapsed.TotalSeconds:0} s"));

// Each picture turned by up to 12 degrees, stretched by up to 10 % and shifted by up to 2 pixels, its pixels between others by their distances. [N, 28, 28] → [N, 1, 28, 28]
static Tensor Moved(Tensor pictures, Rng rng)
{
    const int Size = 28;
    int n = pictures.Shape[0];
    float[] from = pictures.ToArray<float>(), to = new float[from.Length];
    float[] draws = new float[4 * n];
    for (int i = 0; i < draws.Length; i++) draws[i] = (float)(2 * rng.NextDouble() - 1);
    Parallel.For(0, n, i =>
    {
        float angle = draws[4 * i] * 12 * MathF.PI / 180, scale = 1 + 0.1f * draws[4 * i + 1], c = MathF.Cos(angle) * scale, s = MathF.Sin(angle) * scale;
        float middle = (Size - 1) / 2f, dx = middle + 2 * draws[4 * i + 2], dy = middle + 2 * draws[4 * i + 3], paper = from[i * Size * Size];
        for (int row = 0; row < Size; row++)
            for (int column = 0; column < Size; column++)
            {
                float u = column - middle, v = row - middle, x = c * u - s * v + dx, y = s * u + c * v + dy;
                int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
                float right = x - left, low = y - top;
                float upper = At(left, top) * (1 - right) + At(left + 1, top) * right, lower = At(left, top + 1) * (1 - right) + At(left + 1, top + 1) * right;
                to[(i * Size + row) * Size + column] = upper * (1 - low) + lower * low;
            }

        float At(int x, int y) => (uint)x < Size && (uint)y < Size ? from[(i * Size + y) * Size + x] : paper;
    });
    return Tensor.Wrap(to, [n, 1, Size, Size]);
}
