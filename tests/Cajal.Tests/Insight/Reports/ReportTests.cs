using System.Text.RegularExpressions;
using System.Xml.Linq;
using Cajal.Data;
using Cajal.Insight;
using Cajal.Networks;
using Cajal.Tests.Training;
using Cajal.Training;

namespace Cajal.Tests.Insight.Reports;

public class ReportTests
{
    private static readonly string[] Usual = ["The run", "The course of training", "The layers", "Weights, gradients and pre-activations", "Cost", "The recipe, and how to repeat it"];

    [Fact]
    public void A_run_of_pictures_has_every_part_in_one_file_that_loads_nothing()
    {
        using var folder = new TemporaryFolder();
        var run = Run.Train(new Recipe { Data = "digits", DataOptions = new DatasetOptions { Count = 600 }, Epochs = 2, Activation = "tanh" }, folder["run"]);
        string path = run.WriteReport();
        path.ShouldBe(run.Folder!.Report);
        string html = Whole(path);
        Parts(html).ShouldBe([Usual[0], Usual[1], "Which classes are taken for which", "The examples answered worst", .. Usual[2..]]);
        foreach (string words in new[] { "data:image/png;base64,", "ROC", "Precision and recall", "calibration error", "saturated", "derivative", "estimated", "cajal train recipe.json", "Run.Train(" })
            html.ShouldContain(words);
        html.ShouldContain("\"panels\":[[[");
    }

    [Fact]
    public void A_regression_shows_what_is_left_over_and_an_interval()
    {
        using var folder = new TemporaryFolder();
        var run = Run.Train(new Recipe { Data = "sine", DataOptions = new DatasetOptions { Count = 300 }, Epochs = 3 }, folder["run"]);
        string html = Whole(run.WriteReport());
        Parts(html).ShouldContain("Answers and what is left over");
        html.ShouldContain("90 % interval");
        html.ShouldContain("residual");
    }

    [Fact]
    public void Weights_that_are_no_numbers_are_drawn_and_named()
    {
        using var folder = new TemporaryFolder();
        var run = Run.Train(Moons, folder["run"]);
        run.Model.Network.Parameters[0].Write<float, int>(0, (span, _) => span[0] = float.NaN);
        string html = run.Report().ToHtml();
        html.ShouldContain("Not a number: the weights that were kept, 0.weight");
        Parts(html).ShouldContain("The layers");
    }

    [Fact]
    public void A_run_that_diverged_has_a_report_that_says_where()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<RunException>(() => Run.Train(Moons with { Optimizer = "sgd", LearningRate = 1e20 }, folder["run"]));
        string html = Whole(new RunFolder(folder["run"]).WriteReport());
        html.ShouldContain("Not a number: the loss before step");
        html.ShouldContain("Not a number: weights of 0 Linear");
        html.ShouldContain("not finite (×)");
    }

    [Fact]
    public void Damaged_files_are_named_and_the_rest_is_shown()
    {
        using var folder = new TemporaryFolder();
        var run = Run.Train(Moons, folder["run"]);
        File.WriteAllText(run.Folder!.Metrics, "epoch,step\nx,y\n");
        File.WriteAllText(run.Folder.Monitors, "{\n");
        string html = Whole(run.WriteReport());
        html.ShouldContain("Without metrics.csv: Line 2");
        html.ShouldContain("Without monitors.jsonl: Line 1");
        Parts(html).ShouldContain("Which classes are taken for which");
    }

    [Fact]
    public void Models_of_language_and_models_that_make_examples_have_reports_too()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.txt"], string.Concat(Enumerable.Repeat("row row <b>row</b> your boat. ", 60)));
        string text = Whole(TextRun.Train(new Recipe { Data = folder["t.txt"], Model = "bigram", Context = 8, Epochs = 1 }, folder["text"]).WriteReport());
        Parts(text).ShouldBe([Usual[0], Usual[1], "What it writes", .. Usual[2..]]);
        text.ShouldNotContain("<b>");
        var maker = GenerativeRun.Train(new Recipe { Data = "rings", DataOptions = new DatasetOptions { Count = 200 }, Model = "vae(units=8)", Epochs = 1 }, folder["made"]);
        Parts(Whole(maker.WriteReport())).ShouldBe([Usual[0], Usual[1], "What it makes", .. Usual[2..]]);
    }

    [Fact]
    public void A_run_in_memory_has_a_page_and_no_place_to_write_it()
    {
        var run = Run.Train(Moons);
        Parts(run.Report().ToHtml()).ShouldContain("The course of training");
        Should.Throw<RunException>(() => run.WriteReport()).Message.ShouldContain("not kept in a folder");
        run.Report().ToString().ShouldContain("[figure: Loss, over steps and over time]");
        run.Report().ToMarkdown().ShouldContain("## Cost");
    }

    [Fact]
    public void Ten_million_parameters_are_reported_quickly_and_below_1_MB()
    {
        using var folder = new TemporaryFolder();
        var run = Run.Train(new Recipe { Data = "digits", DataOptions = new DatasetOptions { Count = 200 }, Layers = "4096,1600", Epochs = 1, Batch = "64" }, folder["run"]);
        run.Model.Network.Parameters.Sum(p => (long)p.Count).ShouldBeGreaterThan(9_000_000);
        var began = System.Diagnostics.Stopwatch.StartNew();
        Whole(run.WriteReport());
        began.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Deep_networks_stay_below_1_MB()
    {
        using var folder = new TemporaryFolder();
        Whole(Run.Train(Moons with { Layers = string.Join(',', Enumerable.Repeat(8, 60)), Monitor = "1" }, folder["run"]).WriteReport()).ShouldContain("of 61 layers");
    }

    internal static Recipe Moons => new() { Data = "moons", DataOptions = new DatasetOptions { Count = 300 }, Epochs = 3, Layers = "8" };

    internal static IEnumerable<string> Parts(string html) => Regex.Matches(html, "<h2 id=\"part[0-9]+\">([^<]*)</h2>").Select(m => m.Groups[1].Value);

    // One file, small, whose figures are well-formed, that asks the network for nothing.
    internal static string Whole(string path)
    {
        string html = File.ReadAllText(path);
        html.Length.ShouldBeLessThan(1_000_000);
        string bare = html.Replace("http://www.w3.org/2000/svg", "").Replace("http://www.w3.org/1998/Math/MathML", "");
        foreach (string outside in new[] { "http:", "https:", "//cdn", "@import", "<link", "src=\"/" }) bare.ShouldNotContain(outside);
        foreach (Match svg in Regex.Matches(html, "(?s)<figure>(<svg.*?</svg>)\n?(<script|</figure>)")) XDocument.Parse(svg.Groups[1].Value);
        return html;
    }
}
