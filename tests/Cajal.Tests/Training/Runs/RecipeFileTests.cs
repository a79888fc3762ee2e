using Cajal.Data;
using Cajal.Training;

namespace Cajal.Tests.Training.Runs;

public class RecipeFileTests
{
    [Fact]
    public void A_split_whose_source_brings_its_own_test_part_comes_back_from_the_file()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "recipe.json");
        var split = new SplitRecord
        {
            Seed = 7,
            ValidationShare = 0.1,
            TestShare = null,
            Stratified = true,
            Training = 9,
            Validation = 1,
            Test = 2,
            Data = "data",
            Parts = "parts",
        };
        new Recipe { Data = "mnist", Split = split }.Save(path);
        Recipe.Load(path).Split.ShouldBe(split);
    }
}
