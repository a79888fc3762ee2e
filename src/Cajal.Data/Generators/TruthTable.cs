namespace Cajal.Data;

/// <summary>A logic gate of two inputs: the four lines of its truth table, all of them for training.</summary>
internal sealed class TruthTable(string name, string description, Func<bool, bool, bool> gate) : DatasetSource(name, description)
{
    public override Dataset Load(DatasetOptions options)
    {
        options.RefuseCsvOptions(Name);
        options.RefuseFolder(Name);
        options.RefuseGeneratorOptions(Name);
        if (options.Task is not (null or TaskKind.Binary)) throw new ArgumentException($"'{Name}' is a binary task.");
        double[] x1 = [0, 0, 1, 1], x2 = [0, 1, 0, 1];
        int[] labels = [.. x1.Zip(x2, (a, b) => gate(a > 0, b > 0) ? 1 : 0)];
        var inputs = new TableFeatures(new NumberColumn("x1", x1), new NumberColumn("x2", x2));
        return new Dataset(Name, inputs, new ClassTargets(labels, ["0", "1"]))
        {
            Description = Description,
            SuggestedShares = new SplitShares(validation: 0, test: 0),
        };
    }
}
