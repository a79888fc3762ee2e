using System.Globalization;
using Cajal.Data;

namespace Cajal.Studio;

/// <summary>The points of a state: places, targets, and which of them are trained on.</summary>
/// <param name="Places">[points, columns]; a curve has its x in the first column and its target in the second.</param>
/// <param name="Targets">The class from 0, or the number, of each point.</param>
/// <param name="Classes">Number of classes; 0 for numbers.</param>
/// <param name="IsCurve">Whether the only input is x.</param>
/// <param name="Train">Rows that are trained on, in the order they are numbered; one that is trained on twice stands there twice.</param>
/// <param name="Test">Rows that test.</param>
/// <param name="Domain">Half the width of the square that is drawn of a set of the plane.</param>
internal sealed record PointData(float[,] Places, float[] Targets, int Classes, bool IsCurve, int[] Train, int[] Test, double Domain)
{
    /// <summary>Most points that are drawn by hand, made or read.</summary>
    public const int MostPoints = 5000;

    private static readonly string[] WholeTables = ["AND", "OR", "XOR"];

    /// <summary>Rows that are neither trained on nor test: settings are chosen by them.</summary>
    public int[] Validation { get; init; } = [];

    /// <summary>The columns of <see cref="Places"/>.</summary>
    public IReadOnlyList<SetColumn> Columns { get; init; } = [];

    /// <summary>Whether they are columns of a table rather than the two of the plane.</summary>
    public bool IsTable { get; init; }

    /// <summary>Names of the classes; empty where they have numbers only.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>What was decided while the set was made, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The points that a state describes.</summary>
    /// <exception cref="ArgumentException">No such set, or options it does not take.</exception>
    public static PointData Of(PlaygroundState state)
    {
        if (state.Count is < 0 or > MostPoints) throw new ArgumentException($"A set has 10 to {MostPoints} points (0 for the usual number); received {state.Count}.");
        if (!(state.TrainShare is > 0 and <= 1)) throw new ArgumentException(FormattableString.Invariant($"The share that is trained on lies above 0 and is 1 at most; received {state.TrainShare}."));
        if (!(state.Validation is >= 0 and < 1)) throw new ArgumentException(FormattableString.Invariant($"The share for validation is at least 0 and below 1; received {state.Validation}."));
        var set = state.Data switch
        {
            "drawn" => Drawn(state),
            "table" => TableChoice.Load(state),
            "iris" => Iris.Load(),
            "digits-8x8" => SmallDigits.Load(state),
            _ when FetchedSets.Knows(state.Data) => FetchedSets.Load(state.Data),
            _ when PlaneSets.Find(state.Data) is { } own => PlaneSet(own(state, new Rng((ulong)state.DataSeed).Fork("points").Fork(state.Data))),
            _ => House(state),
        };
        // A truth table is small: all of it is trained on.
        return Split(state, Disturbances.Before(state, set), WholeTables.Contains(state.Data) ? 1 : state.TrainShare);
    }

    private static RawSet House(PlaygroundState state)
    {
        bool isTable = WholeTables.Contains(state.Data);
        if (!Sets.Contains(state.Data)) throw new ArgumentException($"There is no set of points named '{state.Data}'. Known are: {string.Join(", ", Sets)}, drawn, table.");
        var set = Datasets.Load(state.Data, new DatasetOptions
        {
            Seed = (ulong)state.DataSeed,
            Noise = isTable ? null : state.Noise,
            Count = isTable || state.Count == 0 ? null : state.Count,
        });
        double[][] columns = [.. ((TableFeatures)set.Features).Columns.Select(c => ((NumberColumn)c).Values.ToArray())];
        var (targets, classes) = set.Targets is ClassTargets labels ? (Array.ConvertAll(labels.Labels.ToArray(), l => (double)l), labels.ClassNames.Count)
            : (((NumberTargets)set.Targets!).Values.ToArray(), 0);
        return PlaneSet((columns[0], columns.Length > 1 ? columns[1] : targets, targets, classes, columns.Length == 1));
    }

    private static RawSet PlaneSet((double[] X, double[] Y, double[] Targets, int Classes, bool IsCurve) made)
    {
        var values = new double[made.X.Length, 2];
        for (int i = 0; i < made.X.Length; i++) (values[i, 0], values[i, 1]) = (made.X[i], made.Y[i]);
        return new RawSet(values, made.Targets, made.Classes) { IsCurve = made.IsCurve };
    }

    /// <summary>Names of the tables that come with Studio.</summary>
    public static IReadOnlyList<string> Tables => ["iris", "digits-8x8"];

    /// <summary>Names of the sets that can be made.</summary>
    public static IReadOnlyList<string> Sets { get; } =
        ["circle", "xor", "gauss", "spiral", "moons", "clouds", "rings", "checkerboard", "border-sine", "border-parabola", "AND", "OR", "XOR", "plane", "multi-gauss", "sine", .. Tables];

    private static PointData Split(PlaygroundState state, RawSet set, double share)
    {
        int count = set.Count, trained = Math.Clamp((int)Math.Round(share * count), 1, count), validated = Math.Min((int)Math.Round(state.Validation * count), count - trained);
        int[] order = share < 1 && !state.SplitInOrder ? new Rng((ulong)state.DataSeed).Fork("split").Permutation(count) : [.. Enumerable.Range(0, count)];
        int[] train = order[..trained], validation = order[trained..(trained + validated)], test = order[(trained + validated)..];
        var (values, targets) = ((double[,])set.Values.Clone(), (double[])set.Targets.Clone());
        Disturbances.OnTraining(state, values, targets, set.Classes, set.IsCurve, train);
        int columns = values.GetLength(1);
        var places = new float[count, columns];
        double most = 0;
        for (int i = 0; i < count; i++)
        {
            for (int c = 0; c < columns; c++)
            {
                places[i, c] = (float)values[i, c];
                if (c == 0 || !set.IsCurve) most = Math.Max(most, Math.Abs(values[i, c]));
            }
        }
        // The Playground's sets have its square from −6 to 6, points beyond it are not drawn; others have room around them.
        double domain = state.Data is "circle" or "xor" or "gauss" or "spiral" or "plane" or "multi-gauss" or "drawn" ? Math.Max(6, Math.Min(most, 1e6)) : Math.Max(1, most * 1.2);
        // Outliers are to be seen.
        if (state.Data is "gauss" && state.Outliers == 0) domain = 6;
        return new PointData(places, Array.ConvertAll(targets, t => (float)t), set.Classes, set.IsCurve, Disturbances.Repeated(state, train, [.. validation, .. test]), test, domain)
        {
            Validation = validation,
            Columns = set.Columns,
            IsTable = set.IsTable,
            ClassNames = set.ClassNames,
            Notes = [.. set.Notes, .. state.Validation > 0 && validated == 0 ? ["Nothing is left for validation: train on a smaller share."] : Array.Empty<string>(), .. state.Leak && trained < count ? ["Every test point is trained on too: what the test says is worth nothing."] : Array.Empty<string>()],
        };
    }

    private static RawSet Drawn(PlaygroundState state)
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
        return PlaneSet((x, y, targets, classes, false));

        static bool Number(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && Math.Abs(value) <= 1e6;
    }
}
