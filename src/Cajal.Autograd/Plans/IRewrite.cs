namespace Cajal;

/// <summary>A way to make a plan faster.</summary>
internal interface IRewrite
{
    /// <summary>What it does and why, in one sentence for people.</summary>
    string Reason { get; }

    /// <summary>True when all results keep every bit.</summary>
    bool KeepsBits { get; }

    /// <summary>Changes the program where it can.</summary>
    void Apply(PlanProgram program);
}

/// <summary>The rewrites of the house, in the order in which they are tried.</summary>
internal static class Rewrites
{
    public static IReadOnlyList<IRewrite> All { get; } =
        [new ConstantFolding(), new WeightsInProductOrder(), new RowWeightsInProductOrder(), new ProductWithFollowers(), new ElementwiseChain(),
            new PicturesInTurn()];
}
