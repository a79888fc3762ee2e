namespace Cajal;

/// <summary>One register full of numbers of one floating-point type. An elementwise formula written against lanes is written once and runs at
/// every width the processor has (512, 256, 128 bits, scalar) and in both float types: the JIT makes a loop of its own for each.</summary>
/// <remarks>Comparisons give a mask lane for <see cref="Select"/>. All members work number by number.</remarks>
public unsafe interface ILane<TLane> where TLane : struct, ILane<TLane>
{
    /// <summary>How many numbers a lane holds.</summary>
    static abstract int Width { get; }

    /// <summary>True when the numbers are Float64 (a constant to the JIT, so a branch on it costs nothing).</summary>
    static abstract bool IsDouble { get; }

    /// <summary>The same number everywhere.</summary>
    static abstract TLane Of(double value);

    /// <summary>The number at the address, everywhere.</summary>
    static abstract TLane Repeat(void* source);

    /// <summary>Reads <see cref="Width"/> numbers from memory.</summary>
    static abstract TLane Load(void* source);

    /// <summary>Writes <see cref="Width"/> numbers to memory.</summary>
    void Store(void* target);

    /// <summary>a + b</summary>
    static abstract TLane operator +(TLane a, TLane b);

    /// <summary>a − b</summary>
    static abstract TLane operator -(TLane a, TLane b);

    /// <summary>a · b</summary>
    static abstract TLane operator *(TLane a, TLane b);

    /// <summary>a / b</summary>
    static abstract TLane operator /(TLane a, TLane b);

    /// <summary>−a</summary>
    static abstract TLane operator -(TLane a);

    /// <summary>a · b + c, rounded once where the processor can, which it then does at every width.</summary>
    static abstract TLane MultiplyAdd(TLane a, TLane b, TLane c);

    /// <summary>The smaller; NaN when either is NaN.</summary>
    static abstract TLane Min(TLane a, TLane b);

    /// <summary>The larger; NaN when either is NaN.</summary>
    static abstract TLane Max(TLane a, TLane b);

    /// <summary>The smaller of x and a bound that is a number; NaN stays NaN. Quicker than <see cref="Min"/>.</summary>
    static abstract TLane AtMost(TLane x, TLane bound);

    /// <summary>The larger of x and a bound that is a number; NaN stays NaN. Quicker than <see cref="Max"/>.</summary>
    static abstract TLane AtLeast(TLane x, TLane bound);

    /// <summary>|x|</summary>
    static abstract TLane Abs(TLane x);

    /// <summary>The size of one number with the sign of another (that of −0 and NaN too).</summary>
    static abstract TLane CopySign(TLane size, TLane sign);

    /// <summary>√x</summary>
    static abstract TLane Sqrt(TLane x);

    /// <summary>The largest whole number not above x.</summary>
    static abstract TLane Floor(TLane x);

    /// <summary>The nearest whole number, ties to even.</summary>
    static abstract TLane Round(TLane x);

    /// <summary>a / b within 1 unit in the last place (1.5 where a multiply-add is rounded twice), faster than the division; b normal, between 2⁻¹²⁶
    /// and 2¹²⁵.</summary>
    static abstract TLane QuickDivide(TLane a, TLane b);

    /// <summary>x, or 0 where its size is below the smallest normal number. Averages that fade would otherwise end as the smallest number of all, for ever, and
    /// some processors take a hundred times as long for such numbers.</summary>
    static abstract TLane Flush(TLane x);

    /// <summary>Mask of a &lt; b; false for NaN.</summary>
    static abstract TLane Less(TLane a, TLane b);

    /// <summary>Mask of a ≤ b; false for NaN.</summary>
    static abstract TLane LessOrEqual(TLane a, TLane b);

    /// <summary>Mask of a = b; false for NaN.</summary>
    static abstract TLane Same(TLane a, TLane b);

    /// <summary>a where the mask holds, b elsewhere.</summary>
    static abstract TLane Select(TLane mask, TLane a, TLane b);

    /// <summary>True when the mask holds anywhere.</summary>
    static abstract bool Any(TLane mask);

    /// <summary>eˣ; 0 far below, ∞ far above, NaN stays NaN.</summary>
    static abstract TLane Exp(TLane x);

    /// <summary>eˣ − 1 without loss of digits near 0.</summary>
    static abstract TLane Expm1(TLane x);

    /// <summary>1 / (1 + e⁻ˣ)</summary>
    static abstract TLane Sigmoid(TLane x);

    /// <summary>ln x; −∞ at 0, NaN below.</summary>
    static abstract TLane Log(TLane x);

    /// <summary>ln(1 + x) without loss of digits near 0.</summary>
    static abstract TLane Log1p(TLane x);

    /// <summary>xʸ, with the special cases of C#'s Math.Pow.</summary>
    static abstract TLane Pow(TLane x, TLane y);

    /// <summary>Hyperbolic tangent.</summary>
    static abstract TLane Tanh(TLane x);

    /// <summary>The error function 2/√π ∫₀ˣ e^(−t²) dt.</summary>
    static abstract TLane Erf(TLane x);

    /// <summary>sin x, x in radians.</summary>
    static abstract TLane Sin(TLane x);

    /// <summary>cos x, x in radians.</summary>
    static abstract TLane Cos(TLane x);
}
