using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>One step of an update rule on one number, its coefficients prepared for this step; written once against lanes.</summary>
public interface IUpdateRule
{
    /// <summary>How many averages the rule keeps for each number of a parameter: 0 to 3.</summary>
    static abstract int Averages { get; }

    /// <summary>Moves the parameter p by its gradient g; a, b and c are the rule's kept averages, as many as it has. Mark it
    /// <c>AggressiveInlining</c>: a call for each register costs more than most rules.</summary>
    void Apply<L>(ref L p, L g, ref L a, ref L b, ref L c) where L : struct, ILane<L>;
}

/// <summary>What a rule prepares its coefficients from, read anew in each step.</summary>
/// <param name="learningRate">η, the parameter's own factor included.</param>
/// <param name="momentum">The optimizer's momentum.</param>
/// <param name="step">Number of this step for this parameter, from 1.</param>
/// <param name="memory">Kept numbers of the rule that are not one per element; empty when it has none.</param>
public readonly ref struct UpdateNumbers(double learningRate, double momentum, long step, Span<double> memory)
{
    /// <summary>η, the parameter's own factor included.</summary>
    public double LearningRate { get; } = learningRate;

    /// <summary>The optimizer's momentum.</summary>
    public double Momentum { get; } = momentum;

    /// <summary>Number of this step for this parameter, from 1.</summary>
    public long Step { get; } = step;

    /// <summary>Kept numbers of the rule that are not one per element; the rule may write them.</summary>
    public Span<double> Memory { get; } = memory;
}

/// <summary>The update of one parameter in one pass.      reads gradient, learning rate, momentum; writes parameter, step count, averages,
/// memory</summary>
/// <param name="RateFactor">The parameter's own factor on the learning rate.</param>
public abstract record ParameterUpdate<TRule>(double RateFactor) : UpdateOp, IPiecewise where TRule : struct, IUpdateRule
{
    /// <summary>The rule's coefficients for one step.</summary>
    protected abstract TRule Prepare(UpdateNumbers now);

    /// <inheritdoc/>
    public sealed override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        var rule = Begin(Read<double>(x[1])[0], Read<double>(x[2])[0], ref Write<long>(y[1])[0], HasMemory(y) ? Write<double>(y[^1]) : []);
        if (y[0].DType == DType.Float32) Run<float>(rule, x[0], y);
        else Run<double>(rule, x[0], y);
    }

    bool IPiecewise.FitsPieces(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y, int columns) => Walk.IsAlike(x[0], y[0].Count);

    PlanPieces IPiecewise.BindPieces(AddressBook book, ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y, int columns) =>
        y[0].DType == DType.Float32 ? new Pieces<float>(this, book, x.ToArray(), y.ToArray()) : new Pieces<double>(this, book, x.ToArray(), y.ToArray());

    private static bool HasMemory(ReadOnlySpan<Tensor> y) => y.Length > 2 + TRule.Averages;

    // Counts the step, and prepares its coefficients.
    private TRule Begin(double learningRate, double momentum, ref long steps, Span<double> memory) =>
        Prepare(new UpdateNumbers(learningRate * RateFactor, momentum, ++steps, memory));

    private static unsafe void Run<T>(TRule rule, Tensor gradient, ReadOnlySpan<Tensor> y) where T : unmanaged
    {
        using var g = new Dense<T>(gradient);
        // A rule with fewer than three averages is given the parameter's memory for the others and leaves it alone.
        Span<T> p = y[0].Span<T>(), a = TRule.Averages > 0 ? y[2].Span<T>() : p, b = TRule.Averages > 1 ? y[3].Span<T>() : p,
            c = TRule.Averages > 2 ? y[4].Span<T>() : p;
        fixed (T* pg = g.Span, pp = p, pa = a, pb = b, pc = c)
            Elementwise.Run<Loop<T>, T>(new Loop<T>(rule, pg, pp, pa, pb, pc), p.Length);
    }

    private sealed unsafe class Pieces<T>(ParameterUpdate<TRule> update, AddressBook book, Tensor[] x, Tensor[] y) : PlanPieces where T : unmanaged
    {
        private readonly Address g = book.Of(x[0]), p = book.Of(y[0]), a = book.Of(y[TRule.Averages > 0 ? 2 : 0]),
            b = book.Of(y[TRule.Averages > 1 ? 3 : 0]), c = book.Of(y[TRule.Averages > 2 ? 4 : 0]);

        private readonly Address rate = book.Of(x[1]), momentum = book.Of(x[2]), steps = book.Of(y[1]), memory = book.Of(y[^1]);
        private readonly int memoryLength = HasMemory(y) ? y[^1].Count : 0;
        private readonly Storage[] written = [.. y.Select(t => t.RawStorage)];
        private Loop<T> loop;

        public override void Begin()
        {
            var rule = update.Begin(*rate.At<double>(), *momentum.At<double>(), ref *steps.At<long>(), new(memory.At<double>(), memoryLength));
            loop = new(rule, g.At<T>(), p.At<T>(), a.At<T>(), b.At<T>(), c.At<T>());
        }

        public override void Run(in Piece piece) => piece.Run<Loop<T>, T>(ref loop);

        public override void End()
        {
            foreach (var storage in written) storage.Version++;
        }
    }

    private readonly unsafe struct Loop<T>(TRule rule, T* g, T* p, T* a, T* b, T* c) : IElementLoop where T : unmanaged
    {
        // The coefficients are copied to the stack: broadcasting them from memory costs no arithmetic, and the registers are for the rule.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<L>(int from, int to) where L : struct, ILane<L>
        {
            L none = L.Of(0);
            TRule now = rule;
            T* pg = g, pp = p, pa = a, pb = b, pc = c;
            for (int i = from; i < to; i += L.Width)
            {
                L value = L.Load(pp + i);
                L first = TRule.Averages > 0 ? L.Load(pa + i) : none;
                L second = TRule.Averages > 1 ? L.Load(pb + i) : none;
                L third = TRule.Averages > 2 ? L.Load(pc + i) : none;
                now.Apply(ref value, L.Load(pg + i), ref first, ref second, ref third);
                value.Store(pp + i);
                if (TRule.Averages > 0) L.Flush(first).Store(pa + i);
                if (TRule.Averages > 1) L.Flush(second).Store(pb + i);
                if (TRule.Averages > 2) L.Flush(third).Store(pc + i);
            }
        }
    }
}
