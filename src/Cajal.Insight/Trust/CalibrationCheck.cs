namespace Cajal.Insight;

/// <summary>Whether a classifier is as often right as it says, held against what chance alone would give, and what a temperature would mend.</summary>
public sealed class CalibrationCheck
{
    // Research note, catalogue C1: what chance gives in all but one of twenty cases, and two points more.
    private const double Margin = 0.02;

    internal CalibrationCheck(string part, Calibration calibration, Temperature? temperature) => (Part, Calibration, Temperature, Floor) = (part, calibration, temperature, calibration.Floor());

    /// <summary>The part it was judged on.</summary>
    public string Part { get; }

    /// <summary>The bins, and their error (ECE).</summary>
    public Calibration Calibration { get; }

    /// <summary>The error that chance alone gives with these confidences and so many examples.</summary>
    public CalibrationFloor Floor { get; }

    /// <summary>What one temperature mends; null where there are too few examples to fit one to half of them.</summary>
    public Temperature? Temperature { get; }

    /// <summary>True when the error is above what chance gives by more than two points.</summary>
    public bool IsOff => Calibration.Error > Floor.High + Margin;

    /// <summary>What to know, in words.</summary>
    public string Sentence => $"Calibration error {Words.Percent(Calibration.Error)} on the {Part} part; chance alone gives {Words.Percent(Floor.Mean)}, seldom more than {Words.Percent(Floor.High)}."
        + (!IsOff ? "" : Temperature is { } t && t.ErrorAfter < t.ErrorBefore ? $" Divided by the temperature {Words.Number(t.Value)}, fitted to one half and judged on the other, it is {Words.Percent(t.ErrorAfter)}."
            : " One temperature does not mend it.");

    internal static CalibrationCheck? Of(JudgedPart part, Func<double[][]> logits)
    {
        if (!part.IsClassification || !part.Answers.HasProbabilities) return null;
        int[] kept = [.. Enumerable.Range(0, part.Count).Where(i => part.Answers.Label(i) >= 0 && part.Label(i) >= 0)];
        if (kept.Length == 0) return null;
        var calibration = new Calibration(Array.ConvertAll(kept, i => Math.Min(1, part.Answers.Score(i, part.Answers.Label(i)))), Array.ConvertAll(kept, i => part.Answers.Label(i) == part.Label(i)));
        if (kept.Length < 20) return new(part.Name, calibration, null);
        double[][] all = logits();
        return new(part.Name, calibration, Temperature.Of(Array.ConvertAll(kept, i => all[i]), Array.ConvertAll(kept, part.Label)));
    }
}
