namespace Cajal.Networks;

/// <summary>Makes an average over a model's weights for a training of so many steps; null for none.</summary>
public delegate WeightAverage? AverageMaker(Module model, ScheduleSpan span);

public abstract partial class WeightAverage
{
    /// <summary>All averages by name: <c>none</c>, <c>ema(decay=0.999)</c>, <c>swa(start=0.75)</c> (share of the training before it begins;
    /// one sample after each epoch, or <c>every</c> so many steps).</summary>
    public static Catalog<AverageMaker> Catalog { get; } = new("average of weights")
    {
        { "none", _ => (_, _) => null },
        {
            "ema", o =>
            {
                double decay = Ema.Require(o.Number("decay", 0.999));
                return (model, _) => new Ema(model, decay);
            }
        },
        {
            "swa", o =>
            {
                double start = o.Number("start", 0.75);
                int every = o.Whole("every", 0);
                if (!(start >= 0 && start < 1)) throw new ArgumentOutOfRangeException(nameof(start),
                    FormattableString.Invariant($"The start of swa is a share of the training in [0, 1); received {start}."));
                if (every < 0) throw new ArgumentOutOfRangeException(nameof(every),
                    FormattableString.Invariant($"swa takes a sample every so many steps (0 for once an epoch); received {every}."));
                return (model, span) => new Swa(model, (long)(start * span.Steps),
                    every > 0 ? every : (int)Math.Max(1, span.StepsPerEpoch));
            }
        },
    };
}
