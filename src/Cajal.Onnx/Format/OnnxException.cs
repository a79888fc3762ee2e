namespace Cajal.Onnx;

/// <summary>An ONNX file that cannot be read, written or computed; the message says what came in, what was expected and what helps.</summary>
public class OnnxException : Exception
{
    /// <summary>With its sentence.</summary>
    public OnnxException(string message) : base(message)
    {
    }

    /// <summary>With its sentence and the error behind it.</summary>
    public OnnxException(string message, Exception inner) : base(message, inner)
    {
    }
}

/// <summary>An operator, or a use of one, that Cajal does not compute.</summary>
public sealed class OnnxUnsupportedException : OnnxException
{
    /// <summary>Of an operator, with its sentence.</summary>
    public OnnxUnsupportedException(string operatorName, string message) : base(message) => Operator = operatorName;

    /// <summary>The operator's name, for example <c>NonMaxSuppression</c>.</summary>
    public string Operator { get; }
}
