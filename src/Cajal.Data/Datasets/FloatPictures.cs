using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Cajal.Data;

/// <summary>Pictures, or other grids of numbers, in single precision.</summary>
public sealed class FloatPictures : PictureFeatures
{
    private readonly float[] pixels;

    /// <summary>Pictures over [N, ..exampleShape] numbers, row by row; the array is not copied.</summary>
    /// <exception cref="ArgumentException">The numbers do not divide into whole pictures.</exception>
    /// <exception cref="DatasetException">A value is NaN or infinite.</exception>
    public FloatPictures(float[] pixels, Shape exampleShape)
        : base(pixels.LongLength, exampleShape)
    {
        int wrong = Array.FindIndex(pixels, value => !float.IsFinite(value));
        if (wrong >= 0)
        {
            throw new DatasetException(FormattableString.Invariant($"Picture {wrong / exampleShape.Count + 1} holds {pixels[wrong]}; ")
                + "expected finite numbers. Clean the file or leave the picture out.");
        }
        this.pixels = pixels;
    }

    /// <summary>All pixels, [N, ..ExampleShape].</summary>
    public ReadOnlySpan<float> Pixels => pixels;

    /// <inheritdoc/>
    public override void CopyTo(int row, Span<float> values) =>
        pixels.AsSpan(row * ExampleShape.Count, ExampleShape.Count).CopyTo(values);

    internal override void CopyScaled(int row, Span<float> values, float shift, float scale)
    {
        var picture = pixels.AsSpan(row * ExampleShape.Count, ExampleShape.Count);
        values = values[..picture.Length];
        for (int i = 0; i < picture.Length; i++) values[i] = (picture[i] - shift) / scale;
    }

    internal override void AddTo(IncrementalHash hash) => hash.AppendData(MemoryMarshal.AsBytes(Pixels));

    internal override Features Take(int[] rows) => new FloatPictures(Gather(pixels, rows), ExampleShape);
}
