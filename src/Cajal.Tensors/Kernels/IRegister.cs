namespace Cajal;

/// <summary>What a register V full of numbers of one floating-point type can do. Formulas and loops are written against it once, and the JIT makes one of its
/// own for each width (512, 256, 128 bits, a single number) and type.</summary>
/// <remarks>Bare registers, not structs around them: the JIT compiles them four times as fast and keeps constants in registers all through a loop. For the
/// same reason everything is inlined by force (what the JIT chooses itself has a budget that a formula exceeds), and what depends on the type or the processor
/// asks typeof or IsSupported on the spot, which the JIT knows before it inlines; a property of ours it would learn too late.</remarks>
internal unsafe interface IRegister<T, V> where T : unmanaged where V : struct
{
    /// <summary>Numbers in a register.</summary>
    static abstract int Count { get; }

    /// <summary>The same number everywhere.</summary>
    static abstract V Of(double value);

    /// <summary>The same number everywhere: one for Float32 and one for Float64.</summary>
    static abstract V Of(float single, double wide);

    /// <summary>The number at the address, everywhere.</summary>
    static abstract V Repeat(void* source);

    static abstract V Load(void* source);

    static abstract void Store(V value, void* target);

    /// <summary>The same number everywhere.</summary>
    static abstract V Repeat(T value);

    /// <summary>Reads 1 .. Count − 1 numbers and no byte beyond; the other places take those of <paramref name="rest"/>.</summary>
    static abstract V LoadPart(void* source, int count, V rest);

    /// <summary>Writes the first 1 .. Count − 1 numbers and no byte beyond.</summary>
    static abstract void StorePart(V value, void* target, int count);

    static abstract V Add(V a, V b);

    static abstract V Subtract(V a, V b);

    static abstract V Multiply(V a, V b);

    static abstract V Divide(V a, V b);

    static abstract V Negate(V a);

    /// <summary>a · b + c, rounded once where the processor can, which it then does at every width.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>The smaller; NaN when either is NaN.</summary>
    static abstract V Min(V a, V b);

    /// <summary>The larger; NaN when either is NaN.</summary>
    static abstract V Max(V a, V b);

    /// <summary>The smaller of x and a bound that is a number; NaN stays NaN.</summary>
    static abstract V AtMost(V x, V bound);

    /// <summary>The larger of x and a bound that is a number; NaN stays NaN.</summary>
    static abstract V AtLeast(V x, V bound);

    static abstract V Abs(V x);

    /// <summary>The size of one number with the sign of another (that of −0 and NaN too).</summary>
    static abstract V CopySign(V size, V sign);

    static abstract V Sqrt(V x);

    static abstract V Floor(V x);

    /// <summary>The nearest whole number, ties to even.</summary>
    static abstract V Round(V x);

    /// <summary>x · 2ⁿ for whole n in −160..160 (Float32) or −1100..1100 (Float64), rounded once where it leaves the normal numbers; x lies between 2⁻¹⁶ and
    /// 2¹⁶, or is 0 or NaN.</summary>
    static abstract V Scale(V x, V n);

    /// <summary>n and f with x = f · 2ⁿ and √½ ≤ f &lt; √2. n = −∞ at ±0, ∞ at ∞; f is NaN below 0, n or f is NaN at NaN.</summary>
    static abstract V Split(V x, out V fraction);

    /// <summary>x, or 0 where its size is below the smallest normal number.</summary>
    static abstract V Flush(V x);

    /// <summary>A first guess of 1/x for Newton's steps, within 12.2 % for normal x above 0 and below 2¹²⁶ (Float32 only): the negated exponent.</summary>
    static abstract V GuessInverse(V x);

    /// <summary>Mask of a &lt; b; false for NaN.</summary>
    static abstract V Less(V a, V b);

    /// <summary>Mask of a ≤ b; false for NaN.</summary>
    static abstract V LessOrEqual(V a, V b);

    /// <summary>Mask of a = b; false for NaN.</summary>
    static abstract V Same(V a, V b);

    /// <summary>a where the mask holds, b elsewhere.</summary>
    static abstract V Select(V mask, V a, V b);

    /// <summary>True when the mask holds anywhere.</summary>
    static abstract bool Any(V mask);

    /// <summary>The largest number; any number or NaN when there is a NaN.</summary>
    static abstract T Top(V x);

    /// <summary>Adds each number, as a Float64, to the one at its place.</summary>
    static abstract void AddTo(V x, double* sums);

    /// <summary>The sum of the numbers in Float64, joined by halves: i and i + Count/2, and so on.</summary>
    static abstract double Total(V x);

    /// <summary>Numbers 0, 2, 4, … of two registers one after the other.</summary>
    static abstract V Evens(V a, V b);

    /// <summary>Numbers 1, 3, 5, … of two registers one after the other.</summary>
    static abstract V Odds(V a, V b);

    /// <summary>The first half of e₀, o₀, e₁, o₁, …</summary>
    static abstract V WovenLow(V evens, V odds);

    /// <summary>The second half of e₀, o₀, e₁, o₁, …</summary>
    static abstract V WovenHigh(V evens, V odds);
}
