using Cajal.Data;
using Cajal.Training;

namespace Cajal.Tests.Training.Runs;

public class RecipeFileTests
{
    [Fact]
    public void Data_beside_the_recipe_are_found_from_anywhere_and_what_is_no_path_stays_a_sentence()
    {
        string folder = Directory.CreateTempSubdirectory("cajal-recipe-").FullName, recipe = Path.Combine(folder, "recipe.json");
        try
        {
            File.WriteAllText(Path.Combine(folder, "t.csv"), "a,y\n1,2\n");
            Directory.CreateDirectory(Path.Combine(folder, "moons"));
            foreach (var (data, read) in new[] { ("t.csv", Path.Combine(folder, "t.csv")), ("./t.csv", Path.Combine(folder, "t.csv")), ("other.csv", "other.csv"), ("moons", "moons"), ("a\0b", "a\0b"), ("http://localhost/t.csv", "http://localhost/t.csv") })
            {
                File.WriteAllText(recipe, System.Text.Json.JsonSerializer.Serialize(new { formatVersion = 1, data }));
                Recipe.Load(recipe).Data.ShouldBe(read);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

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
