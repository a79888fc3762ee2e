namespace Cajal.Data;

/// <summary>The targets of prepared examples: class indices, or scaled numbers.</summary>
internal sealed class ExampleTargets
{
    public ExampleTargets(int[] labels) => Labels = labels;

    public ExampleTargets(float[] values) => Values = values;

    public int[]? Labels { get; }

    public float[]? Values { get; }

    public int Count => Labels?.Length ?? Values!.Length;
}
