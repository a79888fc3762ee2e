namespace Cajal.Data;

/// <summary>A well-known table in one CSV file without a header, found in the folder of data by its name.</summary>
internal sealed class CsvSource(string name, string description, DatasetOptions layout) : DatasetSource(name, description)
{
    public override Dataset Load(DatasetOptions options)
    {
        options.RefuseGeneratorOptions(Name);
        options.RefusePictureOptions(Name);
        options.RefuseSeriesOptions(Name);
        options.RefuseCheckSum(Name);
        string folder = DataFolder.Of(Name, options);
        string[] places = [Path.Combine(folder, Name, Name + ".csv"), Path.Combine(folder, Name + ".csv")];
        string path = places.FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"None of {string.Join(", ", places.Select(place => $"'{place}'"))} is there; fetch it: cajal data fetch {Name}.", folder);
        return CsvDataset.Read(path, options with
        {
            Folder = null,
            Header = options.Header ?? false,
            Target = options.Target ?? layout.Target,
            Ignore = options.Ignore.Count > 0 ? options.Ignore : layout.Ignore,
            Task = options.Task ?? layout.Task,
        });
    }
}
