namespace Cajal.Data;

/// <summary>Points of the plane, collected one by one; each has a class or a number.</summary>
internal sealed class PointSet(int count)
{
    /// <summary>The two classes of the Playground's sets.</summary>
    public static readonly string[] MinusPlus = ["-1", "+1"];

    private readonly double[] x1 = new double[count];
    private readonly double[] x2 = new double[count];
    private readonly double[] targets = new double[count];
    private int filled;

    /// <summary>Adds a point; its class is an index, its number a number.</summary>
    public void Add(double first, double second, double target)
    {
        // Single precision is enough to place a point and forgives the last bit in which machines differ.
        (x1[filled], x2[filled], targets[filled++]) = ((float)first, (float)second, (float)target);
    }

    public Dataset ToClasses(DatasetSource source, string[] classNames) =>
        ToDataset(source, new ClassTargets(Array.ConvertAll(targets, target => (int)target), classNames));

    public Dataset ToNumbers(DatasetSource source, (double, double)? bounds = null) =>
        ToDataset(source, new NumberTargets(targets, bounds: bounds));

    private Dataset ToDataset(DatasetSource source, Targets all) =>
        new(source.Name, new TableFeatures(new NumberColumn("x1", x1), new NumberColumn("x2", x2)), all)
        {
            Description = source.Description,
        };
}
