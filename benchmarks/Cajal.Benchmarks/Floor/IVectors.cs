namespace Cajal.Benchmarks.Floor;

/// <summary>A number of registers as a type, so that the compiler leaves out what a narrow tile lacks.</summary>
internal interface IVectors
{
    static abstract int Count { get; }
}

internal readonly struct V1 : IVectors { public static int Count => 1; }
internal readonly struct V2 : IVectors { public static int Count => 2; }
internal readonly struct V3 : IVectors { public static int Count => 3; }
