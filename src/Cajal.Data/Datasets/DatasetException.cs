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

    /// <summary>A number that no longer is one once it is scaled as in training.</summary>
    internal static DatasetException TooLarge(string column, int row, double value) => new(FormattableString.Invariant(
        $"Column '{column}' holds {value} in example {row + 1}, far beyond the numbers of the training part. ")
        + "Correct or remove that example.");
}
