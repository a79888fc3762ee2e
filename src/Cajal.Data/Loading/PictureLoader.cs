namespace Cajal.Data;

/// <summary>Reads many picture files into one array of bytes, on all processors; grey ones as [H, W], coloured ones as [3, H, W].</summary>
internal sealed class PictureLoader(IReadOnlyList<string> files, DatasetOptions options, int channels)
{
    /// <summary>What was read, in one sentence.</summary>
    public string Note { get; private set; } = "";

    /// <exception cref="DatasetException">A picture cannot be read, they differ in size, or they do not fit into memory.</exception>
    public BytePictures Read()
    {
        if (options.PictureSize is { } asked && (asked.Count != 2 || asked[0] < 1 || asked[1] < 1))
            throw new ArgumentException($"The size of pictures is [height, width], both at least 1; received "
                + $"[{string.Join(", ", asked)}].");
        var first = PictureFile.Read(files[0]);
        int height = options.PictureSize?[0] ?? first.Height, width = options.PictureSize?[1] ?? first.Width;
        // Colours are known when all have been seen; until then, as the first one has it.
        bool isColour = options.Grey != true && (channels == 3 || first.Channels > 2);
        byte[]? pixels = TryRead(height, width, isColour, out var resized, out bool otherColours);
        if (pixels is null && otherColours) pixels = TryRead(height, width, isColour = true, out resized, out _);
        Note = $"{files.Count} pictures, {(isColour ? "colour" : options.Grey == true && first.Channels > 2 ? "read as grey" : "grey")}"
            + (resized > 0 ? $"; {resized} brought to {height} x {width} pixels" : $", {height} x {width} pixels");
        return new BytePictures(pixels!, isColour ? [3, height, width] : channels == 1 ? [1, height, width] : [height, width]);
    }

    // Null when a picture has colours and isColour is not set.
    private byte[]? TryRead(int height, int width, bool isColour, out int resized, out bool otherColours)
    {
        long size = (long)height * width * (isColour ? 3 : 1);
        if (size * files.Count > Array.MaxLength)
            throw new DatasetException($"{files.Count} pictures of {height} x {width} pixels are more than fit into memory as one data "
                + $"set; give "
                + "a smaller size (--size) or fewer pictures.");
        var pixels = new byte[size * files.Count];
        var troubles = new Exception?[files.Count];
        int changed = 0, coloured = 0;
        Parallel.For(0, files.Count, (i, loop) =>
        {
            try
            {
                var picture = PictureFile.Read(files[i]);
                if (!isColour && options.Grey != true && picture.Channels > 2)
                {
                    Interlocked.Increment(ref coloured);
                    loop.Stop();
                    return;
                }
                if (picture.Height != height || picture.Width != width) picture = Resized(picture, i, height, width, ref changed);
                (isColour ? picture.ToColour() : picture.ToGrey()).CopyPlanes(pixels.AsSpan((int)(i * size), (int)size));
            }
            catch (Exception error) when (error is DatasetException or FileNotFoundException)
            {
                troubles[i] = error;
                loop.Break();
            }
        });
        (resized, otherColours) = (changed, coloured > 0);
        if (otherColours) return null;
        // The first in order, whatever was read first.
        if (Array.Find(troubles, trouble => trouble is not null) is { } first) throw first;
        return pixels;
    }

    private Picture Resized(Picture picture, int index, int height, int width, ref int changed)
    {
        if (options.PictureSize is null)
            throw new DatasetException($"'{files[index]}' has {picture.Height} x {picture.Width} pixels and '{files[0]}' {height} "
                + $"x {width}; "
                + "pictures of a data set have one size. Bring them to one: --size 64, or --size 48x64 for height x width.");
        Interlocked.Increment(ref changed);
        return picture.WithoutAlpha().Resize(height, width);
    }
}
