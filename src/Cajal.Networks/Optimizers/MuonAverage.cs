namespace Cajal.Networks;

/// <summary>m ← m + (1 − μ)·(g − m)      reads g, μ [] Float64; writes m</summary>
internal sealed record MuonAverage : AverageUpdate
{
    protected override double ShareOf(Tensor number) => 1 - Read<double>(number)[0];
}
