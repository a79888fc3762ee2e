using System.Globalization;
using System.Text.RegularExpressions;
using Cajal.Data;

namespace Cajal.Tests.Serving;

/// <summary>What is counted and watched: metrics, drift, calibration, health, the OpenAPI document.</summary>
[Collection("serving")]
public class WatchTests(TestRuns runs)
{
    [Fact]
    public async Task Metrics_count_what_was_asked_and_answered()
    {
        await using var server = await TestServer.Start(runs["people"], o => o.LookEvery = null);
        await server.Ask("[{\"age\": 30, \"town\": \"Köln\", \"income\": 1000}, {\"age\": null, \"town\": \"Rome\", \"income\": 1000}]");
        await server.Ask("{");
        string text = await server.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Value(text, "cajal_predictions_total").ShouldBe(2);
        Value(text, "cajal_requests_total", "status=\"200\"").ShouldBe(1);
        Value(text, "cajal_requests_total", "status=\"400\"").ShouldBe(1);
        Value(text, "cajal_inputs_missing_total", "column=\"age\"").ShouldBe(1);
        Value(text, "cajal_inputs_unseen_total", "column=\"town\"").ShouldBe(1);
        Value(text, "cajal_request_duration_seconds_count").ShouldBe(2);
        Value(text, "cajal_model_version").ShouldBe(1);
        Value(text, "cajal_queue_rows").ShouldBe(0);
        (Value(text, "cajal_answers_total", "class=\"yes\"") + Value(text, "cajal_answers_total", "class=\"no\"")).ShouldBe(2);
    }

    [Fact]
    public async Task Drift_is_noticed_and_the_same_source_is_not()
    {
        foreach (double shift in new[] { 0.0, 3.0 })
        {
            await using var server = await TestServer.Start(runs["moons"], o => (o.LookEvery, o.Watched) = (TimeSpan.FromMilliseconds(30), 300));
            var moons = Datasets.Load("moons", new DatasetOptions { Count = 300 });
            var columns = ((TableFeatures)moons.Features).Columns.Cast<NumberColumn>().ToArray();
            string rows = string.Join(",", Enumerable.Range(0, 300).Select(i => FormattableString.Invariant($"{{\"x1\": {columns[0].Values[i] + shift}, \"x2\": {columns[1].Values[i]}}}")));
            // Files that were written just before may be read once more, and then watching begins anew.
            for (int i = 0; i < 500 && server.Server.Model.Watch is not { Drift: not null, Examples: 300 }; i++)
            {
                if (server.Server.Model.Watch!.Examples == 0) (await server.Ask("[" + rows + "]")).Status.ShouldBe(200);
                await Task.Delay(20);
            }
            string[] drifted = [.. (await server.Get("/health")).GetProperty("drifted").EnumerateArray().Select(d => d.GetString()!)];
            if (shift == 0) drifted.ShouldNotContain("x1");
            else
            {
                drifted.ShouldContain("x1");
                drifted.ShouldNotContain("x2");
                server.Log.ShouldContain("Drift: the input 'x1'");
            }
            string text = await server.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
            (Value(text, "cajal_drift_stability_index", "column=\"x1\"") > 0.2).ShouldBe(shift > 0);
            Value(text, "cajal_drift_examples").ShouldBe(300);
        }
    }

    [Fact]
    public async Task Examples_that_bring_their_truth_are_judged()
    {
        await using var server = await TestServer.Start(runs["people"], o => o.LookEvery = TimeSpan.FromMilliseconds(30));
        string row = "\"age\": 30, \"town\": \"Köln\", \"income\": 1000";
        var (_, plain) = await server.Ask("{" + row + "}");
        string named = plain.GetProperty("class").GetString()!, other = named == "yes" ? "no" : "yes";
        (await server.Ask($"[{{{row}, \"member\": \"{named}\"}}, {{{row}, \"member\": \"{other}\"}}, {{{row}, \"member\": null}}]")).Answer[0].GetRawText().ShouldBe(plain.GetRawText());
        for (int i = 0; i < 500 && server.Server.Model.Watch!.Calibration is null; i++) await Task.Delay(20);
        string text = await server.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Value(text, "cajal_judged_total").ShouldBe(2);
        Value(text, "cajal_judged_right_total").ShouldBe(1);
        double sure = plain.GetProperty("probabilities").GetProperty(named).GetDouble();
        Value(text, "cajal_calibration_error").ShouldBe(Math.Abs(sure - 0.5), 1e-6);
    }

    [Fact]
    public async Task The_OpenAPI_document_names_the_columns_and_the_classes()
    {
        await using var server = await TestServer.Start(runs["people"]);
        var post = (await server.Get("/openapi.json")).GetProperty("paths").GetProperty("/predict").GetProperty("post");
        string text = post.GetRawText();
        foreach (string word in new[] { "age", "town", "income", "Köln", "probabilities", "yes", "application/problem+json", "413" })
            System.Text.RegularExpressions.Regex.Unescape(text).ShouldContain(word);
        await using var pictures = await TestServer.Start(runs["drawn"]);
        (await pictures.Get("/openapi.json")).GetProperty("paths").GetProperty("/predict").GetProperty("post").GetProperty("requestBody").GetProperty("content").TryGetProperty("image/png", out _).ShouldBeTrue();
    }

    private static double Value(string metrics, string name, string label = "")
    {
        foreach (string line in metrics.Split('\n'))
            if (Regex.IsMatch(line, $"^{name}({{|\\s)") && line.Contains(label, StringComparison.Ordinal)) return double.Parse(line[(line.IndexOf('}') + 1)..].Trim().Split(' ') is [var first, ..] && line.Contains('}') ? first : line.Split(' ')[1], CultureInfo.InvariantCulture);
        return 0;
    }
}
