#:project ../src/Cajal/Cajal.csproj
// What has to be remembered: parity of bits, the adding problem and delayed recall, for a plain recurrent network, an LSTM and a GRU.
//   dotnet run -c Release examples/11-sequences.cs                   short sequences, a few seconds
//   dotnet run -c Release examples/11-sequences.cs -- full [SEED]    20 bits and 100 steps, half a minute
// Solved is 99 % of new sequences right, or a squared error below 0.01 where always saying the mean gives 1/6.
using System.Diagnostics;
using System.Globalization;
using Cajal;
using Cajal.Networks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
bool full = args.Contains("full");
ulong seed = args.Length > 1 ? ulong.Parse(args[1]) : 1;
// Parity needs the bit before, the others everything from the first step on.
Problem[] problems = full
    ? [new("parity", 20, 1, 2, 2000, 1, Draws.Parity), new("adding", 100, 2, 1, 2000, 100, Draws.Adding),
        new("recall", 100, 11, 8, 2000, 100, Draws.Recall)]
    : [new("parity", 8, 1, 2, 400, 1, Draws.Parity), new("adding", 20, 2, 1, 600, 20, Draws.Adding),
        new("recall", 20, 11, 8, 200, 20, Draws.Recall)];
if (!full) Console.WriteLine("Short sequences; the argument 'full' asks for 20 bits and 100 steps.");
foreach (var problem in problems)
{
    foreach (var kind in Enum.GetValues<RecurrentKind>())
    {
        var clock = Stopwatch.StartNew();
        var (figure, solved, steps) = Train(problem, kind, seed);
        Console.WriteLine($"{problem.Name,-7} {problem.Steps,3} steps  {kind,-5} {figure,-32} {(solved ? "solved" : "not solved"),-10} {steps,5} updates  {clock.Elapsed.TotalSeconds,5:0} s");
    }
}

(string Figure, bool Solved, int Steps) Train(Problem problem, RecurrentKind kind, ulong seed)
{
    const int batch = 64;
    int hidden = full ? 64 : 32;
    var rng = new Rng(seed);
    var model = new SequenceClassifier(kind, problem.Width, hidden, problem.Outputs, rng.Fork("model"));
    Remember(model.Reader, problem.Memory, rng.Fork("memory"));
    var adam = new Adam(model.Parameters, learningRate: 3e-3);
    var step = new PlannedStep(t =>
    {
        var y = model.Forward(t[0]);
        var loss = problem.Outputs == 1 ? y.MeanSquaredError(t[1]) : y.CrossEntropy(t[1].To(DType.Int64).Reshape(-1));
        adam.Step(Tape.Recording!.Gradients(loss).ClipByNorm(1));
        return [loss];
    });
    // Parity of the last n bits, n drawn anew, the others being 0: without short ones among them no gradient points anywhere.
    // New sequences in each step: there is nothing to learn by heart. Judged on sequences of a fork of their own.
    Rng draws = rng.Fork("train"), judge = rng.Fork("test");
    State x = new(Tensor.Zeros([batch, problem.Steps, problem.Width])), target = new(Tensor.Zeros([batch, 1]));
    var (testX, testTarget) = Batch(problem, 1000, judge, isShort: false);
    double figure = 0;
    for (int i = 1; i <= problem.Updates; i++)
    {
        var (numbers, answers) = Batch(problem, batch, draws, isShort: problem.Name == "parity");
        x.Assign(numbers);
        target.Assign(answers);
        step.Run(x, target);
        if (i % 100 != 0 && i != problem.Updates) continue;
        var y = model.Forward(testX);
        figure = problem.Outputs == 1 ? y.MeanSquaredError(testTarget).Item()
            : y.ArgMax(1).EqualTo(testTarget.To(DType.Int64).Reshape(-1)).To(DType.Float32).Mean().Item();
        if (IsSolved(problem, figure)) return (Said(problem, figure), true, i);
    }
    return (Said(problem, figure), false, problem.Updates);
}

// Biases of the gates that keep a state, and of those that let something in: a state lasts 1 to so many steps at first, as
// b = ln U(1, steps) makes it. Source: Tallec and Ollivier (2018). A plain network has no gates and stays as it is.
static void Remember(Recurrent reader, int steps, Rng rng)
{
    int units = reader.HiddenSize;
    foreach (var (name, bias) in reader.NamedVariables.Where(v => v.Name.StartsWith("bias_ih") && v.Variable.Count > units))
    {
        float[] values = bias.ToArray<float>();
        for (int j = 0; j < units; j++)
        {
            float keep = (float)Math.Log(1 + rng.NextDouble() * (steps - 1));
            values[units + j] += keep;                                   // f of an LSTM, z of a GRU
            if (reader is Lstm) values[j] -= keep;                       // i
        }
        bias.Assign<float>(values);
    }
}

bool IsSolved(Problem problem, double figure) => problem.Outputs == 1 ? figure < (full ? 0.01 : 0.05) : figure > 0.99;

string Said(Problem problem, double figure) => problem.Outputs == 1 ? $"squared error {figure:0.0000} (1/6)"
    : $"right {figure:0.0 %} (by chance {1.0 / problem.Outputs:0.0 %})";

(Tensor X, Tensor Target) Batch(Problem problem, int count, Rng rng, bool isShort)
{
    float[] x = new float[count * problem.Steps * problem.Width], target = new float[count];
    for (int n = 0; n < count; n++)
    {
        int drawn = isShort ? 1 + rng.NextInt(problem.Steps) : problem.Steps;
        target[n] = problem.Draw(x.AsSpan(((n + 1) * problem.Steps - drawn) * problem.Width, drawn * problem.Width), drawn, rng);
    }
    return (Tensor.From(x, [count, problem.Steps, problem.Width]), Tensor.From(target, [count, 1]));
}

/// <summary>Draws a sequence [steps, width] and returns its answer.</summary>
internal delegate float Draw(Span<float> x, int steps, Rng rng);

/// <summary>Sequences [steps, width]; memory: steps that something must be kept for.</summary>
internal sealed record Problem(string Name, int Steps, int Width, int Outputs, int Updates, int Memory, Draw Draw);

internal static class Draws
{
    /// <summary>Bits; is the number of ones odd?</summary>
    public static float Parity(Span<float> x, int steps, Rng rng)
    {
        int ones = 0;
        for (int t = 0; t < steps; t++) ones += (int)(x[t] = rng.NextInt(2));
        return ones % 2;
    }

    /// <summary>Numbers in [0, 1) and marks; the sum of the two that are marked, one in each half.</summary>
    public static float Adding(Span<float> x, int steps, Rng rng)
    {
        for (int t = 0; t < steps; t++) x[2 * t] = (float)rng.NextDouble();
        int first = rng.NextInt(steps / 2), second = steps / 2 + rng.NextInt(steps - steps / 2);
        x[2 * first + 1] = x[2 * second + 1] = 1;
        return x[2 * first] + x[2 * second];
    }

    /// <summary>One of eight symbols, then nothing but two meaningless ones by chance, then a question: which symbol was it?</summary>
    public static float Recall(Span<float> x, int steps, Rng rng)
    {
        int symbol = rng.NextInt(8);
        x[symbol] = 1;
        for (int t = 1; t < steps - 1; t++) x[t * 11 + 8 + rng.NextInt(2)] = 1;
        x[steps * 11 - 1] = 1;
        return symbol;
    }
}
