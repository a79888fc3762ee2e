using System.Diagnostics;
using System.Globalization;
using Cajal.DoctorBench.Patients;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.DoctorBench.Scores;

/// <summary>Whether a patient is healthy by standards that are not the Doctor's: trained without it, held against chance, against the best possible, and against other rates.</summary>
/// <param name="Patient">Who was trained.</param>
/// <param name="Training">Loss of the training rows after each quarter of the epochs.</param>
/// <param name="Validation">Loss of the validation rows then.</param>
/// <param name="HeldOut">Accuracy or R² of the validation rows at the end.</param>
/// <param name="Chance">What an answer that looks at no input reaches.</param>
/// <param name="Dead">Share of hidden units that no validation row lifts above 0, of the activations that end there.</param>
/// <param name="Pressed">Share of answers of tanh and sigmoid units that are farther out than at ±5.</param>
/// <param name="Seconds">Time of the training.</param>
internal sealed record Health(Patient Patient, double[] Training, double[] Validation, double HeldOut, double Chance, double Dead, double Pressed, double Seconds)
{
    /// <summary>Factors of the sweep; a healthy rate is within three of the best.</summary>
    public static IReadOnlyList<double> Factors { get; } = [1 / 9.0, 1 / 3.0, 1, 3, 9];

    /// <summary>Trains a patient and looks.</summary>
    public static Health Of(Patient patient)
    {
        long start = Stopwatch.GetTimestamp();
        var trainer = patient.CreateTrainer();
        var history = trainer.Fit(patient.Train, patient.Epochs, patient.Validation).History;
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var quarters = Enumerable.Range(1, 4).Select(q => history[Math.Max(0, history.Count * q / 4 - 1)]).ToArray();
        var (answers, dead, pressed) = Looked(trainer.Model, patient);
        return new Health(patient, [.. quarters.Select(e => e.DataLoss)], [.. quarters.Select(e => e.ValidationLoss ?? double.NaN)], HeldOutOf(patient, answers), ChanceOf(patient), dead, pressed, seconds);
    }

    /// <summary>Validation loss at the end for each factor of the rate; infinite where training broke down.</summary>
    public static double[] Sweep(Patient patient) => [.. Factors.Select(factor =>
    {
        var tried = patient with { Rate = patient.Rate * factor };
        try
        {
            return tried.CreateTrainer().Fit(tried.Train, tried.Epochs, tried.Validation).History[^1].ValidationLoss ?? double.NaN;
        }
        catch (RunException)
        {
            return double.PositiveInfinity;
        }
    })];

    /// <summary>A line for each kind, the mean over seeds.</summary>
    public static void Write(TextWriter to, IReadOnlyList<(Health Health, double[]? Sweep)> all)
    {
        to.WriteLine($"{"patient",-60} {"training loss at quarters",-27} {"validation loss at quarters",-27} held out chance  best learned  dead pressed seconds  {(all.Any(a => a.Sweep is not null) ? "validation loss at rates x 1/9, 1/3, 1, 3, 9" : "")}");
        foreach (var kind in all.GroupBy(a => a.Health.Patient.Kind))
        {
            var of = kind.Select(k => k.Health).ToArray();
            double held = of.Average(h => h.HeldOut), chance = of.Average(h => h.Chance);
            double? best = of[0].Patient.Best is null ? null : of.Average(h => h.Patient.Best!());
            string share = best is { } b ? Text((held - chance) / (b - chance), "P0") : "-";
            to.WriteLine($"{kind.Key,-60} {Mean(of.Select(h => h.Training)),-27} {Mean(of.Select(h => h.Validation)),-27} {Text(held, "F3"),8} {Text(chance, "F3"),6} {(best is { } known ? Text(known, "F3") : "-"),5} {share,7} "
                + $"{Text(of.Average(h => h.Dead), "P0"),5} {Text(of.Average(h => h.Pressed), "P0"),7} {Text(of.Average(h => h.Seconds), "F2"),7}  {(kind.First().Sweep is null ? "" : Mean(kind.Select(k => k.Sweep!)))}");
        }
    }

    private static string Mean(IEnumerable<double[]> rows)
    {
        double[][] all = [.. rows];
        return string.Join(' ', Enumerable.Range(0, all[0].Length).Select(i => Text(all.Average(r => r[i]), "G3").PadRight(6)));
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static double ChanceOf(Patient patient) => patient.IsClassifier ? patient.ValidationY.ToArray<int>().CountBy(c => c).Max(c => c.Value) / (double)patient.ValidationY.Count : 0;

    private static double HeldOutOf(Patient patient, Tensor answers)
    {
        if (!patient.IsClassifier) return Drawn.Explained(patient.ValidationY, answers);
        float[] logits = answers.ToArray<float>();
        int classes = answers.Shape[1];
        return patient.ValidationY.ToArray<int>().Select((label, i) =>
        {
            float[] row = logits[(i * classes)..((i + 1) * classes)];
            return Array.IndexOf(row, row.Max()) == label ? 1.0 : 0;
        }).Average();
    }

    private static (Tensor Answers, double Dead, double Pressed) Looked(Layer model, Patient patient)
    {
        int units = 0, dead = 0;
        long values = 0, pressed = 0;
        var inSteps = model.Modules.OfType<TransformerEncoderLayer>().Select(t => (Module)t.Activation).ToHashSet();
        Action[] away = [.. model.Modules.OfType<Activation>().Select(a => a.Observe((module, y) =>
        {
            Count(y, inSteps.Contains(module) ? y.Rank - 1 : 1);
            return y;
        }))];
        Tensor answers;
        using (Tape.Start(Mode.Inference)) answers = model.Forward(patient.ValidationX).Keep();
        foreach (var take in away) take();
        return (answers, dead / Math.Max(1.0, units), pressed / Math.Max(1.0, values));

        void Count(Tensor y, int axis)
        {
            float[] all = y.ToArray<float>();
            int[] shape = y.Shape.ToArray();
            int inside = shape[(axis + 1)..].Aggregate(1, (a, b) => a * b), width = shape[axis];
            bool isTwoEnded = patient.Activation is "tanh" or "sigmoid";
            if (isTwoEnded)
            {
                float high = patient.Activation == "tanh" ? MathF.Tanh(5) : 1 / (1 + MathF.Exp(-5)), low = patient.Activation == "tanh" ? -high : 1 - high;
                values += all.Length;
                pressed += all.Count(v => v > high || v < low);
                return;
            }
            bool[] alive = new bool[width];
            for (int i = 0; i < all.Length; i++) alive[i / inside % width] |= all[i] > 0;
            units += width;
            dead += alive.Count(a => !a);
        }
    }
}
