using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Cajal.AspNetCore;

/// <summary>Reads examples that are grids of numbers under a name each: pictures, sequences, the inputs of an ONNX file.</summary>
internal abstract class GridReader : InputReader
{
    private const int MostFields = 1024;

    private readonly InputField[] fields;
    private readonly byte[][] names;
    private readonly int[] offsets, counts;

    protected GridReader(params InputField[] fields)
    {
        if (fields.Length > MostFields) throw new ArgumentException($"A model with more than {MostFields} inputs is not served; this one reads {fields.Length}.", nameof(fields));
        this.fields = fields;
        names = Array.ConvertAll(fields, f => Encoding.UTF8.GetBytes(f.Name));
        counts = Array.ConvertAll(fields, f => f.Shape.Aggregate(1, (a, b) => checked(a * b)));
        offsets = new int[fields.Length];
        for (int i = 1; i < fields.Length; i++) offsets[i] = offsets[i - 1] + counts[i - 1];
        Size = counts.Sum();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<InputField> Fields => fields;

    /// <inheritdoc/>
    public override int Size { get; }

    /// <inheritdoc/>
    public override void Read(ref RequestJson json, Span<float> x, Span<double> raw, RowRead read)
    {
        Span<bool> seen = stackalloc bool[fields.Length];
        seen.Clear();
        while (json.Json.Read() && json.Json.TokenType == JsonTokenType.PropertyName)
        {
            int field = IndexOf(json.Json);
            if (field < 0)
            {
                ReadOther(ref json.Json, read);
                continue;
            }
            if (seen[field]) throw RequestProblem.Bad($"'{fields[field].Name}' comes twice; give it once.");
            seen[field] = true;
            var numbers = x.Slice(offsets[field], counts[field]);
            Accept(fields[field], ReadNumbers(ref json, fields[field], numbers), numbers, raw);
        }
        if (seen.IndexOf(false) is >= 0 and var missing)
            throw RequestProblem.Bad($"'{fields[missing].Name}' is missing; {GridTokens.Expected(fields[missing])}, for example {Example}.");
    }

    /// <summary>Makes of the numbers as they came what the network reads, in their place.</summary>
    protected abstract void Accept(InputField field, int count, Span<float> numbers, Span<double> raw);

    /// <summary>Reads what the model foretells, where an example brings it; false for another name.</summary>
    protected virtual bool TryReadTruth(ref Utf8JsonReader json, string name, RowRead read) => false;

    /// <summary>Refuses another number of numbers than the whole field has.</summary>
    protected static void RequireAll(InputField field, int count, int wanted)
    {
        if (count != wanted) throw RequestProblem.Bad(FormattableString.Invariant($"'{field.Name}' holds {count} numbers; {GridTokens.Expected(field)}."));
    }

    /// <summary>Refuses what is no number any more once it is scaled as in training.</summary>
    protected static void RequireFinite(InputField field, ReadOnlySpan<float> numbers)
    {
        // 0·x is 0 for every number, and NaN for what is none.
        var sums = Vector<float>.Zero;
        int i = 0;
        for (; i <= numbers.Length - Vector<float>.Count; i += Vector<float>.Count) sums += Vector<float>.Zero * new Vector<float>(numbers[i..]);
        float sum = Vector.Sum(sums);
        for (; i < numbers.Length; i++) sum += 0 * numbers[i];
        if (float.IsNaN(sum)) throw RequestProblem.Bad($"'{field.Name}' holds numbers far beyond those of the training part. Correct them.");
    }

    private void ReadOther(ref Utf8JsonReader json, RowRead read)
    {
        string name = json.GetString()!;
        json.Read();
        if (TryReadTruth(ref json, name, read)) return;
        read.Note($"'{JsonText.Short(name)}' is none of the model's inputs and was not read");
        json.Skip();
    }

    private int IndexOf(in Utf8JsonReader json)
    {
        for (int i = 0; i < names.Length; i++)
            if (json.ValueTextEquals(names[i])) return i;
        return -1;
    }

    private static int ReadNumbers(ref RequestJson json, InputField field, Span<float> numbers)
    {
        if (NumberLists.TryRead(json.Rest, field.Shape, numbers, out int count) is > 0 and var length)
        {
            json.Pass(length);
            return count;
        }
        json.Json.Read();
        return GridTokens.Read(ref json.Json, field, numbers);
    }
}
