namespace Cajal.Data;

/// <summary>Every data set by name or path: what ships inside, well-known sets in a folder, CSV and IDX files.</summary>
public static class Datasets
{
    private static readonly string[] DigitNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private static readonly string[] FashionNames =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>All named data sets; a new one is one file and one line here.</summary>
    public static IReadOnlyList<DatasetSource> All { get; } =
    [
        new Digits(),
        new TruthTable("AND", "truth table: 1 when both inputs are 1; four examples, all for training", (a, b) => a && b),
        new TruthTable("OR", "truth table: 1 when an input is 1; four examples, all for training", (a, b) => a || b),
        new TruthTable("XOR", "truth table: 1 when the inputs differ; four examples, "
            + "all for training (the points are xor)", (a, b) => a != b),
        new Circle(),
        new XorPoints(),
        new TwoGaussians(),
        new Spiral(),
        new Plane(),
        new MultiGaussian(),
        new Moons(),
        new Blobs(),
        new Rings(),
        new Checkerboard(),
        new Sine(),
        new Parity(),
        new Adding(),
        new DelayedRecall(),
        new Likes(),
        new Preferences(),
        new IdxSource("mnist", "handwritten digits, grey pictures of 28x28, ten classes, 60000 and "
            + "10000 for the test; from --data DIR or CAJAL_DATA", DigitNames),
        new IdxSource("fashion-mnist", "pictures of clothes, grey, 28x28, ten classes, 60000 and "
            + "10000 for the test; from --data DIR or CAJAL_DATA", FashionNames),
        new Cifar10Source(),
        new CsvSource("iris", "flowers, four lengths, three kinds, 150; fetched", new() { Task = TaskKind.Classes }),
        new CsvSource("wine", "wines, 13 measurements, three growers, 178; fetched", new() { Target = "1", Task = TaskKind.Classes }),
        new CsvSource("breast-cancer", "tumours, 30 measurements, benign or malignant, 569; fetched", new() { Target = "2", Ignore = ["1"], Task = TaskKind.Binary }),
        new CsvSource("optical-digits", "handwritten digits, 8x8 pixels as 64 columns, ten classes, 1797; fetched", new() { Task = TaskKind.Classes }),
    ];

    /// <summary>The named data set. Upper and lower case differ only where two names would be the same: XOR is the truth table, xor the
    /// points.</summary>
    /// <exception cref="ArgumentException">No such name; the message gives the nearest one.</exception>
    public static DatasetSource Find(string name) => TryFind(name) ?? throw new ArgumentException(
        $"There is no data set '{name}'.{NearestName.Hint(name, All.Select(s => s.Name))} "
            + $"Known are {string.Join(", ", All.Select(s => s.Name))}.");

    /// <summary>Makes or reads a data set: a name of <see cref="All"/>, or the path or web address of a CSV file, of arrays of NumPy (.npz, .npy), of an IDX file of pictures, of a folder
    /// of IDX files, or of a folder of pictures with a sub-folder for each class.</summary>
    /// <exception cref="ArgumentException">Neither a name nor a path, or an option that does not apply.</exception>
    /// <exception cref="FileNotFoundException">No such file or folder.</exception>
    /// <exception cref="DatasetException">A file that cannot be used.</exception>
    public static Dataset Load(string nameOrPath, DatasetOptions? options = null)
    {
        options ??= new DatasetOptions();
        if (TryFind(nameOrPath) is null) (nameOrPath, options) = Local(nameOrPath, options);
        return options.Classes is { } classes ? ClassChoice.Of(LoadAll(nameOrPath, options), classes) : LoadAll(nameOrPath, options);
    }

    private static Dataset LoadAll(string nameOrPath, DatasetOptions options)
    {
        if (TryFind(nameOrPath) is { } source) return source.Load(options);
        if (TableFormat.Of(nameOrPath) is { } format) return format.Read(nameOrPath).ToDataset(options);
        if (IsTable(nameOrPath)) return LoadTable(nameOrPath, options);
        if (IsNumpy(nameOrPath)) return NumpyDataset.Read(nameOrPath, options, forModel: false);
        return IsIdx(nameOrPath) ? LoadPictures(nameOrPath, options, forModel: false) : LoadPictureFolder(nameOrPath, options);
    }

    /// <summary>Reads examples for a trained model to answer: targets are not looked at and may be missing.</summary>
    /// <exception cref="DatasetException">A file that cannot be used, or that lacks what the model reads.</exception>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static Dataset LoadToPredict(string nameOrPath, Preprocessing model, DatasetOptions? options = null) =>
        LoadFor(nameOrPath, model, options ?? new DatasetOptions(), withTargets: false);

    /// <summary>Reads examples with their targets for a trained model to be judged by; examples without a target are left out and
    /// counted.</summary>
    /// <exception cref="DatasetException">A file that cannot be used, or that lacks what the model reads or the targets.</exception>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static Dataset LoadToEvaluate(string nameOrPath, Preprocessing model, DatasetOptions? options = null)
    {
        var data = LoadFor(nameOrPath, model, options ?? new DatasetOptions(), withTargets: true);
        return data.Targets is not null ? options?.Classes is { } classes ? ClassChoice.Of(data, classes) : data
            : throw new DatasetException($"'{nameOrPath}' has no targets; without them nothing can be judged, "
                + $"only predicted.{string.Concat(data.Notes.Select(n => $" ({n})"))}");
    }

    private static Dataset LoadFor(string nameOrPath, Preprocessing model, DatasetOptions options, bool withTargets)
    {
        if (TryFind(nameOrPath) is { } source) return source.LoadForModel(options);
        (nameOrPath, options) = Local(nameOrPath, options);
        if (TableFormat.Of(nameOrPath) is { } format) return withTargets ? format.Read(nameOrPath).ToEvaluate(model) : format.Read(nameOrPath).ToPredict(model);
        if (!IsTable(nameOrPath))
            return IsNumpy(nameOrPath) ? NumpyDataset.Read(nameOrPath, options, forModel: true) : IsIdx(nameOrPath) ? LoadPictures(nameOrPath, options, forModel: true) : LoadPicturesForModel(nameOrPath, model, options);
        options.RefuseGeneratorOptions(nameOrPath);
        options.RefuseFolder(nameOrPath);
        options.RefusePictureOptions(nameOrPath);
        if (model.Inputs is SequenceScaling { IsOwnPast: true } windows)
        {
            options.RefuseTableOptions(nameOrPath);
            return Series.ReadForModel(nameOrPath, windows, model, options, withTargets);
        }
        options.RefuseSeriesOptions(nameOrPath);
        return CsvForModel.Read(nameOrPath, model, options, withTargets);
    }

    /// <summary>A file on the disk that has the sum it must have; one of the web is fetched.</summary>
    private static (string Path, DatasetOptions Options) Local(string path, DatasetOptions options)
    {
        if (WebAddress.IsOne(path)) return (WebFiles.PathOf(path, options), options with { Folder = null, Sha256 = null });
        if (options.Sha256 is null) return (path, options);
        CheckSum.Require(path, options.Sha256);
        return (path, options with { Sha256 = null });
    }

    private static DatasetSource? TryFind(string name) =>
        All.FirstOrDefault(s => s.Name == name) ?? All.LastOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a path leads to a table rather than pictures; throws for what is neither a path nor a name.</summary>
    private static bool IsTable(string path)
    {
        if (Directory.Exists(path)) return false;
        if (!File.Exists(path))
        {
            if (path.AsSpan().ContainsAny('/', '\\', '.')) throw DataFile.Missing(path);
            Find(path);
        }
        byte[] start = DataFile.Peek(path, 32);
        return !IdxFile.IsMagic(start) && !PictureFile.IsPicture(start) && !NumpyDataset.IsOne(start);
    }

    private static bool IsNumpy(string path) => File.Exists(path) && NumpyDataset.IsOne(DataFile.Peek(path, 8));

    private static bool IsIdx(string path) =>
        Directory.Exists(path) ? IdxPair.InFolder(path) is not null || !PictureFolder.IsOne(path) : IdxFile.IsMagic(DataFile.Peek(path, 4));

    private static Dataset LoadPictureFolder(string path, DatasetOptions options)
    {
        if (!Directory.Exists(path))
            throw new DatasetException($"'{path}' is a picture; to learn from pictures, give a folder with a sub-folder for each class.");
        options.RefuseGeneratorOptions(path);
        options.RefuseCsvOptions(path);
        options.RefuseFolder(path);
        if (options.Task == TaskKind.Numbers) throw new ArgumentException($"'{path}' holds pictures in folders, which are classes; the "
            + $"task cannot be numbers.");
        return PictureFolder.Read(path, options);
    }

    private static Dataset LoadPicturesForModel(string path, Preprocessing model, DatasetOptions options)
    {
        options.RefuseGeneratorOptions(path);
        options.RefuseCsvOptions(path);
        options.RefuseFolder(path);
        options.RefusePictureOptions(path);
        return PictureFolder.ReadForModel(path, model);
    }

    private static Dataset LoadTable(string path, DatasetOptions options)
    {
        options.RefuseGeneratorOptions(path);
        options.RefuseFolder(path);
        options.RefusePictureOptions(path);
        if (options.IsSeries)
        {
            options.RefuseTableOptions(path);
            return Series.Read(path, options);
        }
        options.RefuseSeriesOptions(path);
        return CsvDataset.Read(path, options);
    }

    private static Dataset LoadPictures(string path, DatasetOptions options, bool forModel)
    {
        options.RefuseGeneratorOptions(path);
        options.RefuseCsvOptions(path);
        options.RefuseFolder(path);
        options.RefusePictureOptions(path);
        bool isFolder = Directory.Exists(path);
        var pair = !isFolder ? IdxPair.Of(path) : IdxPair.InFolder(path)
            ?? throw new FileNotFoundException($"The folder '{path}' holds no file of training pictures "
                + "such as train-images-idx3-ubyte, no pictures, and no folders with pictures; give the path of a file.", path);
        var test = isFolder || !forModel ? pair.TestPair() : null;
        // A model is shown the test part of a folder, and exactly the file that was named.
        if (forModel) (pair, test) = (test ?? pair, null);
        var data = IdxDataset.Read(path, pair, test, null, "pictures in IDX files");
        return options.Task is null || data.Task is null || options.Task == data.Task ? data
            : throw new ArgumentException($"'{path}' is a task of the kind "
                + $"{data.Task.ToString()!.ToLowerInvariant()}; received {options.Task.ToString()!.ToLowerInvariant()}.");
    }
}
