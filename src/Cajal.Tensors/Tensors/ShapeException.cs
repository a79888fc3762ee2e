namespace Cajal;

/// <summary>A tensor has another shape than an operation or a module expects: says where, what was expected and what came in.</summary>
public sealed class ShapeException : ArgumentException
{
    private readonly string place;

    /// <summary>A wrong shape at <paramref name="place"/> (an operation or a module).</summary>
    public ShapeException(string place, string expected, Shape received) : this(place, expected, received.ToString()) { }

    /// <summary>A wrong combination of shapes at <paramref name="place"/>, the received ones written out.</summary>
    public ShapeException(string place, string expected, string received)
    {
        this.place = place;
        Expected = expected;
        Received = received;
    }

    /// <summary>What would have been right, in words.</summary>
    public string Expected { get; }

    /// <summary>The shape or shapes that came in.</summary>
    public string Received { get; }

    /// <summary>The innermost module in which it happened, named from the outside in, for example <c>encoder.0</c>; empty at the root and
    /// outside of modules.</summary>
    public string ModulePath { get; private set; } = "";

    /// <summary>The type of that module, for example <c>Linear</c>; empty outside of modules.</summary>
    public string ModuleType { get; private set; } = "";

    /// <inheritdoc/>
    public override string Message => $"{Where} expected {Expected}, but received {Received}.";

    // A module that judges the shape itself is named once.
    private string Where => (ModulePath, ModuleType) switch
    {
        ("", "") => place,
        ("", _) => ModuleType == place ? place : $"{ModuleType}: {place}",
        _ => ModuleType == place ? $"{ModulePath} ({place})" : $"{ModulePath} ({ModuleType}): {place}",
    };

    /// <summary>Called by each module the exception passes on its way out; the innermost, which comes first, stays.</summary>
    internal void PassThrough(string modulePath, string moduleType)
    {
        if (ModuleType.Length == 0) (ModulePath, ModuleType) = (modulePath, moduleType);
    }
}
