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
