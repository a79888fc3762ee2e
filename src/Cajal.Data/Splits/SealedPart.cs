namespace Cajal.Data;

/// <summary>The test part before it is opened: its size is known, its examples are not. What trains takes a <see cref="Part"/>, so it
/// cannot take this by accident.</summary>
public sealed class SealedPart
{
    private readonly Part part;

    internal SealedPart(Part part) => this.part = part;

    /// <summary>Number of examples; 0 when nothing was set aside.</summary>
    public int Count => part.Count;

    /// <summary>Whether <see cref="Open"/> was called.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Hands out the test examples: to judge a finished network, not to choose one.</summary>
    public Part Open()
    {
        IsOpen = true;
        return part;
    }
}
