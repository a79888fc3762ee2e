using Cajal.Data;

namespace Cajal.Studio;

/// <summary>A filter slides over a picture: multiply cell by cell and add. The picture is drawn, a digit of the house, or the lectures' curve.</summary>
internal sealed class ConvolutionBench() : LessonBench("convolution", Control.Choice("picture", "digit", "drawn", "lecture"), Control.Pixels("drawing", 28), Control.Number("digit", 5, 0, 9, 1),
    Control.Choice("filter", "vertical", "horizontal", "outline", "blur", "curve"), Control.Number("stride", 1, 1, 4, 1), Control.Number("padding", 0, 0, 3, 1), Control.Walk("place", 0, 783))
{
    private static readonly Lazy<byte[]> Digits = new(() =>
    {
        var pictures = (BytePictures)Datasets.Load("digits", new DatasetOptions { Count = 60, Seed = 8 }).Features;
        return pictures.Pixels.ToArray();
    });

    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        var (picture, side) = Picture(values);
        float[,] filter = Filter(values["filter"]);
        int size = filter.GetLength(0), stride = values.Whole("stride"), padding = values.Whole("padding"), outSide = (side + 2 * padding - size) / stride + 1;
        Tensor weights = Tensor.From(filter).Reshape(1, 1, size, size), answers = Tensor.From(picture, [1, 1, side, side]).Conv2d(weights, stride: stride, padding: padding);
        float[] map = Floats(answers);
        float[] framed = Framed(picture, side, padding);
        int place = Math.Min(values.Whole("place"), map.Length - 1), row = place / outSide * stride, column = place % outSide * stride;
        var numbers = new List<BenchNumber>
        {
            new("response", values.Say("answer at this place", "此处的响应"), map[place]), new("most", values.Say("largest answer", "最大响应"), map.Max()), new("side", values.Say("side of the map", "特征图边长"), outSide),
            new("weights", values.Say("weights of the filter", "卷积核权重数"), size * size), new("dense", values.Say("weights of a dense layer of the same size", "同样大小的全连接层权重数"), (double)side * side * outSide * outSide),
        };
        return new BenchAnswer(
            numbers,
            [new Grid(values.Say("The picture; the frame is where the filter stands", "图片；方框是卷积核所在位置"), side + 2 * padding, side + 2 * padding, framed) { IsInk = true, Frame = [row, column, size], ShowsNumbers = side < 10 },
                new Grid(values.Say("The filter", "卷积核"), size, size, Floats(weights)) { ShowsNumbers = true },
                new Grid(values.Say("Its answers", "响应（特征图）"), outSide, outSide, map) { Frame = [place / outSide, place % outSide, 1], ShowsNumbers = outSide < 8 }],
            [values.Say($"({side} + 2·{padding} − {size})/{stride} + 1 = {outSide} places in each direction.", $"每个方向有 ({side} + 2·{padding} − {size})/{stride} + 1 = {outSide} 个位置。")]);
    }

    private static (float[] Pixels, int Side) Picture(BenchValues values)
    {
        if (values["picture"] == "lecture")
        {
            // The lectures' patch: 50 along the curve, 20 at one cell of it.
            var patch = new float[49];
            foreach (var (row, column, grey) in new[] { (1, 4, 50f), (2, 3, 20f), (3, 3, 50f), (4, 3, 50f), (5, 3, 50f) }) patch[row * 7 + column] = grey;
            return (patch, 7);
        }
        byte[] drawn = values.Pixels("drawing");
        if (values["picture"] == "drawn" && drawn.Length > 0) return (Array.ConvertAll(drawn, b => b / 255f), 28);
        if (values["picture"] == "drawn") return (new float[784], 28);
        // Picture i of the set is the digit i mod 10.
        return ([.. Digits.Value.AsSpan(values.Whole("digit") * 784, 784).ToArray().Select(b => b / 255f)], 28);
    }

    private static float[,] Filter(string name)
    {
        if (name != "curve")
            return name switch
            {
                "vertical" => new[,] { { -1f, 0, 1 }, { -2, 0, 2 }, { -1, 0, 1 } },
                "horizontal" => new[,] { { -1f, -2, -1 }, { 0, 0, 0 }, { 1, 2, 1 } },
                "outline" => new[,] { { -1f, -1, -1 }, { -1, 8, -1 }, { -1, -1, -1 } },
                _ => new[,] { { 1 / 9f, 1 / 9f, 1 / 9f }, { 1 / 9f, 1 / 9f, 1 / 9f }, { 1 / 9f, 1 / 9f, 1 / 9f } },
            };
        var curve = new float[7, 7];
        foreach (var (row, column) in new[] { (0, 5), (1, 4), (2, 3), (3, 3), (4, 3), (5, 3) }) curve[row, column] = 30;
        return curve;
    }

    private static float[] Framed(float[] picture, int side, int padding)
    {
        int whole = side + 2 * padding;
        var framed = new float[whole * whole];
        for (int row = 0; row < side; row++) picture.AsSpan(row * side, side).CopyTo(framed.AsSpan((row + padding) * whole + padding));
        return framed;
    }
}
