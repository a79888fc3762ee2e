using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Tests.Insight.Doctors;

/// <summary>Trainings whose batches are not what the network answers: views of an example, features of it.</summary>
public class OtherTrainingsTests
{
    private static readonly Recipe Digits = new() { Data = "digits", DataOptions = new() { Count = 600 }, Epochs = 2, Seed = 1 };

    [Theory]
    [InlineData("autoencoder")]
    [InlineData("contrastive")]
    public void Codes_without_labels_are_looked_at(string model)
    {
        var verdict = Run.Train(Digits with { Model = model }).Diagnose();
        // Units of a ReLU code do die in such a short training, and T4 may say so.
        verdict.All.Where(f => f.Severity > Severity.Note && f.Code != "T4").ShouldBeEmpty(verdict.Headline);
        verdict.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void A_new_layer_on_frozen_features_is_looked_at()
    {
        string folder = Directory.CreateTempSubdirectory("cajal").FullName;
        try
        {
            Run.Train(Digits with { Model = "lenet", Epochs = 3 }, folder, ExistingRun.Replace);
            var verdict = Run.Train(Digits with { From = folder, Epochs = 3 }).Diagnose();
            verdict.All.ShouldNotContain(f => f.Code == "T9", "the features were frozen on purpose");
            verdict.IsHealthy.ShouldBeTrue(verdict.Headline);
            verdict.Notes.ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("bigram")]
    [InlineData("gpt(size=16,layers=1,heads=2)")]
    public void A_table_of_pairs_is_not_asked_to_know_whole_windows_by_heart(string model)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("cajal").FullName, "text.txt");
        try
        {
            File.WriteAllText(file, string.Concat(Enumerable.Range(0, 400).Select(i => $"{i} and {i * i % 97}, ")));
            new Recipe { Data = file, Model = model, Context = 16 }.Diagnose().All.ShouldNotContain(f => f.Code == "T11");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }
}
