namespace Cajal.Insight;

/// <summary>T1: a loss that is no number, and the first operation that gave one.</summary>
internal sealed class NumbersLost() : Check("T1", "numbers lost", Stage.Optimisation, "artificial-neural-networks.md#14-memory-and-numbers-that-stay-numbers")
{
    public override bool IsLive => true;

    public override Finding? Examine(Examination e)
    {
        bool atOnce = !float.IsFinite(e.FirstLook.Loss);
        if (!atOnce && e.Trouble is null && !e.Epochs.Any(r => r.ValidationLoss is { } v && !double.IsFinite(v)) && !e.Looks.Any(l => !float.IsFinite(l.Loss)) && !e.Epochs.Any(r => !double.IsFinite(r.Loss))) return null;
        long step = e.Looks.FirstOrDefault(l => !float.IsFinite(l.Loss))?.Step ?? e.Trainer.StepsDone;
        var seen = new Measurement("step at which the loss was seen to be no number", atOnce ? 0 : step) { Threshold = e.Thresholds["T1.lost"] };
        var finding = Found(Severity.Error, $"From step {(atOnce ? 0 : step)} on the loss is infinite or NaN: nothing is learned any more.", seen) with
        {
            IsFromTheStart = atOnce,
            Prescriptions = [new("Clip the gradients and lower the learning rate", ("clipNorm", "1"))],
        };
        if (e.IsRunning) return finding;
        var (found, why) = LostNumbers.Find(e);
        if (found is null)
        {
            return LostNumbers.InValidation(e) is { Count: > 0 } validation ? OfData(finding, validation, "the validation data hold numbers that are infinite or NaN")
                : finding with { NotExcluded = [$"Which operation gave the first one was not found: {why}."] };
        }
        if (found.Rows.Count > 0) return OfData(finding, found.Rows, found.What);
        bool grew = Movement.Ratio(e, 0, 100) > e.Thresholds["T6.ratio"].Value || e.Looks.Any(l => Movement.RatioOf(l) > e.Thresholds["T2.ratio"].Value);
        return finding with
        {
            Symptom = $"In step {found.Step} {found.What} ({found.Where}); from there on the loss is no number.",
            Places = [$"step {found.Step}", found.Where],
            Causes = grew ? [new("weights thrown far out by too large a learning rate", 0.8) { For = ["updates were as large as the weights before it happened"] }, new(CauseOf(found.Op), 0.4)]
                : [new(CauseOf(found.Op), 0.8) { For = [$"the operands are known: {found.What}"], Against = ["updates were not large before it happened: the learning rate is hardly it"] }],
            Prescriptions = grew ? finding.Prescriptions : [new(CureOf(found.Op)), .. finding.Prescriptions],
        };
    }

    private static Finding OfData(Finding finding, IReadOnlyList<string> rows, string what) => finding with
    {
        Symptom = $"In rows {string.Join(", ", rows.Take(5))}{(rows.Count > 5 ? ", …" : "")} {what}, and one is enough to make every weight so.",
        Places = [.. rows.Take(20).Select(r => $"row {r}")],
        Causes = [new("numbers in the data that are infinite or NaN", 1) { For = [$"they stand in rows {string.Join(", ", rows.Take(5))}"] }],
        Prescriptions = [new("Drop these rows, or put the column's mean in their place")],
    };

    private static string CauseOf(string op) => op switch
    {
        "Log" or "Log1p" => "a logarithm of 0 or less",
        "Divide" or "Reciprocal" or "Rsqrt" => "a division by 0",
        "Exp" or "Expm1" => "an exponential that overflows",
        "Sqrt" or "NormRoot" or "Power" => "a root of a negative number, or its slope at 0",
        _ => $"{(op.Length > 0 ? op : "an operation")} beyond the range of its numbers",
    };

    private static string CureOf(string op) => op switch
    {
        "Log" or "Log1p" => "Take the loss that works on logits (CrossEntropy, BinaryCrossEntropyWithLogits), or keep the logarithm's operand above 1e-7",
        "Divide" or "Reciprocal" or "Rsqrt" => "Add a small ε to the divisor",
        "Exp" or "Expm1" => "Subtract the greatest operand first, as Softmax and LogSumExp do",
        "Sqrt" or "NormRoot" or "Power" => "Add a small ε under the root",
        _ => "Keep the operands small: scale the inputs, use a normalisation",
    };
}
