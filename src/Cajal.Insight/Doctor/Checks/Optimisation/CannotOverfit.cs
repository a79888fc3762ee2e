namespace Cajal.Insight;

/// <summary>T11: a few fixed rows that cannot be learned by heart, which a sound network of any size can.</summary>
internal sealed class CannotOverfit() : Check("T11", "cannot fit one batch", Stage.Optimisation, "hidden-layers-and-backpropagation.md#16-a-debugging-order-that-saves-time")
{
    public override Finding? Examine(Examination e)
    {
        if (e.OneBatch is not { } tried || tried.IsKnown(e.Thresholds["T11.share"].Value)) return null;
        bool isLinear = e.FirstLook.Layers.All(l => l.Activation is null);
        double start = Math.Max(tried.Start, tried.Prior);
        // Where neighbours cannot tell the rows apart, noise may be what is not learned.
        if (e.Nearest is { } near)
        {
            double level = tried.Wrong ?? tried.Loss, chance = tried.Wrong is null ? tried.Prior : near.Chance;
            double reachable = tried.Wrong is null ? near.Error / Math.Max(near.Chance, 1e-12) : near.Error;
            double reached = tried.Wrong is null ? level / Math.Max(chance, 1e-12) : level;
            double doubt = 2 * Math.Sqrt(Math.Max(0.03, reachable) * (1 - Math.Min(0.97, reachable)) / tried.Rows);
            // Of a network that is one linear map more rows are at hand than a few: what neighbours surely know better, no line tells.
            bool isBeyondLines = isLinear && e.IsTrained && near.Network - near.Error > 3 * near.Difference;
            if (reached < reachable + doubt && !isBeyondLines) return null;
        }
        else if (tried.Loss < 0.5 * tried.Prior) return null;
        return Found(Severity.Warning, FormattableString.Invariant($"{tried.Rows} fixed rows cannot be learned by heart: after {tried.Steps} steps without any restraint the loss is {tried.Loss:G3}, having begun at {tried.Start:G3}."),
            new Measurement("loss on a few fixed rows over where it began", tried.Loss / start) { Threshold = e.Thresholds["T11.share"], Window = $"{tried.Rows} rows, {tried.Steps} steps" },
            new Measurement("share of these rows answered wrongly", tried.Wrong ?? double.NaN)) with
        {
            // It was tried from the first weights, at rates of its own.
            IsFromTheStart = true,
            Causes =
            [
                new("a network that is linear, or cut somewhere", isLinear ? 0.9 : 0.6) { For = isLinear ? ["there is no function between its layers"] : [] },
                new("too few units", isLinear ? 0.2 : 0.45),
                new("a loss or a layer with a mistake in it", isLinear ? 0.2 : 0.5),
            ],
            Prescriptions = isLinear ? [new("Add a hidden layer with a nonlinear function", ("layers", "16"), ("activation", "relu"))]
                : [new("Check loss and layers one by one against central differences, then make the network wider", ("layers", "64,64"))],
        };
    }
}
