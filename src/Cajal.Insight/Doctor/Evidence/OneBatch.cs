using System.Diagnostics;
using Cajal.Networks;

namespace Cajal.Insight;

/// <summary>A training on a few fixed rows from the first weights, without penalties and dropout: what a sound network soon knows by heart.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Start">Loss before the first step.</param>
/// <param name="Loss">The least loss on the way.</param>
/// <param name="Wrong">Share of wrong answers at the end, of classes; else null.</param>
/// <param name="Prior">Loss of the best constant answer for these rows.</param>
/// <param name="Steps">Steps made.</param>
internal sealed record OneBatch(int Rows, double Start, double Loss, double? Wrong, double Prior, int Steps)
{
    private const int MostRows = 32, MostSteps = 300;
    private const double MostSeconds = 4, Enough = 0.05;
    private static readonly double[] Rates = [0.01, 0.002, 0.05];

    /// <summary>Tries it; null where there is nothing to learn by heart, or not enough time.</summary>
    public static OneBatch? Of(Examination examination)
    {
        var task = examination.Task;
        if (examination.IsRunning || task.Kind is null || examination.Trainer.Objective.Turns.Count != 1) return null;
        var trained = examination.Trainer.Model.Parameters.Where(p => p.Trainable).ToArray();
        if (trained.Length == 0) return null;
        int rows = RowsFor(examination, trained);
        if (Distinct(examination, rows) is not { Length: >= 4 } chosen) return null;
        var x = Tensor.Concatenate([.. chosen.Select(i => examination.AskedProbe.Inputs.Slice(0, i..(i + 1)))]);
        var t = Tensor.Concatenate([.. chosen.Select(i => examination.AskedProbe.Targets.Slice(0, i..(i + 1)))]);
        if (task.IsSequence && SeesOneStepOnly(examination.Trainer.Model, x)) return null;
        return Trials.With(examination.First, examination, () =>
        {
            OneBatch? best = null;
            foreach (double rate in Rates)
            {
                examination.First.Restore(examination.Trainer);
                if (Train(examination, trained, x, t, rate) is not { } tried) continue;
                if (best is null || tried.Loss < best.Loss) best = tried;
                if (best.IsKnown(0.1)) break;
            }
            return best;
        });
    }

    /// <summary>Whether the rows are known by heart: the loss at most a share of what it was, or every answer right.</summary>
    public bool IsKnown(double share) => Loss <= share * Math.Max(Start, Prior) || Wrong == 0;

    private static OneBatch? Train(Examination examination, Parameter[] trained, Tensor x, Tensor t, double rate)
    {
        var (model, loss) = (examination.Trainer.Model, examination.Trainer.Loss);
        // Inference leaves dropout out; where nothing is dropped, training keeps the normalisation of batches.
        var mode = model.Modules.Any(m => m.GetType().Name.Contains("Drop", StringComparison.Ordinal)) ? Mode.Inference : Mode.Training;
        var adam = new Adam(trained, rate);
        double start = double.NaN, least = double.PositiveInfinity;
        double? wrong = null;
        int done = 0;
        for (var clock = Stopwatch.StartNew(); done < MostSteps; done++)
        {
            if (clock.Elapsed.TotalSeconds > MostSeconds / Rates.Length && done < MostSteps / 3) return null;
            if (clock.Elapsed.TotalSeconds > MostSeconds) break;
            using var tape = Tape.Start(mode);
            var y = model.Forward(x);
            var value = loss(y, t);
            double now = value.Item();
            if (!double.IsFinite(now)) break;
            if (done == 0) start = now;
            if (now < least) (least, wrong) = (now, WrongShare(examination.Task, y, t));
            if (least <= Enough * start) break;
            try
            {
                adam.Step(tape.Gradients(value));
            }
            catch (InvalidOperationException)
            {
                // No path from the loss to any weight: nothing can be learned.
                break;
            }
        }
        if (!double.IsFinite(start)) return null;
        double prior = examination.Task.PriorLossOf(t, loss) ?? start;
        return new OneBatch(x.Shape[0], start, least, wrong, prior, done);
    }

    /// <summary>Share of wrong answers; null for numbers.</summary>
    internal static double? WrongShare(TaskFacts task, Tensor outputs, Tensor targets)
    {
        using var pause = Tape.Pause();
        if (task.Kind == Data.TaskKind.Numbers) return null;
        float[] y = outputs.To(DType.Float32).ToArray<float>(), t = targets.To(DType.Float32).ToArray<float>();
        int wrong = 0, count = t.Length;
        if (task.Kind == Data.TaskKind.Binary)
        {
            float middle = task.GivesProbabilities ? 0.5f : 0;
            for (int i = 0; i < count; i++) wrong += y[i] > middle != t[i] > 0.5f ? 1 : 0;
            return (double)wrong / count;
        }
        int classes = task.Classes;
        count = y.Length / classes;
        for (int i = 0; i < count; i++)
        {
            int right = t.Length == count ? (int)t[i] : Greatest(t.AsSpan(i * classes, classes));
            wrong += Greatest(y.AsSpan(i * classes, classes)) != right ? 1 : 0;
        }
        return (double)wrong / count;
    }

    private static int Greatest(ReadOnlySpan<float> of)
    {
        int at = 0;
        for (int i = 1; i < of.Length; i++)
            if (of[i] > of[at]) at = i;
        return at;
    }

    // A network with few weights is not asked to know many rows; a linear one is, since what it lacks is not size.
    private static int RowsFor(Examination examination, Parameter[] trained)
    {
        if (examination.Task.IsSequence) return 8;
        bool isLinear = examination.FirstLook.Layers.All(l => l.Activation is null) && examination.FirstLook.Layers.Count <= 2;
        return isLinear ? MostRows : (int)Math.Clamp(trained.Sum(p => (long)p.Count) / 3, 8, MostRows);
    }

    // Each step is answered by itself, as by a table of pairs: what follows equal steps differs within a row, and nobody can know that by heart.
    private static bool SeesOneStepOnly(Layer model, Tensor x)
    {
        int last = x.Shape[1] - 1;
        if (last < 1) return false;
        using var tape = Tape.Start(Mode.Inference);
        var other = Tensor.Concatenate([x.Slice(1, 1..2), x.Slice(1, 1..(last + 1))], axis: 1);
        Tensor as1 = model.Forward(x), as2 = model.Forward(other);
        return as1.Rank >= 3 && as1.Shape[1] == last + 1
            && as1.Slice(1, last..(last + 1)).To(DType.Float32).ToArray<float>().AsSpan().SequenceEqual(as2.Slice(1, last..(last + 1)).To(DType.Float32).ToArray<float>());
    }

    // Of rows with equal inputs one, since nobody can give it two answers.
    private static int[] Distinct(Examination examination, int rows)
    {
        var (inputs, _) = examination.AskedProbe;
        float[] numbers = inputs.To(DType.Float32).ToArray<float>();
        int count = inputs.Shape[0], width = numbers.Length / count;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var chosen = new List<int>();
        for (int i = 0; i < count && chosen.Count < rows; i++)
            if (seen.Add(Convert.ToBase64String(System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan(i * width, width))))) chosen.Add(i);
        return [.. chosen];
    }
}
