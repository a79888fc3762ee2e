using System.Globalization;

namespace Cajal.Data;

/// <summary>Makes a data set of arrays of NumPy: inputs x [N, …] and targets y [N] in one .npz, or x.npy with y.npy beside it. x_train, y_train, x_test and y_test bring a test part
/// of their own.</summary>
/// <remarks>Rows of a matrix become a table with the columns x1, x2, …; examples of more axes are read as pictures are. Targets that are whole numbers, or truth values, are
/// classes; those with a point are numbers.</remarks>
internal static class NumpyDataset
{
    private const int MostClasses = 1000;
    private static readonly (string Inputs, string Targets)[] Names = [("x", "y"), ("inputs", "targets"), ("images", "labels"), ("features", "labels"), ("data", "target"), ("data", "labels")];

    /// <summary>Whether a file begins as an array or an archive of NumPy.</summary>
    public static bool IsOne(ReadOnlySpan<byte> start) => NpyHeader.IsMagic(start) || start is [(byte)'P', (byte)'K', 3, 4, ..];

    /// <summary>Reads the data set of a file; for a model to answer, targets may be missing.</summary>
    /// <exception cref="DatasetException">The file is damaged, or its arrays are not inputs with their targets.</exception>
    public static Dataset Read(string path, DatasetOptions options, bool forModel)
    {
        options.RefuseGeneratorOptions(path);
        options.RefuseCsvOptions(path);
        options.RefuseFolder(path);
        options.RefusePictureOptions(path);
        var arrays = NpyHeader.IsMagic(DataFile.Peek(path, 8)) ? Beside(path) : Npz.Load(path);
        if (Part(arrays, "_train") is { } train)
        {
            var test = Part(arrays, "_test");
            // A model is shown what was set aside.
            if (forModel) return Make(path, test ?? train, null, options);
            return Make(path, train, test, options);
        }
        return Make(path, Part(arrays, "") ?? TheOnly(path, arrays), null, options);
    }

    private static Dictionary<string, Tensor> Beside(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path), folder = Path.GetDirectoryName(path) ?? "";
        var arrays = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["x"] = Npy.Load(path) };
        foreach (var (inputs, targets) in Names)
        {
            if (!name.StartsWith(inputs, StringComparison.OrdinalIgnoreCase)) continue;
            string beside = Path.Combine(folder, targets + name[inputs.Length..] + ".npy");
            if (File.Exists(beside)) return new(arrays) { ["y"] = Npy.Load(beside) };
        }
        return arrays;
    }

    private static (Tensor X, Tensor? Y)? Part(IReadOnlyDictionary<string, Tensor> arrays, string ending)
    {
        Tensor? Find(string name) => arrays.FirstOrDefault(a => a.Key.Equals(name + ending, StringComparison.OrdinalIgnoreCase)).Value;
        foreach (var (inputs, targets) in Names)
            if (Find(inputs) is { } x && (Find(targets) is { } || !Names.Any(n => n.Inputs == inputs && Find(n.Targets) is not null))) return (x, Find(targets));
        return null;
    }

    private static (Tensor X, Tensor? Y) TheOnly(string path, IReadOnlyDictionary<string, Tensor> arrays) => arrays.Count == 1 ? (arrays.Values.First(), null)
        : throw new DatasetException($"'{path}' holds the arrays {string.Join(", ", arrays.Take(8).Select(a => $"{NpyHeader.Shown(a.Key)} {a.Value.Shape}"))}, and none is called x. "
            + "Name the inputs x and the targets y, as in numpy.savez(\"data.npz\", x=inputs, y=targets).");

    private static Dataset Make(string path, (Tensor X, Tensor? Y) part, (Tensor X, Tensor? Y)? test, DatasetOptions options)
    {
        var (x, y) = part;
        if (x.Rank == 0 || x.Shape[0] == 0) throw new DatasetException($"'{path}' holds inputs of shape {x.Shape}; expected [N, …], an example in each row.");
        float[] values = Floats(x);
        double[]? targets = y is null ? null : Targets(path, y, x.Shape[0]);
        if (test is var (testX, testY))
        {
            if (!testX.Shape.AsSpan()[1..].SequenceEqual(x.Shape.AsSpan()[1..]) || y is null != testY is null)
                throw new DatasetException($"'{path}' holds training inputs of shape {x.Shape} and test inputs of shape {testX.Shape}; expected the same but for the first size, and targets for both or neither.");
            values = [.. values, .. Floats(testX)];
            targets = targets is null ? null : [.. targets, .. Targets(path, testY!, testX.Shape[0])];
        }
        Shape example = Shape.Of(x.Shape.AsSpan()[1..]);
        return new Dataset(path, x.Rank > 2 ? new FloatPictures(values, example) : Table(values, x.Rank == 2 ? x.Shape[1] : 1),
            targets is null ? null : Wanted(path, targets, y!.DType, options.Task))
        {
            Description = "arrays of NumPy",
            GivenTestCount = test?.X.Shape[0] ?? 0,
            Notes = targets is not null ? [] : [$"no targets: '{path}' holds no array y, so it can be predicted, not learned"],
        };
    }

    private static Targets Wanted(string path, double[] targets, DType type, TaskKind? task)
    {
        bool isWhole = !type.IsFloat() || task is TaskKind.Classes or TaskKind.Binary && targets.All(double.IsInteger);
        if (task == TaskKind.Numbers || !isWhole)
        {
            return task is null or TaskKind.Numbers ? new NumberTargets(targets)
                : throw new ArgumentException($"'{path}' has targets that are no whole numbers; the task cannot be {task.ToString()!.ToLowerInvariant()}.");
        }
        double[] distinct = [.. targets.Distinct().Take(MostClasses + 1).Order()];
        if (distinct.Length > MostClasses)
            throw new DatasetException($"'{path}' holds more than {MostClasses} different whole targets; expected classes. Store numbers as floats, or say that the task is numbers.");
        return new ClassTargets([.. targets.Select(t => Array.BinarySearch(distinct, t))], [.. distinct.Select(d => d.ToString(CultureInfo.InvariantCulture))], "y", task);
    }

    private static double[] Targets(string path, Tensor y, int count)
    {
        if (y.Count != count || y.Rank > 2)
            throw new DatasetException($"'{path}' holds targets of shape {y.Shape} for {count} examples; expected one target each, [{count}]. Several outputs are trained by a program of one's own.");
        return y.DType switch
        {
            DType.Float64 => y.ToArray<double>(),
            DType.Int64 => Array.ConvertAll(y.ToArray<long>(), v => (double)v),
            DType.Int32 => Array.ConvertAll(y.ToArray<int>(), v => (double)v),
            DType.Bool => Array.ConvertAll(y.ToArray<bool>(), v => v ? 1.0 : 0),
            _ => Array.ConvertAll(y.ToArray<float>(), v => (double)v),
        };
    }

    private static float[] Floats(Tensor x) => x.DType switch
    {
        DType.Float32 => x.ToArray<float>(),
        DType.Float64 => Array.ConvertAll(x.ToArray<double>(), v => (float)v),
        DType.Int64 => Array.ConvertAll(x.ToArray<long>(), v => (float)v),
        DType.Int32 => Array.ConvertAll(x.ToArray<int>(), v => (float)v),
        _ => Array.ConvertAll(x.ToArray<bool>(), v => v ? 1f : 0),
    };

    private static TableFeatures Table(float[] values, int width)
    {
        var rows = new double[values.Length / Math.Max(1, width), width];
        for (int i = 0; i < values.Length; i++) rows[i / width, i % width] = values[i];
        return TableFeatures.FromRows(rows);
    }
}
