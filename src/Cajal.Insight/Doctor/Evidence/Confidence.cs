using Cajal.Data;

namespace Cajal.Insight;

/// <summary>How sure a classifier is of its validation rows, and whether rightly.</summary>
/// <param name="Calibration">Answers in bins of their confidence.</param>
/// <param name="Floor">The error that chance alone gives with these confidences.</param>
/// <param name="Temperature">What one temperature would mend, fitted to one half and judged on the other.</param>
/// <param name="Gain">Fall of the loss of each row, −ln p, by that temperature.</param>
internal sealed record Confidence(Calibration Calibration, CalibrationFloor Floor, Temperature Temperature, double[] Gain)
{
    private const double Least = 1e-30;

    /// <summary>Of the validation rows; null where there is not one class for each, or where outputs say nothing of probabilities.</summary>
    public static Confidence? Of(Examination examination)
    {
        if (examination.ValidationAnswers is not { } answers || Classes.Of(answers.Table, examination.Task) is not { Length: >= 20 } labels) return null;
        double[][] logits = LogitsOf(answers.Outputs, examination.Task);
        // Outputs that are no logits (of a hinge loss, say) are no probabilities either.
        if (Math.Abs(logits.Select((z, i) => -Math.Log(Math.Max(Temperature.Softmax(z, 1)[labels[i]], Least))).Average() - answers.Loss) > 0.05 * Math.Max(1, answers.Loss)) return null;
        double[][] shares = [.. logits.Select(z => Temperature.Softmax(z, 1))];
        var calibration = new Calibration(shares.Select(s => Math.Min(1, s.Max())).ToArray(), [.. shares.Select((s, i) => Array.IndexOf(s, s.Max()) == labels[i])]);
        var temperature = Temperature.Of(logits, labels);
        double[] gain = [.. logits.Select((z, i) => Math.Log(Math.Max(Temperature.Softmax(z, temperature.Value)[labels[i]], Least)) - Math.Log(Math.Max(shares[i][labels[i]], Least)))];
        return new Confidence(calibration, calibration.Floor(), temperature, gain);
    }

    /// <summary>Outputs as rows whose softmax are the probabilities of the classes; yes or no is 0 against z.</summary>
    public static double[][] LogitsOf(Tensor outputs, TaskFacts task)
    {
        float[] y = outputs.To(DType.Float32).ToArray<float>();
        bool areProbabilities = task.GivesProbabilities;
        return task.Kind == TaskKind.Binary ? [.. y.Select(v => new[] { 0, areProbabilities ? Log(v) - Log(1 - v) : v })]
            : [.. y.Chunk(task.Classes).Select(row => row.Select(v => areProbabilities ? Log(v) : v).ToArray())];

        static double Log(double p) => Math.Log(Math.Max(p, Least));
    }
}
