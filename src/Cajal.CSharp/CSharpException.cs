namespace Cajal.CSharp;

/// <summary>A network that cannot become a C# program; the message is one sentence that names what stands in the way.</summary>
public sealed class CSharpException : Exception
{
    /// <summary>What happened and what to do.</summary>
    public CSharpException(string message) : base(message) { }
}
