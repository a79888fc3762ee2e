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

    /// <summary>Reads <see cref="Width"/> numbers from memory.</summary>
    static abstract TLane Load(void* source);

    /// <summary>The same number everywhere, rounded beforehand to both element types: for numbers that a loop does not know until it runs.</summary>
    static abstract TLane Of(float narrow, double wide);

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

    /// <summary>a · b + c, rounded once where the processor can.</summary>
    static abstract TLane MultiplyAdd(TLane a, TLane b, TLane c);

    /// <summary>The smaller; NaN when either is NaN.</summary>
    static abstract TLane Min(TLane a, TLane b);

    /// <summary>The larger; NaN when either is NaN.</summary>
    static abstract TLane Max(TLane a, TLane b);

    /// <summary>x, or the bound it lies beyond; NaN stays NaN. The bounds are numbers.</summary>
    static abstract TLane Clamp(TLane x, TLane low, TLane high);

    /// <summary>|x|</summary>
    static abstract TLane Abs(TLane x);

    /// <summary>√x</summary>
    static abstract TLane Sqrt(TLane x);

    /// <summary>The largest whole number not above x.</summary>
    static abstract TLane Floor(TLane x);

    /// <summary>The nearest whole number, ties to even.</summary>
    static abstract TLane Round(TLane x);

    /// <summary>x · 2ⁿ for whole n in −126..127 (Float32) or −1022..1023 (Float64).</summary>
    static abstract TLane Scale(TLane x, TLane n);

    /// <summary>ln x; −∞ at 0, NaN below.</summary>
    static abstract TLane Log(TLane x);

    /// <summary>Mask of a &lt; b; false for NaN.</summary>
    static abstract TLane Less(TLane a, TLane b);

    /// <summary>Mask of a ≤ b; false for NaN.</summary>
    static abstract TLane LessOrEqual(TLane a, TLane b);

    /// <summary>Mask of a = b; false for NaN.</summary>
    static abstract TLane Same(TLane a, TLane b);

    /// <summary>a where the mask holds, b elsewhere.</summary>
    static abstract TLane Select(TLane mask, TLane a, TLane b);

    /// <summary>x, or 0 where its size is below the smallest normal number. Averages that fade would otherwise end as the smallest number of all, for ever, and
    /// some processors take a hundred times as long for such numbers.</summary>
    static abstract TLane Flush(TLane x);

    /// <summary>A first guess of 1/√x for Newton's steps, within 3.5 % for normal x above 0: the halved exponent, taken from the number's bits.</summary>
    static abstract TLane GuessInverseRoot(TLane x);

    /// <summary>A first guess of 1/x for Newton's steps, within 12.2 % for normal x above 0 and below 2¹²⁶: the negated exponent, taken from the number's bits.</summary>
    static abstract TLane GuessInverse(TLane x);

    /// <summary>eˣ; 0 far below, ∞ far above, NaN stays NaN.</summary>
    static virtual TLane Exp(TLane x) => LaneMath.Exp(x);

    /// <summary>√x within 1 unit in the last place, faster than <see cref="Sqrt"/>; x below the smallest normal number counts as that, x above the largest
    /// as that. For update rules, where the root is one number among others.</summary>
    static virtual TLane QuickSqrt(TLane x) => LaneRoots.Sqrt(x);

    /// <summary>a / b within 1 unit in the last place, faster than the division; b normal, between 2⁻¹²⁶ and 2¹²⁵.</summary>
    static virtual TLane QuickDivide(TLane a, TLane b) => LaneRoots.Divide(a, b);

    /// <summary>sin x, x in radians.</summary>
    static virtual TLane Sin(TLane x) => LaneTrigonometry.Sin(x);

    /// <summary>cos x, x in radians.</summary>
    static virtual TLane Cos(TLane x) => LaneTrigonometry.Cos(x);

    /// <summary>eˣ − 1 without loss of digits near 0.</summary>
    static virtual TLane Expm1(TLane x) => LaneMath.Expm1(x);

    /// <summary>ln(1 + x) without loss of digits near 0.</summary>
    static virtual TLane Log1p(TLane x) => LaneMath.Log1p(x);

    /// <summary>Hyperbolic tangent.</summary>
    static virtual TLane Tanh(TLane x) => LaneMath.Tanh(x);

    /// <summary>1 / (1 + e⁻ˣ)</summary>
    static virtual TLane Sigmoid(TLane x) => LaneMath.Sigmoid(x);

    /// <summary>The error function 2/√π ∫₀ˣ e^(−t²) dt.</summary>
    static virtual TLane Erf(TLane x) => LaneMath.Erf(x);

    /// <summary>xʸ as C#'s Math.Pow has it.</summary>
    static virtual TLane Pow(TLane x, TLane y) => LaneMath.Pow(x, y);
}
