using Cajal.Data;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>What a trained run is worth, measure by measure: <c>run.Calibration()</c>, <c>run.Subgroups("region")</c>, <c>run.Importance()</c>. All are taken on the validation part
/// (on the training part where there is none) unless said otherwise; the test part stays closed.</summary>
public static class TrustOnRun
{
    extension(Run run)
    {
        /// <summary>Asks whether all signals about the network agree: its parts, simple answers, loss and metric, calibration or intervals, groups, drift, inputs, other seeds. The test part is
        /// opened for it.</summary>
        /// <param name="group">A column to group errors by; null takes the classes.</param>
        /// <exception cref="ArgumentException">There is no such column.</exception>
        /// <exception cref="DatasetException">The data are not those of the run any more.</exception>
        public Trust Trust(string? group = null) => TrustSignals.Of(run, group);

        /// <summary>Whether a classifier is as often right as it says; null for networks that give no probabilities.</summary>
        /// <exception cref="DatasetException">The data are not those of the run any more.</exception>
        public CalibrationCheck? Calibration()
        {
            var part = new RunParts(run).Validation;
            return CalibrationCheck.Of(part, () => Logits.Of(run.Model, part.Examples));
        }

        /// <summary>Errors by groups of examples.</summary>
        /// <param name="column">What groups them: a column of the data by name or position, also one that is ignored as an input, or the target.</param>
        /// <exception cref="ArgumentException">There is no such column.</exception>
        /// <exception cref="DatasetException">The data are not those of the run any more.</exception>
        public Subgroups Subgroups(string column)
        {
            var parts = new RunParts(run);
            return Insight.Subgroups.Of(parts.Validation, Grouping.Of(parts.Data, run.Recipe.Data, run.Recipe.DataOptions, column), run.Recipe.Seed);
        }

        /// <summary>Whether other data are like those of training.</summary>
        /// <param name="data">A data set by name or path; targets may be missing.</param>
        /// <param name="options">How it is read.</param>
        /// <exception cref="DatasetException">The data lack what the network reads.</exception>
        /// <exception cref="RunException">The network was saved without a summary of its training part.</exception>
        public Drift Drift(string data, DatasetOptions? options = null) => run.Model.Drift(Datasets.LoadToPredict(data, run.Model.Preprocessing, options));

        /// <summary>Which inputs the answers rest on: how much worse they are when a column, or a patch of the pictures, is exchanged among the examples.</summary>
        /// <param name="repeats">How often each is exchanged.</param>
        /// <exception cref="ArgumentException">Sequences of different lengths.</exception>
        /// <exception cref="DatasetException">The data are not those of the run any more.</exception>
        public Importance Importance(int repeats = 5) => Insight.Importance.Of(new RunParts(run, 4 * repeats).Validation, repeats, run.Recipe.Seed);

        /// <summary>How often an interval held the truth on the run's own test part, which is opened for it; on the training part where nothing was set aside.</summary>
        /// <param name="level">The share of cases it is meant to hold.</param>
        /// <exception cref="ArgumentException">The network names classes, or the validation part was too small for this level.</exception>
        /// <exception cref="RunException">The network was saved without its errors on a validation part.</exception>
        public IntervalCoverage IntervalCoverage(double level = 0.9)
        {
            var interval = run.Model.PredictionInterval(level);
            var parts = new RunParts(run);
            return Insight.IntervalCoverage.Of(interval, parts.Test ?? parts.Train);
        }

        /// <summary>The landscape around the trained weights, at the price of some hundred backward passes: curvature, step length, noise of the gradients, distance from the start. The
        /// network is left as it is.</summary>
        /// <exception cref="InvalidOperationException">An operation of the network has no second derivative.</exception>
        public Curvature Curvature() => Insight.Curvature.Of(run);

        /// <summary>Whether loss and metric went the same way at the end of training; null when there were too few epochs.</summary>
        public MetricTrend? MetricTrend() => Insight.MetricTrend.Of(ReportSource.Of(run));

        /// <summary>The energy of the training, measured or estimated; null when the run is not finished.</summary>
        public EnergyUse? Energy() => run.Result is { } result ? EnergyUse.Of(result, result.Seconds) : null;
    }
}
