using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Cajal.Studio;

/// <summary>What every unit answers over the square that is drawn: all points of a grid and all units in one matrix pass.</summary>
internal static class Maps
{
    private const int MostValues = 4_000_000, MostSide = 100, LeastSide = 24;

    /// <summary>Points on a side of the grid: as many as the number of units allows.</summary>
    public static int SideOf(Bench bench)
    {
        int units = bench.Layers.Sum(l => l.Linear.OutFeatures);
        return Math.Clamp((int)Math.Sqrt((double)MostValues / 8 / units), LeastSide, MostSide);
    }

    /// <summary>The activations of each unit over the grid, layer by layer, the outputs as they are shown: [units][points]. The first point is top left; a curve has
    /// one row of points.</summary>
    public static float[][] Of(Bench bench, int side)
    {
        var values = bench.View.Grid(side, bench.Data.IsCurve);
        int points = values.GetLength(0);
        var maps = new List<float[]>();
        using var tape = Tape.Start(Mode.Inference);
        var a = bench.Reader.Of(values, [.. Enumerable.Range(0, points)]);
        for (int l = 0; l < bench.Layers.Count; l++)
        {
            var layer = bench.Layers[l];
            var z = layer.Linear.Forward(a);
            a = layer.Function is null ? z : layer.Function.Forward(z);
            var shown = l == bench.Layers.Count - 1 ? bench.Head.Shown(a) : a;
            float[] columns = shown.T.ToArray<float>();
            for (int u = 0; u < layer.Linear.OutFeatures; u++) maps.Add(columns[(u * points)..((u + 1) * points)]);
        }
        return [.. maps];
    }

    /// <summary>The frame that travels: four whole numbers (side, points, maps, weights), a scale for each map, the weights layer by layer (rows of W, then b), and a
    /// byte for each point of each map: value = scale · byte / 127.</summary>
    public static byte[] Frame(Bench bench, int side)
    {
        float[][] maps = Of(bench, side);
        int points = maps[0].Length, weights = bench.ParameterCount;
        var frame = new byte[16 + 4 * (maps.Length + weights) + maps.Length * points];
        int at = 0;
        foreach (int number in new[] { side, points, maps.Length, weights }) Write(number);
        float[] scales = [.. maps.Select(ScaleOf)];
        foreach (float scale in scales) Write(BitConverter.SingleToInt32Bits(scale));
        foreach (var parameter in bench.Network.Parameters)
        {
            MemoryMarshal.AsBytes(parameter.ToArray<float>().AsSpan()).CopyTo(frame.AsSpan(at));
            at += 4 * parameter.Count;
        }
        for (int m = 0; m < maps.Length; m++)
        {
            float factor = 127 / scales[m];
            foreach (float value in maps[m]) frame[at++] = (byte)(sbyte)Math.Clamp(MathF.Round(value * factor), -127, 127);
        }
        return frame;

        void Write(int number)
        {
            BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(at), number);
            at += 4;
        }
    }

    // Colours are full at ±1; what goes beyond has a scale of its own. NaN is drawn as 0, and the page is told of it elsewhere.
    private static float ScaleOf(float[] map)
    {
        float most = 1;
        foreach (float value in map)
            if (float.IsFinite(value)) most = Math.Max(most, Math.Abs(value));
        return most;
    }
}
