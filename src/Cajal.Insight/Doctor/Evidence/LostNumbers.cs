using System.Diagnostics;
using System.Globalization;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>The first number that was none: found again by going from the last snapshot the way that training went, operation by operation.</summary>
/// <param name="Step">Number of the step, from 0.</param>
/// <param name="What">What gave it, in words.</param>
/// <param name="Where">Layer, and the line of code where it is known.</param>
/// <param name="Op">Name of the operation; empty for data.</param>
/// <param name="Rows">Rows of the data that hold such numbers.</param>
internal sealed record LostNumbers(long Step, string What, string Where, string Op, IReadOnlyList<string> Rows)
{
    private const int MostSteps = 5000;
    private const double MostSeconds = 30;
    // The loss is read one step after the update that spoiled it.
    private const long Careful = 3;

    /// <summary>Goes the way again; null with a reason when nothing was found.</summary>
    public static (LostNumbers? Found, string Why) Find(Examination examination)
    {
        var trainer = examination.Trainer;
        long lost = Math.Max(trainer.StepsDone, examination.Looks.LastOrDefault()?.Step ?? 0);
        // What was lost is put back when all is done, for what else wants to look at it.
        // Of a run in a folder, its last checkpoint is what stands in the trainer now.
        foreach (var from in examination.Snapshots.Reverse().Append(examination.Trials.Now).Append(examination.First).Distinct())
        {
            if (from.Step > lost) continue;
            if (lost - from.Step > MostSteps) return (null, $"the last sound weights lie {lost - from.Step} steps back, and at most {MostSteps} are gone again");
            var (found, why) = Trials.With(from, examination, () => Go(examination, lost));
            if (found is not null || why.Length > 0) return (found, why);
        }
        return (null, "the numbers stay finite when the steps are made again");
    }

    private static (LostNumbers?, string) Go(Examination examination, long lost)
    {
        var (trainer, train, at) = (examination.Trainer, examination.Train, examination.Trainer.Position);
        if (trainer.Model.Parameters.Any(p => !Lost.IsFinite(p))) return (null, "");
        var clock = Stopwatch.StartNew();
        var step = new TrainingStep(trainer, train, _ => { });
        train.StartEpoch(at.Epoch);
        for (int made = 0; at.Step <= lost + 1 && made < MostSteps; made++)
        {
            if (clock.Elapsed.TotalSeconds > MostSeconds) return (null, string.Create(CultureInfo.InvariantCulture, $"to make the steps again takes more than {MostSeconds} s"));
            if (RowsOf(examination, at.Batch) is { Count: > 0 } rows)
                return (new LostNumbers(at.Step, "the data hold numbers that are infinite or NaN", $"rows {string.Join(", ", rows.Take(5))}", "", rows), "");
            bool isClose = at.Step + Careful >= lost;
            var trace = isClose ? new OperationTrace() : null;
            step.Watch = trace is null ? null : trace.See;
            foreach (var optimizer in trainer.Optimizers) trainer.Schedule?.Apply(optimizer, at.Step);
            step.Run(at.Batch);
            if (trace?.Origin(double.IsFinite(step.Loss)) is { } origin) return (new LostNumbers(at.Step, origin.Text, origin.Place, origin.Op, []), "");
            Advance(examination);
        }
        return (null, "");
    }

    private static void Advance(Examination examination)
    {
        var at = examination.Trainer.Position;
        (at.Step, at.Batch) = (at.Step + 1, at.Batch + 1);
        if (at.Batch < examination.Train.Count) return;
        if (examination.Epochs.FirstOrDefault(e => e.Epoch == at.Epoch + 1) is { } ended) examination.Trainer.Schedule?.Report(ended["loss"]!.Value);
        at.StartNextEpoch();
        examination.Train.StartEpoch(at.Epoch);
    }

    private static List<string> RowsOf(Examination examination, int batch)
    {
        var train = examination.Train;
        int count = train.SizeOf(batch);
        var (x, t) = new BatchBuffers(train).Fill(batch, 0, count);
        var rows = new List<string>();
        for (int i = 0; i < count; i++)
        {
            bool inputs = !Lost.IsFinite(x.Slice(0, i..(i + 1))), targets = !Lost.IsFinite(t.Slice(0, i..(i + 1)));
            if (inputs || targets) rows.Add($"{train.RowOf(batch, i)} ({(inputs ? "inputs" : "targets")})");
        }
        return rows;
    }

    /// <summary>Rows of the validation data that hold numbers that are none.</summary>
    public static IReadOnlyList<string> InValidation(Examination examination)
    {
        if (examination.ValidationRows is not { } table) return [];
        var rows = new List<string>();
        for (int i = 0; i < table.Count; i++)
            if (!float.IsFinite((float)table.Target(i)) || table[i].ToArray().Any(v => !float.IsFinite(v))) rows.Add($"{table.Rows[i]} (validation)");
        return rows;
    }
}
