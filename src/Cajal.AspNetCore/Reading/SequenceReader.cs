using System.Text.Json;
using Cajal.Data;

namespace Cajal.AspNetCore;

/// <summary>Reads sequences under the name <c>sequence</c>: a list of steps with their numbers each; shorter ones end early.</summary>
internal sealed class SequenceReader(SequenceScaling scaling, TargetReader target)
    : GridReader(new InputField("sequence", FieldKind.Grid, [scaling.Steps, scaling.Means.Length]))
{
    /// <inheritdoc/>
    public override int RawSize => Size;

    /// <inheritdoc/>
    protected override void Accept(InputField field, int count, Span<float> numbers, Span<double> raw)
    {
        int width = scaling.Means.Length;
        // What a window of the past foretells is known of whole windows only.
        if (count == 0 || count % width != 0 || (scaling.IsOwnPast && count != Size)) RequireAll(field, count, Size);
        for (int i = 0; i < raw.Length; i++) raw[i] = i < count ? numbers[i] : double.NaN;
        scaling.Write(numbers[..count], numbers);
        RequireFinite(field, numbers);
    }

    /// <inheritdoc/>
    protected override bool TryReadTruth(ref Utf8JsonReader json, string name, RowRead read) => target.TryRead(ref json, name, read);
}
