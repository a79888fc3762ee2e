using Cajal.Training;

namespace Cajal.Insight;

/// <summary><c>model.PredictionInterval(0.9).Around(answer)</c>: where the truth lies around a number that a network gives.</summary>
public static class IntervalOnModel
{
    extension(TrainedModel model)
    {
        /// <summary>The interval that holds the truth in a share of cases, of one width for all answers.</summary>
        /// <param name="level">The share, above 0 and below 1.</param>
        /// <exception cref="ArgumentException">The network names classes, or the validation part was too small for this level.</exception>
        /// <exception cref="RunException">The network was saved without its errors on a validation part.</exception>
        public PredictionInterval PredictionInterval(double level = 0.9) => Insight.PredictionInterval.Of(model, level);
    }
}
