using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>A number of an update rule, rounded once to each element type, so that a loop over a million parameters does not round it a million
/// times.</summary>
/// <param name="value">The number.</param>
public readonly unsafe struct Coefficient(double value)
{
    private readonly double wide = value;
    private readonly float narrow = (float)value;

    /// <summary>1 − c, the other share of an average.</summary>
    public Coefficient Rest => 1 - wide;

    /// <summary>The number as a coefficient.</summary>
    public static implicit operator Coefficient(double value) => new(value);

    /// <summary>The number, everywhere in a lane. The coefficient must lie on the stack, as a local of the loop does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L As<L>() where L : struct, ILane<L> => L.IsDouble ? L.Repeat(Unsafe.AsPointer(ref Unsafe.AsRef(in wide)))
        : L.Repeat(Unsafe.AsPointer(ref Unsafe.AsRef(in narrow)));
}
