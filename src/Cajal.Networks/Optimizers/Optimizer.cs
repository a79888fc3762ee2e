namespace Cajal.Networks;

/// <summary>An update rule θ ← θ − η·(…) over a set of parameters. What changes between steps (learning rate, momentum, averages, counts)
/// is a kept tensor, so that plans replay it and checkpoints save it.</summary>
/// <remarks>A new optimizer is a class in one file: the names of what it keeps, and a <see cref="ParameterUpdate{TRule}"/> that does the
/// step.</remarks>
public abstract partial class Optimizer
{
    private readonly Dictionary<Parameter, Slot> slots = new(ReferenceEqualityComparer.Instance);
    private double weightDecay;

    /// <summary>An optimizer over parameters; each counts once.</summary>
    /// <param name="parameters">What it moves.</param>
    /// <param name="learningRate">η, at least 0.</param>
    /// <param name="momentum">First value of <see cref="Momentum"/>; null for a rule without one.</param>
    /// <param name="weightDecay">λ of the rule's own weight decay.</param>
    /// <exception cref="ArgumentException">No parameters.</exception>
    protected Optimizer(IEnumerable<Parameter> parameters, double learningRate, double? momentum = null, double weightDecay = 0)
    {
        Parameters = [.. parameters.Distinct()];
        if (Parameters.Count == 0) throw new ArgumentException("An optimizer needs at least one parameter. Pass model.Parameters.");
        HasMomentum = momentum is not null;
        UsesMomentum = momentum > 0;
        Rate = Kept(Tensor.Scalar(Require(learningRate, nameof(learningRate)), DType.Float64));
        MomentumState = Kept(Tensor.Scalar(RequireShare(momentum ?? 0, nameof(momentum)), DType.Float64));
        this.weightDecay = Require(weightDecay, nameof(weightDecay));
    }

    /// <summary>The parameters it moves, in order.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>η, the size of a step. Schedules write it between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not a number.</exception>
    public double LearningRate
    {
        get => Rate.Item();
        set => Rate.Assign([Require(value, nameof(value))]);
    }

    /// <summary>True when the rule has a momentum.</summary>
    public bool HasMomentum { get; }

    /// <summary>The momentum, in [0, 1) (for Adam and its kin β₁). Schedules may write it between steps. 0 for a rule without
    /// one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of [0, 1).</exception>
    /// <exception cref="InvalidOperationException">Written, and the rule has none.</exception>
    public double Momentum
    {
        get => MomentumState.Item();
        set
        {
            if (!HasMomentum)
                throw new InvalidOperationException($"{GetType().Name} has no momentum to set. Use Sgd, or another rule with one.");
            MomentumState.Assign([RequireShare(value, nameof(value))]);
            UsesMomentum |= value > 0;
        }
    }

    /// <summary>True once a momentum above 0 was asked for: schedules leave one of 0 alone.</summary>
    internal bool UsesMomentum { get; private set; }

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
    /// <remarks>A name that several parameters share (two models under one optimizer) is followed by the parameter's number:
    /// <c>0.weight#3/m</c>.</remarks>
    public IReadOnlyList<(string Name, State State)> NamedStates
    {
        get
        {
            var named = new List<(string, State)> { ("learningRate", Rate), ("momentum", MomentumState) };
            var shared = Parameters.GroupBy(p => p.Name).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
            for (int i = 0; i < Parameters.Count; i++)
            {
                var slot = SlotOf(Parameters[i]);
                string name = Parameters[i].Name is { Length: > 0 } own ? (shared.Contains(own) ? $"{own}#{i}" : own) : $"{i}";
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

    /// <summary>Names of what is kept for each parameter: first the averages with one number per element, then the rule's memory when it
    /// has one.</summary>
    protected abstract IReadOnlyList<string> StateNames { get; }

    /// <summary>One update of every trainable parameter that has a gradient; the others stay.</summary>
    public void Step(Gradients gradients)
    {
        foreach (var parameter in Parameters)
        {
            if (!parameter.Trainable || !gradients.TryGet(parameter, out var gradient)) continue;
            var slot = SlotOf(parameter);
            string? outer = ModuleScope.Enter(parameter.Name);
            Move(parameter, gradient, slot.RateFactor, slot.Steps, slot.States);
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

    /// <summary>The factor of one parameter on the learning rate, 1 unless <see cref="ScaleLearningRate"/> said otherwise.</summary>
    /// <exception cref="ArgumentException">A parameter this optimizer does not move.</exception>
    public double RateFactorOf(Parameter parameter) => SlotOf(parameter).RateFactor;

    /// <summary>The update of one parameter: reads gradient, learning rate and momentum; writes parameter, step count and states.</summary>
    /// <param name="rateFactor">The parameter's own factor on the learning rate.</param>
    protected abstract UpdateOp Update(double rateFactor);

    /// <summary>Moves one parameter by its gradient: one <see cref="Update"/>, unless a rule needs more operations than that.</summary>
    /// <param name="parameter">What moves.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="rateFactor">Its own factor on the learning rate.</param>
    /// <param name="steps">Its number of steps: [] Int64.</param>
    /// <param name="states">What is kept for it, as <see cref="StateNames"/> says.</param>
    protected virtual void Move(Parameter parameter, Tensor gradient, double rateFactor, State steps, State[] states) =>
        UpdateOp.Apply(Update(rateFactor), [gradient, Rate, MomentumState], [parameter, steps, .. states]);

    /// <summary>What is kept for a parameter: its number of steps, and the tensors <see cref="StateNames"/> says.</summary>
    /// <exception cref="ArgumentException">A parameter this optimizer does not move.</exception>
    protected (State Steps, State[] States) StatesOf(Parameter parameter)
    {
        var slot = SlotOf(parameter);
        return (slot.Steps, slot.States);
    }

    /// <summary>First values of one kept tensor; zeros with the parameter's shape unless a rule says otherwise.</summary>
    protected virtual Tensor InitialState(string name, Parameter parameter) => Tensor.Zeros(parameter.Shape, parameter.DType);

    /// <summary>The number, when it is at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not a number.</exception>
    protected static double Require(double value, string name) => value >= 0 && double.IsFinite(value) ? value
        : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{name} is a number of at least 0; received {value}."));

    /// <summary>The number, when it lies in [0, 1): the share of the old value in an average.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of [0, 1).</exception>
    protected static double RequireShare(double value, string name) => value >= 0 && value < 1 ? value
        : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{name} lies in [0, 1); received {value}."));

    private static State Kept(Tensor initial) => new(initial, persistent: false);

    private Slot SlotOf(Parameter parameter)
    {
        if (slots.TryGetValue(parameter, out var slot)) return slot;
        if (!Parameters.Contains(parameter))
        {
            string name = parameter.Name.Length > 0 ? parameter.Name : "this parameter";
            throw new ArgumentException($"This optimizer does not move {name}. Pass it in the constructor.");
        }
        State[] states = [.. StateNames.Select(state => Kept(InitialState(state, parameter)))];
        return slots[parameter] = new Slot(Kept(Tensor.Zeros(Shape.Scalar, DType.Int64)), states);
    }

    private sealed class Slot(State steps, State[] states)
    {
        public State Steps { get; } = steps;

        public State[] States { get; } = states;

        public double RateFactor { get; set; } = 1;
    }
}
