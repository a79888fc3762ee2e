using System.Globalization;
using System.Text.Json;
using Cajal.Data;
using Cajal.Onnx;
using Cajal.Training;

namespace Cajal.Tests.Serving;

/// <summary>The server answers what <c>cajal predict</c> answers, to the last digit, one by one and in lists.</summary>
[Collection("serving")]
public class PredictEqualsTests(TestRuns runs)
{
    [Theory]
    [InlineData("people")]
    [InlineData("income")]
    public async Task Rows_of_a_table_by_name_with_words_and_gaps(string run)
    {
        string[] rows = ["31,Köln", "55.5,Paris", "21,12", "40,Rome"];
        string[] extra = run == "people" ? ["1234", "1100", "1000", "1899.5"] : ["yes", "no", "", "yes"];
        string header = run == "people" ? "age,town,income" : "age,town,member";
        runs.Shell.Write("ask.csv", header + "\n" + string.Concat(rows.Zip(extra).Select(r => $"{r.First},{r.Second}\n")) + ",Köln," + extra[0] + "\n");
        string[] names = header.Split(',');
        string[] json = [.. File.ReadAllLines(runs["ask.csv"]).Skip(1).Select(line => "{" + string.Join(", ", names.Zip(line.Split(','))
            .Select(p => $"\"{p.First}\": {(p.Second.Length == 0 ? "null" : double.TryParse(p.Second, CultureInfo.InvariantCulture, out _) && p.First != "town" ? p.Second : $"\"{p.Second}\"")}")) + "}")];
        await SameAnswers(run, "ask.csv", json);
    }

    [Fact]
    public async Task Points()
    {
        runs.Shell.Write("points.csv", "x1,x2\n0.5,1e-3\n-1.25,0.333333333333\n2,0\n");
        await SameAnswers("moons", "points.csv", ["{\"x2\": 1e-3, \"x1\": 0.5}", "{\"x1\": -1.25, \"x2\": 0.333333333333}", "{\"x1\":2,\"x2\":0}"]);
        // A row alone is one of the sums that could come out differently.
        runs.Shell.Write("point.csv", "x1,x2\n0.5,1e-3\n");
        await SameAnswers("moons", "point.csv", ["{\"x2\": 1e-3, \"x1\": 0.5}"]);
    }

    [Theory]
    [InlineData("drawn")]
    [InlineData("lenet")]
    public async Task Pictures_as_numbers_nested_or_flat_and_as_files(string run)
    {
        var pictures = (PictureFeatures)Datasets.Load("digits", new DatasetOptions { Count = 60 }).Features;
        int[] shape = TrainedModel.Load(runs[run]).Preprocessing.Inputs.ExampleShape.ToArray();
        string folder = runs[$"{run}-pictures"];
        Directory.CreateDirectory(folder);
        var files = new List<byte[]>();
        var json = new List<string>();
        for (int i = 0; i < 3; i++)
        {
            var values = new float[pictures.ExampleShape.Count];
            pictures.CopyTo(i, values);
            byte[] pixels = Array.ConvertAll(values, v => (byte)Math.Clamp(v, 0, 255));
            files.Add(new Picture(shape[^2], shape[^1], 1, pixels).ToPng());
            File.WriteAllBytes(Path.Combine(folder, $"{i}.png"), files[i]);
            string[] lines = [.. pixels.Chunk(shape[^1]).Select(l => "[" + string.Join(",", l) + "]")];
            json.Add("{\"picture\": " + (i == 0 ? "[" + string.Join(", ", pixels) + "]" : shape.Length == 2 ? "[" + string.Join(",", lines) + "]" : "[[" + string.Join(",", lines) + "]]") + "}");
        }
        await SameAnswers(run, folder, [.. json]);
        await using var server = await TestServer.Start(runs[run]);
        for (int i = 0; i < files.Count; i++)
            (await server.Ask(files[i], "image/png")).Answer.GetRawText().ShouldBe((await server.Ask(json[i])).Answer.GetRawText());
    }

    [Fact]
    public async Task Sequences()
    {
        var set = Datasets.Load("adding", new DatasetOptions { Count = 100, Length = 12 });
        var model = TrainedModel.Load(runs["adding"]);
        var expected = model.Predict(new Dataset("some", set.Features, null));
        var sequences = (SequenceFeatures)set.Features;
        await using var server = await TestServer.Start(runs["adding"]);
        for (int i = 0; i < 3; i++)
        {
            string steps = string.Join(",", sequences.Sequence(i).ToArray().Chunk(sequences.Width).Take(sequences.LengthOf(i)).Select(s => "[" + string.Join(",", s.Select(v => v.ToString(CultureInfo.InvariantCulture))) + "]"));
            var (status, answer) = await server.Ask("{\"sequence\": [" + steps + "]}");
            status.ShouldBe(200, answer.GetRawText());
            answer.GetProperty("value").GetDouble().ShouldBe(expected.Value(i));
        }
    }

    [Fact]
    public async Task An_interval_is_answered_where_it_is_asked_for()
    {
        runs.Shell.Write("one.csv", "age,town,member\n30,Paris,yes\n33,Köln,no\n");
        var rows = JsonDocument.Parse(runs.Shell.Run("predict", "income", "one.csv", "--json", "--interval", "0.5").ShouldBeDone().Out).RootElement.GetProperty("predictions");
        await using var server = await TestServer.Start(runs["income"], o => o.Interval = 0.5);
        var (_, answer) = await server.Ask("{\"age\": 30, \"town\": \"Paris\", \"member\": \"yes\"}");
        foreach (string name in new[] { "value", "lower", "upper" }) answer.GetProperty(name).GetDouble().ShouldBe(rows[0].GetProperty(name).GetDouble());
    }

    [Fact]
    public async Task An_ONNX_file_answers_under_its_own_names()
    {
        await using var server = await TestServer.Start(runs["drawn.onnx"]);
        var reads = (await server.Get("/predict")).GetProperty("reads")[0];
        string name = reads.GetProperty("name").GetString()!;
        int[] shape = [.. reads.GetProperty("shape").EnumerateArray().Select(s => s.GetInt32())];
        string zeros = string.Join(",", Enumerable.Repeat("0.25", shape.Aggregate(1, (a, b) => a * b)));
        var (status, answer) = await server.Ask($"{{\"{name}\": [{zeros}]}}");
        status.ShouldBe(200, answer.GetRawText());
        var network = OnnxModule.Load(runs["drawn.onnx"]);
        float[] expected = network.Run(Tensor.Full(Shape.Of([3, .. shape]), 0.25))[0].ToArray<float>()[..10];
        answer.GetProperty(network.Outputs[0].Name).EnumerateArray().Select(v => v.GetSingle()).ShouldBe(expected);
        (await server.Ask($"[{{\"{name}\": [{zeros}]}}, {{\"{name}\": [{zeros}]}}]")).Answer.GetArrayLength().ShouldBe(2);
    }

    private async Task SameAnswers(string run, string data, string[] json)
    {
        var predicted = JsonDocument.Parse(runs.Shell.Run("predict", run, data, "--json").ShouldBeDone().Out).RootElement;
        var rows = predicted.GetProperty("predictions");
        rows.GetArrayLength().ShouldBe(json.Length);
        await using var server = await TestServer.Start(runs[run]);
        var (status, all) = await server.Ask("[" + string.Join(", ", json) + "]");
        status.ShouldBe(200, all.GetRawText());
        for (int i = 0; i < json.Length; i++)
        {
            var (_, one) = await server.Ask(json[i]);
            one.GetRawText().ShouldBe(all[i].GetRawText());
            if (rows[i].TryGetProperty("value", out var value)) one.GetProperty("value").GetRawText().ShouldBe(value.GetRawText());
            else
            {
                one.GetProperty("class").GetString().ShouldBe(rows[i].GetProperty("class").GetString());
                one.GetProperty("probabilities").EnumerateObject().Select(p => p.Name).ShouldBe(predicted.GetProperty("classes").EnumerateArray().Select(c => c.GetString()));
                one.GetProperty("probabilities").EnumerateObject().Select(p => p.Value.GetRawText()).ShouldBe(rows[i].GetProperty("probabilities").EnumerateArray().Select(p => p.GetRawText()));
            }
        }
    }
}
