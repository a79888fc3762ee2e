namespace Cajal.Onnx;

/// <summary>Where results of Resize lie between numbers of one axis, and by which weights they are made of them. Source: the operator's
/// definition, coordinates by mode.</summary>
/// <param name="In">Numbers along the axis.</param>
/// <param name="Out">Results along the axis.</param>
/// <param name="Scale">Results for each number.</param>
/// <param name="Mode">nearest, linear or cubic.</param>
/// <param name="Coordinates">How places of results become places of numbers.</param>
/// <param name="Nearest">How a place between two numbers is rounded.</param>
/// <param name="A">The cubic's coefficient.</param>
/// <param name="ExcludeOutside">Whether weights outside of the axis are left out, and the others made to sum to 1.</param>
/// <param name="Smooth">Whether fewer results than numbers are made of as many numbers as each stands for (antialias).</param>
/// <param name="Start">Begin of the piece for tf_crop_and_resize, as a share.</param>
/// <param name="End">Its end.</param>
internal sealed record ResizeTaps(int In, int Out, double Scale, string Mode, string Coordinates, string Nearest, double A, bool ExcludeOutside,
    bool Smooth, double Start, double End) : AxisTaps(In, Out)
{
    public override int Most => Mode == "nearest" ? 1 : 2 * Reach;

    // How much wider than usual a weight's curve is, upside down.
    private double Narrow => Smooth && Mode != "nearest" ? Math.Min(Scale, 1) : 1;

    private int Reach => (int)Math.Ceiling((Mode == "cubic" ? 2 : 1) / Narrow);

    public override void Write(int result, Span<int> indices, Span<double> weights)
    {
        double at = Place(result);
        if (Coordinates == "tf_crop_and_resize" && (at < 0 || at > In - 1))
        {
            indices.Clear();
            weights.Clear();
            return;
        }
        if (Mode == "nearest")
        {
            (indices[0], weights[0]) = (Math.Clamp((int)Rounded(at), 0, In - 1), 1);
            return;
        }
        int first = (int)Math.Floor(at);
        double t = at - first;
        double narrow = Narrow, sum = 0;
        int before = Reach - 1;
        first -= before;
        for (int i = 0; i < Most; i++)
        {
            weights[i] = Curve(Math.Abs(i - before - t) * narrow);
            if (ExcludeOutside && (first + i < 0 || first + i >= In)) weights[i] = 0;
            sum += weights[i];
            indices[i] = Math.Clamp(first + i, 0, In - 1);
        }
        if (ExcludeOutside || narrow < 1)
            for (int i = 0; i < Most; i++) weights[i] /= sum;
    }

    private double Place(int result) => Coordinates switch
    {
        "asymmetric" => result / Scale,
        // By the length before it was rounded down, as the operator's own cases have it.
        "align_corners" => Out == 1 && In * Scale - 1 < 1e-9 ? 0 : result * (In - 1.0) / (In * Scale - 1),
        "pytorch_half_pixel" => Out > 1 ? (result + 0.5) / Scale - 0.5 : 0,
        "tf_crop_and_resize" => Out > 1 ? Start * (In - 1) + result * (End - Start) * (In - 1) / (Out - 1) : 0.5 * (Start + End) * (In - 1),
        "tf_half_pixel_for_nn" => (result + 0.5) / Scale,
        // The part of a result that a size cut off is shared by both ends.
        "half_pixel_symmetric" => In / 2.0 * (1 - Out / (Scale * In)) + (result + 0.5) / Scale - 0.5,
        _ => (result + 0.5) / Scale - 0.5,
    };

    private double Rounded(double at) => Nearest switch
    {
        "floor" => Math.Floor(at),
        "ceil" => Math.Ceiling(at),
        "round_prefer_ceil" => Math.Floor(at + 0.5),
        _ => Math.Ceiling(at - 0.5),
    };

    private double Curve(double d) => Mode == "linear" ? Math.Max(0, 1 - d) : d <= 1 ? Near(d) : d < 2 ? Far(d) : 0;

    private double Near(double d) => ((A + 2) * d - (A + 3)) * d * d + 1;

    private double Far(double d) => ((A * d - 5 * A) * d + 8 * A) * d - 4 * A;
}
