using System.Numerics;
using System.Text.Json.Serialization;

namespace Cajal.Data;

/// <summary>x' = (x − shift) / scale with one shift and one scale for all pixels: mean and standard deviation over the training
/// part.</summary>
/// <remarks>One pair, not one per pixel, so that a picture keeps its look. The deviation divides by N; pictures of one grey everywhere
/// have scale 1.</remarks>
public sealed class PictureScaling : InputTransform
{
    /// <summary>Sizes of one picture, for example 28 and 28.</summary>
    public required int[] Shape { get; init; }

    /// <summary>Mean of all pixels of the training part.</summary>
    public required double Shift { get; init; }

    /// <summary>Standard deviation of all pixels of the training part.</summary>
    public required double Scale { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override Shape ExampleShape => Shape;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Describe() =>
        [FormattableString.Invariant($"pixels {ExampleShape}: (x - {Shift:G6}) / {Scale:G6}")];

    /// <summary>Writes one picture as the network reads it, with the same bits as from a data set: whole numbers from 0 to 255 as pixels of 8 bits.</summary>
    /// <param name="pixels">Its numbers, in the order of <see cref="Shape"/>.</param>
    /// <param name="x">Room for as many.</param>
    public void Write(ReadOnlySpan<float> pixels, Span<float> x)
    {
        float shift = (float)Shift, scale = (float)Scale, factor = 1 / scale;
        bool isBytes = AreBytes(pixels);
        int i = 0;
        for (; i <= pixels.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var centred = new Vector<float>(pixels[i..]) - new Vector<float>(shift);
            (isBytes ? centred * factor : centred / new Vector<float>(scale)).CopyTo(x[i..]);
        }
        for (; i < pixels.Length; i++) x[i] = isBytes ? (pixels[i] - shift) * factor : (pixels[i] - shift) / scale;
    }

    private static bool AreBytes(ReadOnlySpan<float> pixels)
    {
        int i = 0;
        for (; i <= pixels.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var some = new Vector<float>(pixels[i..]);
            if (!Vector.EqualsAll(some, Vector.Floor(Vector.Max(Vector.Min(some, new Vector<float>(byte.MaxValue)), Vector<float>.Zero)))) return false;
        }
        for (; i < pixels.Length; i++)
            if (!(pixels[i] is >= 0 and <= byte.MaxValue && (byte)pixels[i] == pixels[i])) return false;
        return true;
    }

    /// <summary>Writes the numbers of a picture, brought to the size and the colours that the network reads.</summary>
    /// <param name="picture">Of any size; what is behind see-through parts is white.</param>
    /// <param name="pixels">Room for the numbers of <see cref="Shape"/>.</param>
    /// <exception cref="DatasetException">The network reads no pictures, grey or coloured.</exception>
    public void Unfold(Picture picture, Span<float> pixels)
    {
        if (Shape is not ([_, _] or [1 or 3, _, _]))
            throw new DatasetException($"The model reads examples of shape {ExampleShape}, which a picture file does not hold; expected [height, width], or [1, …] or [3, …] before them.");
        if (picture.Height != Shape[^2] || picture.Width != Shape[^1]) picture = picture.WithoutAlpha().Resize(Shape[^2], Shape[^1]);
        var planes = new byte[ExampleShape.Count];
        (Shape is [3, _, _] ? picture.ToColour() : picture.ToGrey()).CopyPlanes(planes);
        for (int i = 0; i < planes.Length; i++) pixels[i] = planes[i];
    }

    internal static PictureScaling Fit(PictureFeatures pictures, ReadOnlySpan<int> rows)
    {
        int size = pictures.ExampleShape.Count;
        var picture = new float[size];
        double sum = 0, squares = 0, pixels = (double)rows.Length * size;
        foreach (int row in rows)
        {
            pictures.CopyTo(row, picture);
            foreach (float pixel in picture) sum += pixel;
        }
        double mean = sum / pixels;
        foreach (int row in rows)
        {
            pictures.CopyTo(row, picture);
            foreach (float pixel in picture) squares += (pixel - mean) * (pixel - mean);
        }
        double deviation = Math.Sqrt(squares / pixels);
        return new PictureScaling { Shape = pictures.ExampleShape.ToArray(), Shift = mean, Scale = deviation == 0 ? 1 : deviation };
    }

    internal override ExampleInputs Apply(Features features, ReadOnlySpan<int> rows, List<string> notes)
    {
        if (features is not PictureFeatures pictures || pictures.ExampleShape != ExampleShape)
            throw new DatasetException($"The model reads pictures of shape "
                + $"{ExampleShape}; received examples of shape {features.ExampleShape}.");
        return new PictureInputs(pictures, rows.ToArray(), (float)Shift, (float)Scale);
    }
}
