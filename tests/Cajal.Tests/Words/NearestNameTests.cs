using Cajal.Data;

namespace Cajal.Tests.Words;

public class NearestNameTests
{
    private static readonly string[] Known = ["accuracy", "auc", "top-3", "zero-one", "precision-micro", "--epochs", "--learning-rate", "train"];

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("digits", "digtis", 1)]
    [InlineData("moons", "moon", 1)]
    public void The_distance_counts_slips(string a, string b, int slips)
    {
        NearestName.Distance(a, b).ShouldBe(slips);
        NearestName.Distance(b, a).ShouldBe(slips);
    }

    [Theory]
    [InlineData("acuracy", "accuracy")]
    [InlineData("Accuracy", "accuracy")]
    [InlineData("accruacy", "accuracy")]
    [InlineData("zeroone", "zero-one")]
    [InlineData("precision_micro", "precision-micro")]
    [InlineData("top3", "top-3")]
    [InlineData("--epohcs", "--epochs")]
    [InlineData("trian", "train")]
    [InlineData("--rate", "--learning-rate")]
    [InlineData("micro", "precision-micro")]
    [InlineData("rmse-of-something", null)]
    [InlineData("xyzzy", null)]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_found(string wrong, string? expected)
    {
        NearestName.Of(wrong, Known).ShouldBe(expected);
        NearestName.Hint(wrong, Known).ShouldBe(expected is null ? "" : $" Did you mean '{expected}'?");
    }

    [Fact]
    public void The_sentence_names_all() => NearestName.Unknown("metric", "acuracy", ["accuracy", "auc"]).ShouldBe(
        "There is no metric named 'acuracy'. Did you mean 'accuracy'? Known are: accuracy, auc.");

    [Theory]
    [InlineData("digtis", "digits")]
    [InlineData("SPIRALE", "spiral")]
    [InlineData("fashion-mnst", "fashion-mnist")]
    [InlineData("multigauss", "multi-gauss")]
    public void Unknown_names_answer_with_the_nearest(string wrong, string right)
    {
        var error = Should.Throw<ArgumentException>(() => Datasets.Load(wrong));
        error.Message.ShouldContain($"Did you mean '{right}'?");
        error.Message.ShouldContain("checkerboard");
    }
}
