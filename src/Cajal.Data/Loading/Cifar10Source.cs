namespace Cajal.Data;

/// <summary>CIFAR-10 in its binary form: files of records, a label byte and 3072 bytes, red, green and blue plane of 32x32 each; five
/// files for training, one for the test.</summary>
/// <remarks>Source: Krizhevsky (2009), Learning multiple layers of features from tiny images.</remarks>
internal sealed class Cifar10Source() : DatasetSource("cifar10", "photographs of ten kinds of things, colour, 32x32, ten classes, 50000 "
    + "and "
    + "10000 for the test; from --data DIR or CAJAL_DATA")
{
    private const int Side = 32, PictureBytes = 3 * Side * Side, RecordBytes = 1 + PictureBytes, MostRecords = 100_000;

    private static readonly string[] Names = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    private static readonly string[] TrainingFiles = [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")];

    private static readonly string[] TestFiles = ["test_batch.bin"];

    public override Dataset Load(DatasetOptions options)
    {
        string folder = FindFolder(options);
        int training = 0, test = 0;
        // A part of the five files trains as well.
        var (pixels, labels) = Read([.. TrainingFiles.Select(f => Path.Combine(folder, f)).Where(File.Exists)], ref training);
        var (testPixels, testLabels) = Read([.. TestFiles.Select(f => Path.Combine(folder, f))], ref test);
        return Make([.. pixels, .. testPixels], [.. labels, .. testLabels], test,
            training == 50_000 ? [] : [$"{training} pictures for training: not all five files data_batch_1.bin to data_batch_5.bin are "
                + $"there, whole"]);
    }

    internal override Dataset LoadForModel(DatasetOptions options)
    {
        int test = 0;
        var (pixels, labels) = Read([.. TestFiles.Select(f => Path.Combine(FindFolder(options), f))], ref test);
        return Make(pixels, labels, 0, []);
    }

    private Dataset Make(byte[] pixels, int[] labels, int test, string[] notes) =>
        new(Name, new BytePictures(pixels, [3, Side, Side]), new ClassTargets(labels, Names))
        {
            Description = Description,
            GivenTestCount = test,
            Notes = notes,
        };

    private string FindFolder(DatasetOptions options)
    {
        options.RefuseGeneratorOptions(Name);
        options.RefuseCsvOptions(Name);
        options.RefusePictureOptions(Name);
        if (options.Task is not (null or TaskKind.Classes)) throw new ArgumentException($"'{Name}' is a task of ten classes.");
        string folder = DataFolder.Of(Name, options);
        string[] places = [Path.Combine(folder, Name), Path.Combine(folder, "cifar-10-batches-bin"), folder];
        return places.FirstOrDefault(place => File.Exists(Path.Combine(place, TrainingFiles[0])))
            ?? throw new FileNotFoundException($"None of {string.Join(", ", places.Select(place => $"'{place}'"))} holds the file "
                + $"{TrainingFiles[0]} of '{Name}', binary version.", folder);
    }

    private static (byte[] Pixels, int[] Labels) Read(string[] files, ref int count)
    {
        using var pixels = new MemoryStream();
        var labels = new List<int>();
        var record = new byte[RecordBytes];
        foreach (string file in files)
        {
            using var stream = DataFile.Open(file);
            int first = labels.Count;
            while (DataFile.ReadFully(stream, record) is > 0 and var read)
            {
                int number = labels.Count - first + 1;
                if (read < RecordBytes)
                    throw new DatasetException($"'{file}' ends inside its picture {number}: a record has {RecordBytes} bytes, a label and "
                        + $"3 x 32 x "
                        + "32 pixels. It is cut short, or no CIFAR-10 file; copy or download it again.");
                if (record[0] >= Names.Length)
                    throw new DatasetException($"Picture {number} of '{file}' has label {record[0]}; CIFAR-10 has 0 "
                        + $"to {Names.Length - 1}.");
                if (number > MostRecords)
                    throw new DatasetException($"'{file}' holds more than {MostRecords} pictures; a file of CIFAR-10 holds 10000.");
                labels.Add(record[0]);
                pixels.Write(record.AsSpan(1));
            }
        }
        count = labels.Count;
        return (pixels.ToArray(), [.. labels]);
    }
}
