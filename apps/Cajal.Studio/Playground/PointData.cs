using System.Globalization;
using Cajal.Data;

namespace Cajal.Studio;

/// <summary>The points of a state: places, targets, and which of them are trained on.</summary>
/// <param name="Places">[points, 2]; a curve has its x in the first column and its target in the second.</param>
/// <param name="Targets">The class from 0, or the number, of each point.</param>
/// <param name="Classes">Number of classes; 0 for numbers.</param>
/// <param name="IsCurve">Whether the only input is x.</param>
/// <param name="Train">Rows that are trained on, in the order they are numbered.</param>
/// <param name="Test">The others.</param>
/// <param name="Domain">Half the width of the square that is drawn.</param>
internal sealed record PointData(float[,] Places, float[] Targets, int Classes, bool IsCurve, int[] Train, int[] Test, double Domain)
{
    /// <summary>Most points that are drawn by hand or made.</summary>
    public const int MostPoints = 5000;

    private static readonly string[] WholeTables = ["AND", "OR", "XOR"];

    /// <summary>The points that a state describes.</summary>
    /// <exception cref="ArgumentException">No such set, or options it does not take.</exception>
    public static PointData Of(PlaygroundState state)
    {
        if (state.Count is < 0 or > MostPoints) throw new ArgumentException($"A set has 10 to {MostPoints} points (0 for the usual number); received {state.Count}.");
        if (!(state.TrainShare is > 0 and <= 1)) throw new ArgumentException(FormattableString.Invariant($"The share that is trained on lies above 0 and is 1 at most; received {state.TrainShare}."));
        if (state.Data == "drawn") return Drawn(state);
        var (x, y, targets, classes, isCurve) = PlaneSets.Find(state.Data) is { } own ? own(state, new Rng((ulong)state.DataSeed).Fork("points").Fork(state.Data)) : House(state);
        // A truth table is small: all of it is trained on.
        return Split(state, x, y, targets, classes, isCurve, WholeTables.Contains(state.Data) ? 1 : state.TrainShare);
    }

    private static (double[] X, double[] Y, double[] Targets, int Classes, bool IsCurve) House(PlaygroundState state)
    {
        bool isTable = WholeTables.Contains(state.Data);
        if (!Sets.Contains(state.Data)) throw new ArgumentException($"There is no set of points named '{state.Data}'. Known are: {string.Join(", ", Sets)}, drawn.");
        var set = Datasets.Load(state.Data, new DatasetOptions
        {
            Seed = (ulong)state.DataSeed,
            Noise = isTable ? null : state.Noise,
            Count = isTable || state.Count == 0 ? null : state.Count,
        });
        double[][] columns = [.. ((TableFeatures)set.Features).Columns.Select(c => ((NumberColumn)c).Values.ToArray())];
        var (targets, classes) = set.Targets is ClassTargets labels ? (Array.ConvertAll(labels.Labels.ToArray(), l => (double)l), labels.ClassNames.Count)
            : (((NumberTargets)set.Targets!).Values.ToArray(), 0);
        return (columns[0], columns.Length > 1 ? columns[1] : targets, targets, classes, columns.Length == 1);
    }

    /// <summary>Names of the sets that can be made.</summary>
    public static IReadOnlyList<string> Sets { get; } =
        ["circle", "xor", "gauss", "spiral", "moons", "clouds", "rings", "checkerboard", "border-sine", "border-parabola", "AND", "OR", "XOR", "plane", "multi-gauss", "sine"];

    private static PointData Split(PlaygroundState state, double[] x, double[] y, double[] targets, int classes, bool isCurve, double share)
    {
        int count = x.Length, trained = Math.Clamp((int)Math.Round(share * count), 1, count);
        int[] order = share < 1 ? new Rng((ulong)state.DataSeed).Fork("split").Permutation(count) : [.. Enumerable.Range(0, count)];
        var places = new float[count, 2];
        for (int i = 0; i < count; i++) (places[i, 0], places[i, 1]) = ((float)x[i], (float)y[i]);
        double most = x.Concat(isCurve ? [] : y).Aggregate(0.0, (m, v) => Math.Max(m, Math.Abs(v)));
        // The Playground's sets have its square from −6 to 6, points beyond it are not drawn; others have room around them.
        double domain = state.Data is "circle" or "xor" or "gauss" or "spiral" or "plane" or "multi-gauss" or "drawn" ? Math.Max(6, Math.Min(most, 1e6)) : Math.Max(1, most * 1.2);
        if (state.Data is "gauss") domain = 6;
        return new PointData(places, Array.ConvertAll(targets, t => (float)t), classes, isCurve, order[..trained], order[trained..], domain);
    }

    private static PointData Drawn(PlaygroundState state)
    {
        string[] all = state.Points.Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (all.Length == 0) throw new ArgumentException("There are no points yet: draw some into the picture, of two classes at least.");
        if (all.Length > MostPoints) throw new ArgumentException($"At most {MostPoints} points can be drawn; received {all.Length}.");
        double[] x = new double[all.Length], y = new double[all.Length], targets = new double[all.Length];
        for (int i = 0; i < all.Length; i++)
        {
            string[] parts = all[i].Split(',');
            if (parts.Length != 3 || !Number(parts[0], out x[i]) || !Number(parts[1], out y[i]) || !Number(parts[2], out targets[i]) || (!state.Numbers && !(targets[i] is >= 0 and < 6 && targets[i] == Math.Floor(targets[i]))))
                throw new ArgumentException($"Point {i + 1} is 'x,y,{(state.Numbers ? "number" : "class from 0 to 5")}'; received '{(all[i].Length > 40 ? all[i][..40] : all[i])}'.");
        }
        int classes = state.Numbers ? 0 : Math.Max(2, (int)targets.Max() + 1);
        return Split(state, x, y, targets, classes, isCurve: false, state.TrainShare);

        static bool Number(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && Math.Abs(value) <= 1e6;
    }
}
