namespace Cajal.Benchmarks.Floor;

/// <summary>What the floor needs of a register V full of Float32: written against it once, the JIT makes the floor of each width.</summary>
internal unsafe interface IBits<V> where V : unmanaged
{
    /// <summary>Numbers in a register.</summary>
    static abstract int Lanes { get; }

    /// <summary>Rows of a tile so many registers wide: a divisor of 16, as many as leave registers for the factors.</summary>
    static abstract int Rows(int vectors);

    static abstract V Load(float* source);

    static abstract void Store(V value, float* target);

    /// <summary>The same number everywhere.</summary>
    static abstract V Of(float value);

    static abstract V Add(V a, V b);

    static abstract V Multiply(V a, V b);

    /// <summary>a · b + c, rounded once.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>c − a · b, rounded once.</summary>
    static abstract V SubtractProduct(V a, V b, V c);

    static abstract V Sqrt(V x);

    /// <summary>A guess of 1/x that one step of Newton makes exact but for the last bits.</summary>
    static abstract V GuessInverse(V x);

    static abstract V Max(V a, V b);

    /// <summary>x where test &gt; 0, else 0.</summary>
    static abstract V WherePositive(V test, V x);

    /// <summary>The first numbers of x; −∞ in place of the others.</summary>
    static abstract V First(V x, int count);

    static abstract V Exp(V x);

    static abstract V Log(V x);

    static abstract float Sum(V x);

    static abstract float Greatest(V x);

    /// <summary>Writes a square of numbers, a register wide, as its transpose.</summary>
    /// <param name="from">First of the rows.</param>
    /// <param name="fromWidth">From a row to the next.</param>
    /// <param name="to">First of the rows of the result.</param>
    /// <param name="toWidth">From a row of the result to the next.</param>
    static abstract void Turn(float* from, nint fromWidth, float* to, nint toWidth);
}
