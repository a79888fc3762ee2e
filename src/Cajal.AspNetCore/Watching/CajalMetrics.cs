using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Cajal.AspNetCore;

/// <summary>What is counted, under the meter and the activity source <c>Cajal</c>.</summary>
internal sealed class CajalMetrics : IDisposable
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Cajal";

    private readonly Meter meter;
    private readonly bool isOwn;
    private readonly Counter<long> predictions, requests, answers, missing, unseen, judged, right, swaps;
    private readonly Histogram<double> duration, confidence;
    private readonly Histogram<int> batch;

    /// <summary>Instruments of a meter.</summary>
    /// <param name="factory">Where meters come from in this application; null makes one.</param>
    /// <param name="model">What they are about.</param>
    public CajalMetrics(IMeterFactory? factory, CajalModel model)
    {
        (meter, isOwn) = (factory?.Create(Name) ?? new Meter(Name), factory is null);
        predictions = meter.CreateCounter<long>("cajal.predictions", description: "Examples answered.");
        requests = meter.CreateCounter<long>("cajal.requests", description: "Requests by the status of their answer.");
        duration = meter.CreateHistogram<double>("cajal.request.duration", "s", "Time from the headers of a request to its answer.", advice: Bounds(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5));
        batch = meter.CreateHistogram("cajal.batch.rows", "{row}", "Rows that went through the network together.", null, new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });
        answers = meter.CreateCounter<long>("cajal.answers", description: "Answers by the class they name.");
        confidence = meter.CreateHistogram<double>("cajal.confidence", description: "Probability given to the class that was named.", advice: Bounds(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99));
        missing = meter.CreateCounter<long>("cajal.inputs.missing", description: "Missing values, by column.");
        unseen = meter.CreateCounter<long>("cajal.inputs.unseen", description: "Words that did not occur in training, by column.");
        judged = meter.CreateCounter<long>("cajal.judged", description: "Answers to examples that brought their truth along.");
        right = meter.CreateCounter<long>("cajal.judged.right", description: "Those of them that named the true class.");
        swaps = meter.CreateCounter<long>("cajal.swaps", description: "New versions of the model's files, by what became of them.");
        meter.CreateObservableGauge("cajal.queue.rows", () => model.Current.Batcher.WaitingRows, "{row}", "Rows that wait for the network or are in it.");
        meter.CreateObservableGauge("cajal.model.version", () => model.Current.Version, description: "Which version since the start answers, from 1.");
        meter.CreateObservableGauge("cajal.drift.examples", () => model.Watch?.Examples ?? 0, description: "Latest examples that are held against the training part.");
        meter.CreateObservableGauge("cajal.drift.columns", () => model.Watch?.Drift?.Drifted.Count() ?? 0, description: "Columns that have drifted from the training part.");
        meter.CreateObservableGauge("cajal.drift.stability_index", () => Indices(model, d => d.StabilityIndex), description: "Population stability index of each column.");
        meter.CreateObservableGauge("cajal.drift.chance", () => Indices(model, d => d.Floor), description: "What chance alone gives that index, seldom more.");
        meter.CreateObservableGauge("cajal.calibration.error", () => Finite(model.Watch?.Calibration?.Error), description: "Expected calibration error of the latest judged answers.");
    }

    /// <summary>Activities of requests, for whoever listens.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>A request has been answered.</summary>
    public void Request(int status, TimeSpan time)
    {
        requests.Add(1, new KeyValuePair<string, object?>("status", Status(status)));
        duration.Record(time.TotalSeconds);
    }

    /// <summary>Rows went through the network together.</summary>
    public void Batch(int rows)
    {
        predictions.Add(rows);
        batch.Record(rows);
    }

    /// <summary>A class has been named.</summary>
    public void Answer(string name, double sure)
    {
        answers.Add(1, new KeyValuePair<string, object?>("class", name));
        if (double.IsFinite(sure)) confidence.Record(sure);
    }

    /// <summary>A column had no value, or a word unseen in training.</summary>
    public void Gap(string column, bool isMissing) => (isMissing ? missing : unseen).Add(1, new KeyValuePair<string, object?>("column", column));

    /// <summary>An answer has been judged by a truth that came along.</summary>
    public void Judged(bool isRight)
    {
        judged.Add(1);
        if (isRight) right.Add(1);
    }

    /// <summary>A new version was served, or refused.</summary>
    public void Swap(bool isServed) => swaps.Add(1, new KeyValuePair<string, object?>("result", isServed ? "served" : "refused"));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isOwn) meter.Dispose();
    }

    private static IEnumerable<Measurement<double>> Indices(CajalModel model, Func<Insight.ColumnDrift, double> of) =>
        (model.Watch?.Drift?.Columns ?? []).Where(d => double.IsFinite(of(d))).Select(d => new Measurement<double>(of(d), new KeyValuePair<string, object?>("column", d.Kind == "the network's" ? "(answer)" : d.Column)));

    private static IEnumerable<Measurement<double>> Finite(double? value) => value is { } known && double.IsFinite(known) ? [new(known)] : [];

    private static InstrumentAdvice<double> Bounds(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };

    // Boxed once.
    private static object Status(int status) => status switch { 200 => Ok, 400 => Wrong, 503 => Busy, _ => status };

    private static readonly object Ok = 200, Wrong = 400, Busy = 503;
}
