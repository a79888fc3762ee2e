namespace Cajal.Tests.Oracle;

/// <summary>Compares with the oracle's numbers in one element type; the first number out of bounds ends the case.</summary>
internal sealed class OracleCheck(DType dtype)
{
    /// <summary>The element type under test.</summary>
    public DType DType => dtype;

    /// <summary>True for whole training runs, where rounding adds up: the bounds are wider.</summary>
    public bool IsRun { get; set; }

    /// <summary>Relative bound below which the oracle's own numbers for an op are not exact; 0 as a rule.</summary>
    public double OwnError { get; set; }

    /// <summary>Absolute bound where only rounding tells numbers apart; 0 as a rule.</summary>
    public double Least { get; set; }

    // Float64: what cancels to almost nothing keeps the rounding of the numbers it came from, hence the 1e-13.
    private (double Relative, double Absolute) Bounds =>
        dtype == DType.Float64 ? (IsRun ? 1e-7 : 1e-9, IsRun ? 1e-11 : 1e-13) : (IsRun ? 1e-3 : 1e-4, IsRun ? 1e-4 : 1e-5);

    public void Close(string what, Tensor actual, OracleTensor expected)
    {
        if (!actual.Shape.ToArray().SequenceEqual(expected.Sizes))
            throw new MismatchException($"{what} has the shape {actual.Shape}, expected [{string.Join(", ", expected.Sizes)}]");
        double[] values = actual.To(DType.Float64).ToArray<double>();
        for (int i = 0; i < values.Length; i++) Close($"{what}, element {i}", values[i], expected.Values[i]);
    }

    public void Close(string what, double actual, double expected)
    {
        if (actual.Equals(expected)) return;
        double error = Math.Abs(actual - expected), bound = Math.Max(Bounds.Relative, OwnError) * Math.Abs(expected)
            + Math.Max(Bounds.Absolute, Least);
        if (!(error <= bound)) throw new MismatchException(FormattableString.Invariant($"{what} is {actual:R}, expected {expected:R} ± {bound:0.#e+0}"));
    }
}

/// <summary>A number differs from the oracle's.</summary>
internal sealed class MismatchException(string what) : Exception(what);
