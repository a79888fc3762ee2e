namespace Cajal.Networks;

/// <summary>An update rule θ ← θ − η·(…) over a set of parameters. What changes between steps (learning rate, momentum, averages, counts) is a
/// kept tensor, so that plans replay it and checkpoints save it.</summary>
/// <remarks>A new optimizer is a class in one file: its states, and an <see cref="UpdateOp"/> that does the step.</remarks>
public abstract class Optimizer
{
    private readonly List<Slot> slots = [];
    private double weightDecay;

    /// <summary>An optimizer over parameters; each counts once.</summary>
    /// <param name="parameters">What it moves.</param>
    /// <param name="learningRate">η, at least 0.</param>
    /// <param name="momentum">First value of <see cref="Momentum"/>, for rules that have one.</param>
    /// <param name="weightDecay">λ of the rule's own weight decay.</param>
    /// <exception cref="ArgumentException">No parameters.</exception>
    protected Optimizer(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double weightDecay = 0)
    {
        Parameters = [.. parameters.Distinct()];
        if (Parameters.Count == 0) throw new ArgumentException("An optimizer needs at least one parameter. Pass model.Parameters.");
        Rate = new State(Tensor.Scalar(Require(learningRate, nameof(learningRate)), DType.Float64), persistent: false);
        MomentumState = new State(Tensor.Scalar(Require(momentum, nameof(momentum)), DType.Float64), persistent: false);
        this.weightDecay = Require(weightDecay, nameof(weightDecay));
    }

    /// <summary>The parameters it moves, in order.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>η, the size of a step. Schedules write it between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not a number.</exception>
    public double LearningRate
    {
        get => Rate.Value(0);
        set => Rate.Assign([Require(value, nameof(value))]);
    }

    /// <summary>The momentum (for Adam and its kin β₁). Schedules may write it between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not a number.</exception>
    public double Momentum
    {
        get => MomentumState.Value(0);
        set => MomentumState.Assign([Require(value, nameof(value))]);
    }

    /// <summary>λ of the rule's own weight decay; how it enters is the rule's affair.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not a number.</exception>
    public double WeightDecay
    {
        get => weightDecay;
        set
        {
            weightDecay = Require(value, nameof(value));
            Settings.Touch();
        }
    }

    /// <summary>All kept tensors of the optimizer with the names they have in checkpoints, for example <c>0.weight/m</c>.</summary>
    public IReadOnlyList<(string Name, State State)> NamedStates
    {
        get
        {
            var named = new List<(string, State)> { ("learningRate", Rate), ("momentum", MomentumState) };
            for (int i = 0; i < Parameters.Count; i++)
            {
                var slot = SlotOf(Parameters[i]);
                string name = Parameters[i].Name.Length > 0 ? Parameters[i].Name : $"{i}";
                named.Add(($"{name}/steps", slot.Steps));
                for (int k = 0; k < slot.States.Length; k++) named.Add(($"{name}/{StateNames[k]}", slot.States[k]));
            }
            return named;
        }
    }

    /// <summary>The learning rate as a kept tensor: [] Float64.</summary>
    protected internal State Rate { get; }

    /// <summary>The momentum as a kept tensor: [] Float64.</summary>
    protected internal State MomentumState { get; }

    /// <summary>Names of the averages kept for each parameter, for example m and v.</summary>
    protected abstract IReadOnlyList<string> StateNames { get; }

    /// <summary>One update of every trainable parameter that has a gradient; the others stay.</summary>
    public void Step(Gradients gradients)
    {
        foreach (var parameter in Parameters)
        {
            if (!parameter.Trainable || !gradients.TryGet(parameter, out var gradient)) continue;
            var slot = SlotOf(parameter);
            string? outer = ModuleScope.Enter(parameter.Name);
            UpdateOp.Apply(Update(slot.RateFactor), [gradient, Rate, MomentumState], [parameter, slot.Steps, .. slot.States]);
            ModuleScope.Leave(outer);
        }
    }

    /// <summary>Lets some parameters learn faster or slower: their learning rate is η · factor.</summary>
    /// <exception cref="ArgumentException">A parameter this optimizer does not move.</exception>
    public void ScaleLearningRate(IEnumerable<Parameter> parameters, double factor)
    {
        Require(factor, nameof(factor));
        foreach (var parameter in parameters) SlotOf(parameter).RateFactor = factor;
        Settings.Touch();
    }

    /// <summary>The update of one parameter: reads gradient, learning rate and momentum; writes parameter, step count and states.</summary>
    /// <param name="rateFactor">The parameter's own factor on the learning rate.</param>
    protected abstract UpdateOp Update(double rateFactor);

    /// <summary>First values of one average; zeros with the parameter's shape unless a rule says otherwise.</summary>
    protected virtual Tensor InitialState(string name, Parameter parameter) => Tensor.Zeros(parameter.Shape, parameter.DType);

    /// <summary>The number, when it is at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not a number.</exception>
    protected static double Require(double value, string name) => value >= 0 && double.IsFinite(value) ? value
        : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{name} is a number of at least 0; received {value}."));

    private Slot SlotOf(Parameter parameter)
    {
        foreach (var slot in slots)
            if (slot.Parameter == parameter) return slot;
        if (!Parameters.Contains(parameter)) throw new ArgumentException($"This optimizer does not move {(parameter.Name.Length > 0 ? parameter.Name : "this parameter")}. Pass it in the constructor.");
        State[] states = [.. StateNames.Select(name => new State(InitialState(name, parameter), persistent: false))];
        var made = new Slot(parameter, new State(Tensor.Zeros(Shape.Scalar, DType.Int64), persistent: false), states);
        slots.Add(made);
        return made;
    }

    private sealed class Slot(Parameter parameter, State steps, State[] states)
    {
        public Parameter Parameter { get; } = parameter;

        public State Steps { get; } = steps;

        public State[] States { get; } = states;

        public double RateFactor { get; set; } = 1;
    }
}
