namespace Cajal.Data;

/// <summary>A well-known set in four IDX files, found in a folder by the files' usual names.</summary>
internal sealed class IdxSource(string name, string description, string[] classNames) : DatasetSource(name, description)
{
    public override Dataset Load(DatasetOptions options)
    {
        var (training, test) = FindFiles(options);
        return IdxDataset.Read(Name, training, test, classNames, Description);
    }

    internal override Dataset LoadForModel(DatasetOptions options) =>
        IdxDataset.Read(Name, FindFiles(options).Test, null, classNames, Description);

    private (IdxPair Training, IdxPair Test) FindFiles(DatasetOptions options)
    {
        options.RefuseGeneratorOptions(Name);
        options.RefuseCsvOptions(Name);
        if (options.Task is not (null or TaskKind.Classes)) throw new ArgumentException($"'{Name}' is a task of ten classes.");
        options.RefusePictureOptions(Name);
        string folder = DataFolder.Of(Name, options);
        // The set's own folder, or the parent of that folder.
        string own = Path.Combine(folder, Name);
        var training = IdxPair.InFolder(own) ?? IdxPair.InFolder(folder)
            ?? throw new FileNotFoundException($"Neither '{own}' nor '{folder}' holds the file "
                + $"train-images-idx3-ubyte or train-images-idx3-ubyte.gz of '{Name}'.", folder);
        if (training.Labels is null)
            throw new FileNotFoundException($"There is no file of labels "
                + $"(train-labels-idx1-ubyte) beside '{training.Images}'.", training.Images);
        var test = training.TestPair()
            ?? throw new FileNotFoundException($"There is no file of test pictures "
                + $"(t10k-images-idx3-ubyte) beside '{training.Images}'.", training.Images);
        return (training, test);
    }
}
