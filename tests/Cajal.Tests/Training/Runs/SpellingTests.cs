using Cajal.Training;

namespace Cajal.Tests.Training.Runs;

public class SpellingTests
{
    private static readonly string[] Known = ["accuracy", "auc", "top-3", "zero-one", "precision-micro"];

    [Theory]
    [InlineData("acuracy", "accuracy")]
    [InlineData("Accuracy", "accuracy")]
    [InlineData("accruacy", "accuracy")]
    [InlineData("zeroone", "zero-one")]
    [InlineData("precision_micro", "precision-micro")]
    [InlineData("top3", "top-3")]
    [InlineData("rmse-of-something", null)]
    public void The_nearest_name_is_found(string received, string? expected) => Spelling.Nearest(received, Known).ShouldBe(expected);

    [Fact]
    public void The_sentence_names_all() => Spelling.Unknown("metric", "acuracy", Known).ShouldBe(
        "There is no metric named 'acuracy'. Did you mean 'accuracy'? Known are: accuracy, auc, top-3, zero-one, precision-micro.");
}
