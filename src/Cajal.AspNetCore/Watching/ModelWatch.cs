using Cajal.Insight;
using Cajal.Training;

namespace Cajal.AspNetCore;

/// <summary>Holds the latest examples against the training part, and the latest judged answers against their truth.</summary>
/// <remarks>Drift is looked at when twice as many examples are there as at the last look, and then when all of them are new, twice a minute at most; by whoever looks after the model,
/// not by a request.</remarks>
internal sealed class ModelWatch
{
    private const int FewestExamples = 100, MostNumbers = 1 << 22, MillisecondsBetween = 30_000;

    private readonly TrainedModel model;
    private readonly LatestRows rows;
    private readonly int capacity, width;
    private readonly Queue<(double Confidence, bool IsRight)> judged = new();
    private long nextLook = FewestExamples, notBefore;
    private bool isCalibrationOld;

    /// <param name="model">A model with a summary of its training part.</param>
    /// <param name="width">Numbers of an example as it came.</param>
    /// <param name="capacity">How many of the latest are kept; fewer of large ones.</param>
    public ModelWatch(TrainedModel model, int width, int capacity)
    {
        (this.model, this.width, this.capacity) = (model, width, Math.Clamp(MostNumbers / width, FewestExamples, Math.Max(FewestExamples, capacity)));
        rows = new LatestRows(this.capacity, width);
    }

    /// <summary>Numbers of an example as it came.</summary>
    public int Width => width;

    /// <summary>Examples that are kept.</summary>
    public long Examples => Math.Min(rows.Count, capacity);

    /// <summary>How they differ from the training part; null before there are enough.</summary>
    public Drift? Drift { get; private set; }

    /// <summary>How often the judged answers were right, by what was said; null before there are any.</summary>
    public Calibration? Calibration { get; private set; }

    /// <summary>Whether the next example is to be kept.</summary>
    public bool IsWanted() => rows.IsWanted();

    /// <summary>Keeps an example.</summary>
    public void Add(ReadOnlySpan<double> row) => rows.Add(row);

    /// <summary>Keeps an answer whose truth is known.</summary>
    public void Judge(double confidence, bool isRight)
    {
        if (double.IsNaN(confidence)) return;
        lock (judged)
        {
            judged.Enqueue((Math.Min(1, confidence), isRight));
            if (judged.Count > capacity) judged.Dequeue();
            isCalibrationOld = true;
        }
    }

    /// <summary>Looks at what has come in, where enough of it is new; returns the sentences of columns that have drifted since the last look.</summary>
    public IReadOnlyList<string> Look()
    {
        LookAtCalibration();
        long count = rows.Count;
        if (count < nextLook || Environment.TickCount64 < notBefore) return [];
        (nextLook, notBefore) = count < capacity ? (Math.Min(2 * count, capacity), 0) : (count + capacity, Environment.TickCount64 + MillisecondsBetween);
        string[] before = [.. (Drift?.Drifted ?? []).Select(d => d.Column)];
        Drift = model.Drift(RawFeatures.Of(model.Preprocessing.Inputs, rows.Copy(), width));
        return [.. Drift.Drifted.Where(d => !before.Contains(d.Column)).Select(d => d.Sentence)];
    }

    private void LookAtCalibration()
    {
        (double Confidence, bool IsRight)[] all;
        lock (judged)
        {
            if (!isCalibrationOld) return;
            isCalibrationOld = false;
            all = [.. judged];
        }
        Calibration = new Calibration(Array.ConvertAll(all, j => j.Confidence), Array.ConvertAll(all, j => j.IsRight));
    }
}
