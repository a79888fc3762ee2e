namespace Cajal.AspNetCore;

/// <summary>Turns the body of a request into what a network reads.</summary>
internal abstract class InputReader
{
    /// <summary>What it reads, by name.</summary>
    public abstract IReadOnlyList<InputField> Fields { get; }

    /// <summary>Numbers of one example as the network reads it.</summary>
    public abstract int Size { get; }

    /// <summary>Numbers of one example as it came; 0 where nothing watches them.</summary>
    public virtual int RawSize => 0;

    /// <summary>Whether one example may be sent as a picture file.</summary>
    public virtual bool TakesPictures => false;

    /// <summary>Reads one example, an object that begins at the reader's token.</summary>
    /// <param name="json">The reader, at the start of the object; afterwards at its end.</param>
    /// <param name="x">Room for <see cref="Size"/> numbers.</param>
    /// <param name="raw">Room for <see cref="RawSize"/> numbers; empty when nobody watches.</param>
    /// <param name="read">Takes what was found beside.</param>
    /// <exception cref="RequestProblem">The object lacks what the model reads, or has it wrong.</exception>
    public abstract void Read(ref RequestJson json, Span<float> x, Span<double> raw, RowRead read);

    /// <summary>Reads one example out of a picture file.</summary>
    /// <exception cref="RequestProblem">The file is damaged, or the model reads no pictures.</exception>
    public virtual void ReadPicture(byte[] file, int mostNumbers, Span<float> x, Span<double> raw) =>
        throw RequestProblem.WrongType($"This model reads {string.Join(", ", Fields)} as JSON, and received a picture. Send an object with these names as application/json.");

    /// <summary>An example of what a request looks like, for messages.</summary>
    public string Example => "{" + string.Join(", ", Fields.Take(3).Select(f => $"\"{f.Name}\": {(f.Kind == FieldKind.Word ? "\"…\"" : f.Kind == FieldKind.Grid ? "[…]" : "0.5")}"))
        + (Fields.Count > 3 ? ", …}" : "}");
}
