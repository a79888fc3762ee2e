namespace Cajal.Networks;

/// <summary>y = x + P[first .. first + T − 1], P trained.      x: [N, T, d] or [T, d], P: [longest, d] → x's shape</summary>
public sealed class LearnedPositions : Layer
{
    /// <summary>Positions with first values N(0, 0.02²).</summary>
    /// <param name="longest">The most steps a sequence has.</param>
    /// <param name="size">d: numbers of a row.</param>
    /// <param name="rng">Random numbers; the next numbered child is taken.</param>
    /// <param name="weight">Other first values.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public LearnedPositions(int longest, int size, Rng rng, Initializer? weight = null, DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Weight = Register("weight", new Parameter((weight ?? new Normal(0.02)).Create([longest, size], rng, dtype)));
    }

    /// <summary>P: [longest, d].</summary>
    public Parameter Weight { get; }

    /// <summary>The positions from a number on that is itself a tensor, for example how far a generated text has come.</summary>
    /// <param name="x">[N, T, d].</param>
    /// <param name="first">Whole number [].</param>
    public Tensor From(Tensor x, Tensor first) =>
        Require(x) + Weight.IndexSelect(0, Tensor.Arange(x.Shape[-2]) + first.To(DType.Int64));

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Require(x) + (x.Shape[-2] == Weight.Shape[0] ? Weight : Weight.Slice(0, ..x.Shape[-2]));

    private Tensor Require(Tensor x) => x.Rank >= 2 && x.Shape[-1] == Weight.Shape[1] && x.Shape[-2] <= Weight.Shape[0] ? x
        : throw new ShapeException("LearnedPositions", $"[…, T, {Weight.Shape[1]}] with at most {Weight.Shape[0]} steps", x.Shape);
}
