namespace Cajal.Onnx;

/// <summary>The values by name in a graph that is being computed; a branch or a loop's body sees those around it too.</summary>
/// <param name="around">The graph around; null for the file's own.</param>
internal sealed class Scope(Scope? around = null)
{
    private readonly Dictionary<string, Value> values = new(StringComparer.Ordinal);

    /// <summary>Writes a value; the empty name stands for nothing.</summary>
    public void Set(string name, Value value)
    {
        if (name.Length > 0) values[name] = value;
    }

    /// <summary>The value of a name here or around; null when there is none.</summary>
    public Value? Find(string name) => values.TryGetValue(name, out var value) ? value : around?.Find(name);

    /// <summary>Lets go of a value.</summary>
    public void Forget(string name) => values.Remove(name);
}
