namespace Cajal.Networks;

/// <summary>ŷ = high if w·x + b ≥ 0, else low;  w ← w + η·(y − ŷ)·x;  b ← b + η·(y − ŷ): Rosenblatt's perceptron and its learning
/// rule.</summary>
/// <remarks>Right output: nothing. Too high: the weights of positive inputs are lowered. Too low: they are raised. On examples that a line
/// separates it comes to a pass without a mistake; on others it never does. Starts at zero. Source: Rosenblatt (1958).</remarks>
public sealed class Perceptron
{
    private readonly double[] weights;
    private readonly bool hasBias;

    private Perceptron(int inputs, double low, double learningRate, bool bias)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        if (!(learningRate > 0))
            throw new ArgumentOutOfRangeException(nameof(learningRate),
                FormattableString.Invariant($"η is a positive number; received {learningRate}."));
        weights = new double[inputs];
        (Low, LearningRate, hasBias) = (low, learningRate, bias);
    }

    /// <summary>w.</summary>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>b; stays 0 in a perceptron without one.</summary>
    public double Bias { get; private set; }

    /// <summary>η.</summary>
    public double LearningRate { get; }

    /// <summary>The lower output, 0 or −1; the higher is 1.</summary>
    public double Low { get; }

    /// <summary>A perceptron with outputs and targets 0 and 1.</summary>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="bias">False leaves b out, for inputs that carry a constant 1 themselves (<see cref="WithConstantInput"/>).</param>
    public static Perceptron ZeroOne(int inputs, double learningRate = 1, bool bias = true) => new(inputs, 0, learningRate, bias);

    /// <summary>A perceptron with outputs and targets −1 and 1.</summary>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="bias">False leaves b out, for inputs that carry a constant 1 themselves (<see cref="WithConstantInput"/>).</param>
    public static Perceptron PlusMinusOne(int inputs, double learningRate = 1, bool bias = true) => new(inputs, -1, learningRate, bias);

    /// <summary>The examples with one more input that is always 1: its weight is the bias.</summary>
    public static double[][] WithConstantInput(IEnumerable<double[]> inputs) => [.. inputs.Select(x => (double[])[.. x, 1])];

    /// <summary>w·x + b</summary>
    /// <exception cref="ArgumentException">Another number of inputs than weights.</exception>
    public double Net(ReadOnlySpan<double> inputs)
    {
        if (inputs.Length != weights.Length)
            throw new ArgumentException($"This perceptron has {weights.Length} inputs; received {inputs.Length}.");
        double net = Bias;
        for (int i = 0; i < weights.Length; i++) net += weights[i] * inputs[i];
        return net;
    }

    /// <summary>ŷ: 1 where w·x + b ≥ 0, else the lower output.</summary>
    public double Predict(params ReadOnlySpan<double> inputs) => Net(inputs) >= 0 ? 1 : Low;

    /// <summary>Learns one example by the rule; says what it saw and did.</summary>
    /// <exception cref="ArgumentException">A target that is neither output.</exception>
    public PerceptronStep Learn(ReadOnlySpan<double> inputs, double target)
    {
        if (target != 1 && target != Low)
            throw new ArgumentException(FormattableString.Invariant($"Targets of this perceptron are {Low} and 1; received {target}."));
        double net = Net(inputs), output = net >= 0 ? 1 : Low, change = LearningRate * (target - output);
        if (change != 0)
        {
            for (int i = 0; i < weights.Length; i++) weights[i] += change * inputs[i];
            if (hasBias) Bias += change;
        }
        return new PerceptronStep(inputs.ToArray(), target, net, output, [.. weights], Bias);
    }

    /// <summary>Learns all examples once, in order. Returns the number of mistakes.</summary>
    /// <param name="inputs">The examples.</param>
    /// <param name="targets">One target for each.</param>
    /// <param name="narrate">Called after each example.</param>
    public int Pass(IReadOnlyList<double[]> inputs, IReadOnlyList<double> targets, Action<PerceptronStep>? narrate = null)
    {
        if (inputs.Count != targets.Count)
            throw new ArgumentException($"There are {inputs.Count} examples and {targets.Count} targets. Give one target for each.");
        int mistakes = 0;
        for (int i = 0; i < inputs.Count; i++)
        {
            var step = Learn(inputs[i], targets[i]);
            if (!step.IsRight) mistakes++;
            narrate?.Invoke(step);
        }
        return mistakes;
    }

    /// <summary>Learns pass after pass until one is without a mistake, until it is proven that none ever will be, or until there were
    /// enough.</summary>
    /// <param name="inputs">The examples.</param>
    /// <param name="targets">One target for each.</param>
    /// <param name="mostPasses">How many passes are enough.</param>
    /// <param name="narrate">Called after each example.</param>
    public PerceptronReport Train(IReadOnlyList<double[]> inputs, IReadOnlyList<double> targets, int mostPasses = 1000,
        Action<PerceptronStep>? narrate = null)
    {
        var mistakes = new List<int>();
        // A pass is a function of the weights it starts from: weights that come back bring all later passes back with them.
        var seen = new Dictionary<string, int> { [State()] = 0 };
        bool exact = inputs.All(x => x.All(double.IsInteger)) && double.IsInteger(LearningRate) && weights.All(double.IsInteger);
        while (mistakes.Count < mostPasses)
        {
            mistakes.Add(Pass(inputs, targets, narrate));
            if (mistakes[^1] == 0) return new PerceptronReport(mistakes, null, exact);
            if (!seen.TryAdd(State(), mistakes.Count)) return new PerceptronReport(mistakes, seen[State()], exact);
        }
        return new PerceptronReport(mistakes, null, exact);
    }

    private string State() => string.Join(' ', weights.Append(Bias).Select(BitConverter.DoubleToInt64Bits));
}
