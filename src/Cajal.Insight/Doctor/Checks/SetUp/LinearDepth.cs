namespace Cajal.Insight;

/// <summary>S2: layers one behind the other without an activation, W₂·(W₁·x + b₁) + b₂ = (W₂·W₁)·x + b: one linear layer.</summary>
internal sealed class LinearDepth() : Check("S2", "depth without activation", Stage.SetUp, "hidden-layers-and-backpropagation.md#3-why-the-activation-changes-everything")
{
    public override Finding? Examine(Examination examination)
    {
        if (examination.Task.Kind is null) return null;
        var (chains, names) = examination.ReadRecord((record, _) =>
        {
            var read = LinearChains.Of(record, examination.Probe.Inputs);
            return (read, read.Pairs.ToDictionary(p => p, p => (record[p.First].Module, record[p.Second].Module)));
        });
        if (chains.Pairs.Count == 0) return null;
        // A narrow layer between two wide ones is a choice: fewer weights, or a code.
        var plain = chains.Pairs.Where(p => p.Between >= Math.Min(p.In, p.Out)).ToArray();
        bool isWhole = chains.IsLinear && chains.Deepest >= 2;
        // Without any activation a network of two layers is linear whatever their widths.
        var shown = plain.Length > 0 ? plain : [.. chains.Pairs];
        var severity = plain.Length == 0 ? Severity.Note : isWhole ? Severity.Error : Severity.Warning;
        string[] lines = [.. shown.Select(p => examination.Lines[p.Second]).OfType<string>().Distinct()];
        return Found(severity,
            isWhole ? $"No activation stands between the {chains.Deepest} layers: together they are one linear map, whatever their number."
                : $"{shown.Length} {(shown.Length == 1 ? "pair" : "pairs")} of layers follow each other without an activation: each pair is one linear layer.",
            [new Measurement("pairs of layers with nothing but linear operations between them", shown.Length), new Measurement("products with weights on the longest path", chains.Deepest)]) with
        {
            Places = [.. shown.Select(p => $"{Name(names[p].Item1)} and {Name(names[p].Item2)}"), .. lines],
            Causes = [new Cause("an activation left out", 0.9) { For = ["The record of the forward pass holds none."] }],
            Prescriptions = [new Prescription("Put an activation between these layers", ("activation", "relu")), new Prescription("Or leave one of them out: nothing is lost")],
            NotExcluded = severity == Severity.Note ? ["It may be meant, as a code or to save weights."] : [],
        };

        string Name(string path) => examination.Trainer.Model.Modules.FirstOrDefault(m => m.Path == path) is { } module ? $"layer {module}" : path;
    }
}
