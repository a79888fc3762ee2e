namespace Cajal.Data;

/// <summary>Data that cannot be used as they are. The message says where (file, line), what came in, what was expected and what to
/// do.</summary>
public sealed class DatasetException : Exception
{
    /// <summary>With the sentence to show.</summary>
    public DatasetException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence to show and what caused it.</summary>
    public DatasetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
