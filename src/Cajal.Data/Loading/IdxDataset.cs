using System.Globalization;

namespace Cajal.Data;

/// <summary>Makes a data set of IDX files: pictures, their labels, and perhaps a test pair that follows them.</summary>
internal static class IdxDataset
{
    private const int MostClasses = 1000;

    /// <summary>A data set of one pair of files, or of two where the second is the given test part; names are the class names, where they
    /// are known.</summary>
    public static Dataset Read(string name, IdxPair training, IdxPair? test, string[]? classNames, string description)
    {
        var pictures = ReadPictures(training.Images);
        var labels = training.Labels is null ? null : ReadLabels(training.Labels, pictures);
        if (test is null) return Make(name, pictures, labels, 0, classNames, description);

        var testPictures = ReadPictures(test.Images);
        if (test.Labels is null) throw new DatasetException($"There is no file of labels beside '{test.Images}'.");
        var testLabels = ReadLabels(test.Labels, testPictures);
        if (testPictures.Type != pictures.Type || !testPictures.Sizes.AsSpan(1).SequenceEqual(pictures.Sizes.AsSpan(1)))
        {
            throw new DatasetException($"The test pictures of '{test.Images}' have sizes [{string.Join(", ", testPictures.Sizes)}] "
                + $"({testPictures.Type}), the training pictures "
                + $"[{string.Join(", ", pictures.Sizes)}] ({pictures.Type}); expected the same but for the first.");
        }
        if (labels is null || labels.Type != testLabels.Type)
            throw new DatasetException($"The labels of '{training.Images}' and '{test.Images}' are of different types.");
        return Make(name, Joined(pictures, testPictures), Joined(labels, testLabels), testPictures.Count, classNames, description);
    }

    private static IdxArray ReadPictures(string path)
    {
        var pictures = IdxFile.Read(path);
        return pictures.Sizes.Length > 1 ? pictures
            : throw new DatasetException($"'{path}' holds one number per example: labels; expected pictures. Give the file of the images.");
    }

    private static IdxArray ReadLabels(string path, IdxArray pictures)
    {
        var labels = IdxFile.Read(path);
        if (labels.Sizes.Length != 1)
            throw new DatasetException($"'{path}' has sizes [{string.Join(", ", labels.Sizes)}]; "
                + $"expected one label per example, sizes [{pictures.Count}].");
        return labels.Count == pictures.Count ? labels
            : throw new DatasetException($"'{path}' holds {labels.Count} labels, but "
                + $"'{pictures.Path}' {pictures.Count} pictures; expected one label per picture.");
    }

    private static IdxArray Joined(IdxArray first, IdxArray second)
    {
        RequireRoom((long)first.Bytes.Length + second.Bytes.Length, first.Path, second.Path);
        return first with { Sizes = [first.Count + second.Count, .. first.Sizes[1..]], Bytes = [.. first.Bytes, .. second.Bytes] };
    }

    /// <summary>Two files become one array, which has room for so many bytes.</summary>
    /// <exception cref="DatasetException">It has not.</exception>
    internal static void RequireRoom(long bytes, string first, string second)
    {
        if (bytes > Array.MaxLength)
            throw new DatasetException(FormattableString.Invariant($"'{first}' and '{second}' hold {bytes} bytes together, ")
                + FormattableString.Invariant($"and at most {Array.MaxLength} fit into memory as one data set. Give fewer examples."));
    }

    private static Dataset Make(string name, IdxArray pictures, IdxArray? labels, int testCount, string[]? classNames, string description)
    {
        Shape shape = pictures.Sizes[1..];
        Features features;
        if (pictures.Type == IdxType.UInt8) features = new BytePictures(pictures.Bytes, shape);
        else
        {
            var pixels = new float[pictures.Count * shape.Count];
            for (int i = 0; i < pixels.Length; i++) pixels[i] = (float)pictures[i];
            features = new FloatPictures(pixels, shape);
        }
        Targets? targets = labels is null ? null : labels.IsWhole ? Classes(labels, classNames) : Numbers(labels);
        return new Dataset(name, features, targets)
        {
            Description = description,
            GivenTestCount = testCount,
            Notes = labels is not null ? []
                : [$"no labels: no file of labels lies beside '{pictures.Path}', so it can be predicted, not learned"],
        };
    }

    private static NumberTargets Numbers(IdxArray labels) => new([.. Enumerable.Range(0, labels.Count).Select(i => labels[i])], "label");

    private static ClassTargets Classes(IdxArray labels, string[]? classNames)
    {
        var values = new int[labels.Count];
        for (int i = 0; i < values.Length; i++) values[i] = (int)labels[i];
        if (classNames is not null) return new ClassTargets(values, classNames, "label", TaskKind.Classes);
        int[] distinct = [.. values.Distinct().Take(MostClasses + 1).Order()];
        if (distinct.Length > MostClasses)
            throw new DatasetException($"'{labels.Path}' holds more than {MostClasses} different "
                + "whole labels; expected classes. Store numbers as floating point.");
        for (int i = 0; i < values.Length; i++) values[i] = Array.BinarySearch(distinct, values[i]);
        return new ClassTargets(values, [.. distinct.Select(label => label.ToString(CultureInfo.InvariantCulture))]);
    }
}
