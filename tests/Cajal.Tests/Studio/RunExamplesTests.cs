using System.Text;
using Cajal.Data;
using Cajal.Networks;
using Cajal.Studio;
using Cajal.Tests.Training;
using Cajal.Training;

namespace Cajal.Tests.Studio;

/// <summary>Projection and worst examples of every kind of run, each of a run that was trained for it.</summary>
public sealed class RunExamplesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private OpenedRun Opened => OpenedRun.Of(new RunFolder(folder["run"]));

    private TextRun Write(string model)
    {
        string file = folder["text.txt"];
        File.WriteAllText(file, string.Concat(Enumerable.Range(0, 300).Select(i => i % 3 == 0 ? "abc 1abd.\n" : "abd 2abc. ")));
        return TextRun.Train(new Recipe { Data = file, Model = model, Context = 8, Batch = "16", Epochs = 3, LearningRate = 0.05, Seed = 3 }, folder["run"]);
    }

    private GenerativeRun Make(string data, string model) => GenerativeRun.Train(new Recipe { Data = data, DataOptions = new DatasetOptions { Count = 400 }, Model = model, Epochs = 2, Batch = "64", Seed = 3 }, folder["run"]);

    [Fact]
    public void Tokens_are_points_with_their_names_and_kinds()
    {
        var run = Write("bigram");
        var table = ((Bigram)run.Model).Table;
        var points = Opened.Examples.Points(null);
        points.Layer.ShouldBe("table");
        points.Labels.ShouldBe(["↵", "␣", ".", "1", "2", "a", "b", "c", "d"]);
        points.Classes.Select(c => points.ClassNames[c]).ShouldBe(["spaceToken", "spaceToken", "signToken", "digitToken", "digitToken", "letterToken", "letterToken", "letterToken", "letterToken"]);
        points.Values.Cast<double>().ShouldBe(table.ToArray<float>().Select(v => (double)v));
        var projection = Opened.Project("tsne", null, CancellationToken.None);
        (projection.Points.Length, projection.Width, projection.Rows.Length).ShouldBe((18, 9, 9));
        Should.Throw<ArgumentException>(() => Opened.Project("pca", "nowhere", CancellationToken.None)).Message.ShouldContain("nowhere");
    }

    [Theory]
    [InlineData("gpt(size=16,layers=1,heads=2)", "encoder.norm")]
    [InlineData("lstm(units=12)", "tokens")]
    public void Places_of_a_text_are_what_a_layer_makes_of_the_window_before_them(string model, string place)
    {
        var run = Write(model);
        var points = Opened.Examples.Points(place);
        int[] tokens = PreparedText.Of(run.Recipe).Followed.Tokens;
        points.Layers.ShouldContain("head");
        points.Rows.Length.ShouldBeGreaterThan(100);
        points.Labels.Count.ShouldBe(points.Rows.Length);
        foreach (int i in new[] { 0, 7, points.Rows.Length - 1 })
        {
            int next = points.Rows[i] - 1;
            points.Labels[i].ShouldBe(TokenText.Of(run.Tokens, tokens[next]));
            float[] there = [];
            using (Tape.Start(Mode.Inference))
            {
                var end = run.Model.Modules.OfType<Layer>().Single(l => l.Path == place).Observe((_, y) => { there = y.Select(1, 7).ToArray<float>(); return y; });
                float[] logits = run.Model.Forward(Tensor.From([.. tokens[(next - 8)..next].Select(t => (long)t)], [1, 8])).Select(1, 7).ToArray<float>();
                end();
                points.Said[i].ShouldBe(TokenText.Of(run.Tokens, Array.IndexOf(logits, logits.Max())));
            }
            for (int d = 0; d < there.Length; d++) points.Values[i, d].ShouldBe(there[d], 1e-4);
        }
    }

    [Fact]
    public void The_worst_places_of_a_text_are_the_worst()
    {
        var run = Write("bigram");
        int[] tokens = PreparedText.Of(run.Recipe).Followed.Tokens;
        float[] logs = ((Bigram)run.Model).Table.LogSoftmax().ToArray<float>();
        // All tokens of the part but those at its ends, which have too little before them or make no whole window.
        double[] all = [.. Enumerable.Range(5, tokens.Length - 10).Select(i => -(double)logs[tokens[i - 1] * run.Tokens.Count + tokens[i]]).OrderDescending()];
        var worst = Opened.Examples.Worst();
        worst.What.ShouldBe("place");
        worst.Rows.Count.ShouldBe(24);
        worst.Rows.Select(r => r.Loss!.Value).ShouldBe(worst.Rows.Select(r => r.Loss!.Value).OrderDescending());
        worst.Rows[0].Loss!.Value.ShouldBe(all[0], 1e-3);
        foreach (var row in worst.Rows)
        {
            row.Loss!.Value.ShouldBe(-logs[tokens[row.Row - 2] * run.Tokens.Count + tokens[row.Row - 1]], 1e-3);
            row.Target.ShouldBe(TokenText.Of(run.Tokens, tokens[row.Row - 1]));
            row.Before!.ShouldEndWith(TokenText.Last(run.Tokens, [tokens[row.Row - 2]], 9));
            row.Answer.Split(" · ").Length.ShouldBe(3);
        }
    }

    [Fact]
    public void A_text_that_is_gone_leaves_its_tokens_and_says_why_there_is_no_more()
    {
        Write("bigram");
        File.Delete(folder["text.txt"]);
        Opened.Examples.Points(null).Labels.Count.ShouldBe(9);
        Should.Throw<FileNotFoundException>(() => Opened.Examples.Worst()).Message.ShouldContain("text.txt");
    }

    [Fact]
    public void Codes_of_a_vae_are_projected_and_what_it_restores_worst_stands_beside_the_original()
    {
        var run = Make("digits", "vae(units=16,latent=3,layers=1)");
        var model = (Vae)run.Model;
        var points = Opened.Examples.Points(null);
        (points.Layer, points.Values.GetLength(1), points.ClassNames.Count).ShouldBe(("code", 3, 10));
        points.Layers[0].ShouldBe("inputs");
        var worst = Opened.Examples.Worst();
        var data = Datasets.Load(run.Recipe.Data, run.Recipe.DataOptions);
        int[] rows = DataSplit.Repeat(data, run.Recipe.Split!).Validation.Rows.ToArray();
        var errors = rows.Select(row =>
        {
            var examples = run.Preprocessing.Apply(data, [row], data.Targets);
            var x = new float[784];
            examples.CopyInputs(0, x);
            var labels = Tensor.From([(long)examples.Labels[0]]);
            float[] back = model.Decode(model.Encode(Tensor.From(x, [1, 784]), labels).Mean, labels).ToArray<float>();
            return (Row: row + 1, Loss: x.Zip(back, (a, b) => ((double)a - b) * (a - b)).Average());
        }).OrderByDescending(e => e.Loss).ToArray();
        worst.Rows[0].Row.ShouldBe(errors[0].Row);
        worst.Rows.Zip(errors).ShouldAllBe(p => Math.Abs(p.First.Loss!.Value - p.Second.Loss) < 1e-4);
        foreach (var row in worst.Rows.Take(3))
            foreach (byte[]? png in new[] { row.Picture, row.Made }) Encoding.ASCII.GetString(png!, 1, 3).ShouldBe("PNG");
        worst.Rows[0].Picture.ShouldNotBe(worst.Rows[0].Made);
    }

    [Fact]
    public void Points_that_a_diffusion_model_restores_worst_are_told_in_their_units()
    {
        Make("moons", "diffusion(units=16,layers=1,steps=20)");
        var points = Opened.Examples.Points(null);
        (points.Values.GetLength(1), points.ClassNames.Count).ShouldBe((16, 2));
        var worst = Opened.Examples.Worst();
        worst.Columns.Count.ShouldBe(2);
        worst.Rows.ShouldAllBe(r => r.Cells.Count == 2 && r.Answer.Contains(", ") && r.Picture == null);
        worst.Note.ShouldContain("Half of the variance");
        Opened.Examples.Worst().Rows.Select(r => r.Loss).ShouldBe(worst.Rows.Select(r => r.Loss));
    }

    [Theory]
    [InlineData("moons", "gan(units=16,layers=1)")]
    [InlineData("digits", "gan(units=16,layers=1)")]
    public void True_and_made_examples_stand_beside_each_other_as_the_discriminator_sees_them(string data, string model)
    {
        var run = Make(data, model);
        var points = Opened.Examples.Points(null);
        int count = points.Rows.Length / 2;
        points.Classes.Count(c => c == 0).ShouldBe(count);
        points.Values.GetLength(1).ShouldBe(16);
        points.Answers.ShouldAllBe(a => a == 0 || a == 1);
        Opened.Examples.Points("inputs").Values.GetLength(1).ShouldBe(run.ExampleShape.Count);
        var worst = Opened.Examples.Worst();
        worst.Rows.ShouldBeEmpty();
        worst.Note.ShouldContain("no way from an example back");
    }

    [Fact]
    public void States_of_a_game_have_the_colour_of_what_is_expected_of_them()
    {
        var run = GameRun.Train(new Recipe { Data = "catch", Model = "reinforce(units=16,blocks=1)", Epochs = 2, Batch = "16", Seed = 3 }, folder["run"]);
        var opened = Opened;
        var points = opened.Examples.Points("inputs");
        float[] first = [.. Enumerable.Range(0, run.StateSize).Select(i => (float)points.Values[0, i])];
        points.Targets[0].ShouldBe(run.Model.Value.Forward(Tensor.From(first, [1, first.Length])).Item(), 1e-4);
        opened.Examples.Points(null).Layer.ShouldNotBe("inputs");
        var worst = opened.Examples.Worst();
        worst.Rows.Select(r => r.Loss).ShouldBe(worst.Rows.Select(r => r.Loss).OrderDescending());
        worst.Rows.Select(r => r.Before).ShouldBeUnique();
        worst.Rows.ShouldAllBe(r => r.Before!.Contains('●'));
        opened.Network.ShouldBeOfType<Reinforce>();
    }
}
