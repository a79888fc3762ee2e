using System.Text.Json;
using Cajal.Data;

namespace Cajal.AspNetCore;

/// <summary>Reads pictures, as numbers under the name <c>picture</c> or as a PNG, JPEG, BMP or PNM file.</summary>
internal sealed class PictureReader(PictureScaling scaling, TargetReader target) : GridReader(new InputField("picture", FieldKind.Grid, scaling.Shape))
{
    /// <inheritdoc/>
    public override int RawSize => Size;

    /// <inheritdoc/>
    public override bool TakesPictures => scaling.Shape is [_, _] or [1 or 3, _, _];

    /// <inheritdoc/>
    public override void ReadPicture(byte[] file, int mostNumbers, Span<float> x, Span<double> raw)
    {
        if (!TakesPictures)
        {
            base.ReadPicture(file, mostNumbers, x, raw);
            return;
        }
        try
        {
            scaling.Unfold(Picture.Read(file, "the picture", mostNumbers), x);
        }
        catch (DatasetException error)
        {
            throw new RequestProblem(400, "The picture cannot be read", error.Message.Replace("'the picture'", "The picture", StringComparison.Ordinal)
                .Replace("Copy or download it again.", "Send it again.", StringComparison.Ordinal));
        }
        Accept(Fields[0], Size, x, raw);
    }

    /// <inheritdoc/>
    protected override void Accept(InputField field, int count, Span<float> numbers, Span<double> raw)
    {
        RequireAll(field, count, Size);
        for (int i = 0; i < raw.Length; i++) raw[i] = numbers[i];
        scaling.Write(numbers, numbers);
        RequireFinite(field, numbers);
    }

    /// <inheritdoc/>
    protected override bool TryReadTruth(ref Utf8JsonReader json, string name, RowRead read) => target.TryRead(ref json, name, read);
}
