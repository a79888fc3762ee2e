namespace Cajal.Data;

/// <summary>A folder of pictures: a sub-folder for each class, or <c>train</c> and <c>test</c> with these in them; without sub-folders,
/// pictures without answers.</summary>
/// <remarks>Classes and files in ordinal order of their names. Hidden folders and folders without pictures are passed over,
/// aloud.</remarks>
internal sealed class PictureFolder
{
    private const int MostFiles = 10_000_000;

    private readonly List<string> files = [];
    private readonly List<int> labels = [];
    private readonly List<string> classes = [];
    private readonly List<string> passedOver = [];
    private readonly string path;

    private PictureFolder(string path) => this.path = path;

    /// <summary>Whether a folder holds pictures, itself or in the folders below it.</summary>
    public static bool IsOne(string path) => Find(path).files.Count > 0
        || (Directory.Exists(Path.Combine(path, "train")) && Find(Path.Combine(path, "train")).files.Count > 0);

    /// <summary>Reads the folder to learn from.</summary>
    /// <exception cref="DatasetException">No pictures, one of them cannot be read, or they differ in size.</exception>
    public static Dataset Read(string path, DatasetOptions options)
    {
        string train = Path.Combine(path, "train"), test = Path.Combine(path, "test");
        if (!Directory.Exists(train)) return Find(path).Load(options, 0, null);
        var folder = Find(train);
        int trained = folder.files.Count;
        if (Directory.Exists(test)) folder.Add(Find(test));
        return folder.Load(options, folder.files.Count - trained, path);
    }

    /// <summary>Reads the folder, or one picture, for a model to answer: brought to the model's size and colours.</summary>
    /// <exception cref="DatasetException">No pictures, one of them cannot be read, or the model reads no pictures.</exception>
    public static Dataset ReadForModel(string path, Preprocessing model)
    {
        if (model.Inputs is not PictureScaling { Shape: [.., var height, var width] and { Length: 2 or 3 } shape })
            throw new DatasetException($"The model reads examples of shape {model.Inputs.ExampleShape}; '{path}' holds pictures.");
        string test = Path.Combine(path, "test");
        var folder = Find(Directory.Exists(test) ? test : path);
        bool grey = shape is [_, _] or [1, ..];
        var options = new DatasetOptions { PictureSize = [height, width], Grey = grey };
        return folder.Load(options, 0, path, channels: shape is [var planes, _, _] ? planes : 0);
    }

    private static PictureFolder Find(string path)
    {
        var folder = new PictureFolder(path);
        if (File.Exists(path))
        {
            folder.files.Add(path);
            return folder;
        }
        foreach (string sub in Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(sub);
            if (name.StartsWith('.') || name.StartsWith("__", StringComparison.Ordinal)) continue;
            int before = folder.files.Count;
            folder.AddFiles(sub);
            if (folder.files.Count == before) folder.passedOver.Add($"the folder '{name}' holds no pictures and is no class");
            else folder.AddClass(name, folder.files.Count - before);
        }
        if (folder.classes.Count == 0) folder.AddFiles(path);
        return folder;
    }

    private void AddClass(string name, int count)
    {
        classes.Add(name);
        labels.AddRange(Enumerable.Repeat(classes.Count - 1, count));
    }

    private void AddFiles(string folder)
    {
        string[] all = [.. Directory.EnumerateFiles(folder).Take(MostFiles).Order(StringComparer.Ordinal)];
        files.AddRange(all.Where(PictureFile.IsNamed));
        string[] other = [.. all.Where(PictureFile.IsNamedOther)];
        if (other.Length > 0)
            passedOver.Add($"{other.Length} pictures in '{Path.GetFileName(folder)}' are left out: '{Path.GetFileName(other[0])}' has a "
                + $"format "
                + $"that is not read ({PictureFile.Known})");
    }

    // The classes of a test part are those of the training part.
    private void Add(PictureFolder test)
    {
        foreach (string name in test.classes.Except(classes))
            throw new DatasetException($"The test part of '{Path.GetDirectoryName(test.path)}' has the class '{name}', which the training "
                + $"part "
                + $"lacks; it has {string.Join(", ", classes)}.");
        int[] places = [.. test.classes.Select(name => classes.IndexOf(name))];
        files.AddRange(test.files);
        labels.AddRange(test.labels.Select(label => places[label]));
        passedOver.AddRange(test.passedOver);
    }

    private Dataset Load(DatasetOptions options, int testCount, string? name, int channels = 0)
    {
        if (files.Count == 0)
            throw new DatasetException($"The folder '{path}' holds no pictures and no folders with pictures, one for each class"
                + (passedOver.Count > 0 ? $" ({passedOver[0]})" : $"; {PictureFile.Known}") + ".");
        bool hasClasses = labels.Count == files.Count;
        var loader = new PictureLoader(files, options, channels);
        return new Dataset(name ?? path, loader.Read(),
            hasClasses ? new ClassTargets([.. labels], [.. classes], "folder", options.Task) : null)
        {
            Description = "a folder of pictures",
            GivenTestCount = testCount,
            Notes =
            [
                loader.Note,
                .. hasClasses ? Array.Empty<string>() : ["no classes: there are no folders with pictures in it, so it can be predicted, "
                    + "not learned"],
                .. passedOver,
            ],
        };
    }
}
