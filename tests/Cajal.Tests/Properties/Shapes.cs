using FsCheck;
using FsCheck.Fluent;

namespace Cajal.Tests.Properties;

/// <summary>Random shapes for property tests: up to four axes, sizes 0 to 4 with many ones and some zeros, and sometimes one axis long
/// enough for whole registers and a remainder.</summary>
internal static class Shapes
{
    public static Gen<int> Size => Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Constant(1)), (8, Gen.Choose(2, 4)));

    public static Gen<int[]> Any =>
        from rank in Gen.Choose(0, 4)
        from sizes in Size.ArrayOf(rank)
        from place in Gen.Choose(0, 11)
        from length in Gen.Choose(5, 70)
        select sizes.Select((s, i) => i == place ? length : s).ToArray();

    /// <summary>A shape that stretches to another: leading axes left out, sizes set to 1.</summary>
    public static Gen<int[]> StretchingTo(int[] sizes) =>
        from lead in Gen.Choose(0, sizes.Length)
        from ones in Gen.Choose(0, 2).ArrayOf(sizes.Length)
        select sizes.Select((s, i) => ones[i] == 0 ? 1 : s).Skip(lead).ToArray();

    /// <summary>Numbers that follow from a seed; small whole numbers and halves, so that sums are exact.</summary>
    public static Tensor Numbers(int[] sizes, int seed)
    {
        var rng = new Rng((ulong)seed);
        return Tensor.From([.. Enumerable.Range(0, sizes.Aggregate(1, (a, b) => a * b)).Select(_ => rng.NextInt(17) * 0.5 - 4)], sizes);
    }

    /// <summary>Holds for 200 random cases, or throws with the smallest counterexample found.</summary>
    public static void Check<T>(Gen<T> cases, Action<T> holds) =>
        Prop.ForAll(cases.ToArbitrary(), holds)
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(200).WithReplay(20_241_121, 1));
}
