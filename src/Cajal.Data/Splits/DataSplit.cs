using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Cajal.Data;

/// <summary>A data set split once into training, validation and test part. Classes have the same share in every part; a test part the
/// source set aside stays one.</summary>
public sealed class DataSplit
{
    private DataSplit(Dataset dataset, PartKind[] parts, SplitRecord record)
    {
        int[] RowsOf(PartKind kind) => [.. Enumerable.Range(0, parts.Length).Where(i => parts[i] == kind)];
        Train = new Part(dataset, PartKind.Training, RowsOf(PartKind.Training));
        Validation = new Part(dataset, PartKind.Validation, RowsOf(PartKind.Validation));
        Test = new SealedPart(new Part(dataset, PartKind.Test, RowsOf(PartKind.Test)));
        Record = record;
    }

    /// <summary>The examples to fit on.</summary>
    public Part Train { get; }

    /// <summary>The examples to choose by; may be empty.</summary>
    public Part Validation { get; }

    /// <summary>The examples to judge by, sealed until they are asked for; may be empty.</summary>
    public SealedPart Test { get; }

    /// <summary>What the split was made of.</summary>
    public SplitRecord Record { get; }

    /// <summary>Makes a recorded split again, example for example.</summary>
    /// <exception cref="DatasetException">The data are not those that were split.</exception>
    public static DataSplit Repeat(Dataset dataset, SplitRecord record)
    {
        if (dataset.Fingerprint != record.Data)
        {
            throw new DatasetException($"'{dataset.Name}' is not the data that were split "
                + $"({record.Training + record.Validation + record.Test} examples, fingerprint {record.Data}; now {dataset.Count}, "
                + $"{dataset.Fingerprint}); test examples could have been trained on. Restore the data or split anew.");
        }
        (int, int)? fold = record is { Fold: { } number, Folds: { } count } ? (number, count) : null;
        var split = Make(dataset, new SplitShares(record.ValidationShare, record.TestShare), record.Seed, fold);
        return split.Record.Parts == record.Parts ? split
            : throw new DatasetException($"The recorded split of '{dataset.Name}' cannot be made "
                + "again by this version of Cajal; split anew and train again.");
    }

    internal static DataSplit Make(Dataset dataset, SplitShares shares, ulong seed, (int Number, int Count)? fold = null)
    {
        if (fold is { } asked && (asked.Count < 2 || asked.Number < 1 || asked.Number > asked.Count))
            throw new ArgumentException($"Cross-validation takes a fold from 1 of at least 2; received fold {asked.Number} "
                + $"of {asked.Count}.");
        var targets = dataset.Targets
            ?? throw new DatasetException($"'{dataset.Name}' has no targets, so there is nothing to learn from it.");
        if (dataset.GivenTestCount > 0 && shares.Test is not null)
        {
            throw new ArgumentException($"'{dataset.Name}' brings its own test part of "
                + $"{dataset.GivenTestCount} examples; leave the test share out.", nameof(shares));
        }
        int free = dataset.Count - dataset.GivenTestCount;
        int test = dataset.GivenTestCount > 0 ? 0 : CountOf(shares.Test ?? SplitShares.UsualTest, free);
        int validation = fold is { } part ? (free - test + part.Count - part.Number) / part.Count : CountOf(shares.Validation, free);
        if (free - test - validation < 1)
            throw new DatasetException($"'{dataset.Name}' has {free} examples: too few to set {test} "
                + $"aside for the test and {validation} for validation. Set less aside.");

        var classes = targets as ClassTargets;
        var groups = classes is null ? new int[free] : classes.Labels[..free];
        var rng = new Rng(seed).Fork("split");
        int groupCount = classes?.ClassNames.Count ?? 1;
        var given = dataset.IsOrdered ? Assignment.InOrder(free, validation, test, fold)
            : fold is { } one ? Assignment.MakeFold(groups, groupCount, one.Number, one.Count, test, rng)
            : Assignment.Make(groups, groupCount, validation, test, rng);
        if (fold is not null) validation = given.Count(p => p == PartKind.Validation);
        PartKind[] parts = [.. given, .. Enumerable.Repeat(PartKind.Test, dataset.GivenTestCount)];
        return new DataSplit(dataset, parts, new SplitRecord
        {
            Seed = seed,
            ValidationShare = shares.Validation,
            TestShare = dataset.GivenTestCount > 0 ? null : shares.Test ?? SplitShares.UsualTest,
            Fold = fold?.Number,
            Folds = fold?.Count,
            InOrder = dataset.IsOrdered,
            Stratified = classes is not null && !dataset.IsOrdered,
            Training = free - test - validation,
            Validation = validation,
            Test = test + dataset.GivenTestCount,
            Data = dataset.Fingerprint,
            Parts = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<PartKind>(parts)).AsSpan(0, 8)),
        });
    }

    /// <summary>A positive share is at least one example.</summary>
    private static int CountOf(double share, int examples) =>
        share == 0 ? 0 : Math.Max(1, (int)Math.Round(share * examples, MidpointRounding.AwayFromZero));
}
