using Cajal.Data;

namespace Cajal.Tests.Data;

public class GeneratorTests
{
    public static TheoryData<string> Generated() =>
        [.. Datasets.All.Select(s => s.Name).Where(name => name
            is not ("mnist" or "fashion-mnist" or "cifar10" or "iris" or "wine" or "breast-cancer" or "optical-digits" or "digits" or "AND" or "OR" or "XOR"))];

    internal static (double[] X1, double[] X2) Points(Dataset data)
    {
        var columns = ((TableFeatures)data.Features).Columns;
        return (((NumberColumn)columns[0]).Values.ToArray(), ((NumberColumn)columns[^1]).Values.ToArray());
    }

    internal static int[] Labels(Dataset data) => ((ClassTargets)data.Targets!).Labels.ToArray();

    internal static double[] Numbers(Dataset data) => ((NumberTargets)data.Targets!).Values.ToArray();

    [Theory]
    [MemberData(nameof(Generated))]
    public void SameSeedSameExamplesOtherSeedOthers(string name)
    {
        string first = Datasets.Load(name).Fingerprint;
        Datasets.Load(name).Fingerprint.ShouldBe(first);
        Datasets.Load(name, new DatasetOptions { Seed = 42 }).Fingerprint.ShouldBe(first);
        // The arms of the spiral have no chance in them until noise comes in.
        string noisy = Datasets.Load(name, new DatasetOptions { Noise = 0.2 }).Fingerprint;
        Datasets.Load(name, new DatasetOptions { Noise = 0.2, Seed = 43 }).Fingerprint.ShouldNotBe(noisy);
    }

    [Theory]
    [MemberData(nameof(Generated))]
    public void CountAndNoiseAreObeyedAndChecked(string name)
    {
        Datasets.Load(name, new DatasetOptions { Count = 37 }).Count.ShouldBe(37);
        string clean = Datasets.Load(name, new DatasetOptions { Noise = 0 }).Fingerprint;
        Datasets.Load(name, new DatasetOptions { Noise = 0.3 }).Fingerprint.ShouldNotBe(clean);
        foreach (int count in new[] { -1, 0, 3, int.MaxValue })
            Should.Throw<ArgumentException>(() => Datasets.Load(name, new DatasetOptions { Count = count }))
                .Message.ShouldContain($"received {count}");
        foreach (double noise in new[] { -0.1, 100, double.NaN, double.PositiveInfinity })
            Should.Throw<ArgumentException>(() => Datasets.Load(name, new DatasetOptions { Noise = noise })).Message.ShouldContain("noise");
    }

    [Theory]
    [MemberData(nameof(Generated))]
    public void OptionsOfFilesAreRefused(string name)
    {
        Should.Throw<ArgumentException>(() => Datasets.Load(name, new DatasetOptions { Target = "y" }))
            .Message.ShouldContain("target column");
        Should.Throw<ArgumentException>(() => Datasets.Load(name, new DatasetOptions { Header = true })).Message.ShouldContain("header");
        Should.Throw<ArgumentException>(() => Datasets.Load(name, new DatasetOptions { Ignore = ["x1"] })).Message.ShouldContain("ignored");
        Should.Throw<ArgumentException>(() => Datasets.Load(name, new DatasetOptions { Folder = "." })).Message.ShouldContain("folder");
    }

    [Theory]
    [MemberData(nameof(Generated))]
    public void TheTaskOfASetCannotBeChanged(string name)
    {
        var task = Datasets.Load(name).Task!.Value;
        Datasets.Load(name, new DatasetOptions { Task = task }).Task.ShouldBe(task);
        var other = task == TaskKind.Numbers ? TaskKind.Classes : TaskKind.Numbers;
        Should.Throw<ArgumentException>(() => Datasets.Load(name, new DatasetOptions { Task = other })).Message.ShouldContain("task");
    }

    [Fact]
    public void EverySourceHasItsOwnNameAndADescription()
    {
        Datasets.All.Select(s => s.Name).Distinct().Count().ShouldBe(Datasets.All.Count);
        Datasets.All.ShouldAllBe(s => s.Description.Length > 20 && !s.Description.Contains('\n'));
    }

    [Fact]
    public void UpperCaseXorIsTheTableLowerCaseThePoints()
    {
        Datasets.Load("XOR").Count.ShouldBe(4);
        Datasets.Load("xor").Count.ShouldBe(500);
        Datasets.Find("and").Name.ShouldBe("AND");
        Datasets.Find("Digits").Name.ShouldBe("digits");
    }
}
