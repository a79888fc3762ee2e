using System.Security.Cryptography;

namespace Cajal.Data;

/// <summary>Pictures with 8 bits per pixel, 0 to 255: kept as bytes, a quarter of the memory of numbers.</summary>
public sealed class BytePictures : PictureFeatures
{
    private readonly byte[] pixels;

    /// <summary>Pictures over [N, ..exampleShape] bytes, row by row; the array is not copied.</summary>
    /// <exception cref="ArgumentException">The bytes do not divide into whole pictures.</exception>
    public BytePictures(byte[] pixels, Shape exampleShape)
        : base(pixels.LongLength, exampleShape) => this.pixels = pixels;

    /// <summary>All pixels, [N, ..ExampleShape].</summary>
    public ReadOnlySpan<byte> Pixels => pixels;

    /// <summary>The pixels of one picture.</summary>
    public ReadOnlySpan<byte> Picture(int row) => pixels.AsSpan(row * ExampleShape.Count, ExampleShape.Count);

    /// <inheritdoc/>
    public override void CopyTo(int row, Span<float> values) => CopyScaled(row, values, 0, 1);

    internal override void CopyScaled(int row, Span<float> values, float shift, float scale)
    {
        var picture = Picture(row);
        values = values[..picture.Length];
        float factor = 1 / scale;
        for (int i = 0; i < picture.Length; i++) values[i] = (picture[i] - shift) * factor;
    }

    internal override void AddTo(IncrementalHash hash) => hash.AppendData(pixels);

    internal override Features Take(int[] rows) => new BytePictures(Gather(pixels, rows), ExampleShape);
}
