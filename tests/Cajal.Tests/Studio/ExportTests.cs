using System.IO.Compression;
using Cajal.Onnx;
using Cajal.Studio;
using Cajal.Tests.House;
using Cajal.Training;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cajal.Tests.Studio;

public class ExportTests
{
    private static Course Trained(string link)
    {
        var course = new Course(StateText.Read(link, out _));
        course.StepEpoch();
        return course;
    }

    [Theory]
    [InlineData("v=1&inputs=x,y,xy,sin-x&layers=3:relu,2:sine&l1=0.001&clip=1")]
    [InlineData("v=1&data=clouds&classes=3&bias=false&optimizer=adam&shuffle=false")]
    [InlineData("activation=tanh&regularization=L2&regularizationRate=0.1&problem=regression")]
    [InlineData("v=1&layers=6:relu:norm=batch,6:tanh:norm=layer:skip:dropout=0.2,3:sine")]
    [InlineData("v=1&data=gauss&layers=&loss=perceptron&batch=1&optimizer=sgd")]
    public void The_program_says_the_loss_that_the_page_says(string link)
    {
        var course = Trained(link);
        string code = CodeExport.Of(course.Bench);
        code.ShouldStartWith("// A playground of Cajal Studio");
        string printed = Run(code);
        printed.ShouldContain(FormattableString.Invariant($"loss {Scores.Of(course.Bench).TrainLoss:0.000000} on {course.Bench.Data.Train.Length} points"));
        printed.ShouldContain("after 10 epochs more");
    }

    [Fact]
    public void The_onnx_file_answers_as_the_network()
    {
        var course = Trained("v=1&layers=4:gelu,3:sine&inputs=x,y,xx");
        string file = Path.Combine(Path.GetTempPath(), $"studio-{Guid.NewGuid():N}.onnx");
        try
        {
            File.WriteAllBytes(file, Export.Onnx(course));
            var x = course.Bench.InputsOf([0, 1, 2]);
            float[] here = course.Bench.Network.Forward(x).ToArray<float>(), there = OnnxModule.Load(file).Forward(x).ToArray<float>();
            for (int i = 0; i < here.Length; i++) there[i].ShouldBe(here[i], 1e-5f);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_run_folder_is_a_run_of_the_house()
    {
        string folder = Directory.CreateTempSubdirectory("studio-").FullName;
        try
        {
            using (var packed = new MemoryStream(RunExport.Of(Trained("v=1&data=gauss&layers=3:tanh").Bench))) ZipFile.ExtractToDirectory(packed, folder);
            TrainedModel.Load(folder).Spec.Hidden.ShouldBe([3]);
            File.Exists(Path.Combine(folder, "recipe.json")).ShouldBeTrue();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static TheoryData<string> OwnPoints => [
        "v=1&data=drawn&points=" + string.Join(';', Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"{i % 7 - 3},{i % 5 - 2.5},{i % 3}"))) + "&layers=4:tanh",
        "v=1&data=table&table=" + Uri.EscapeDataString("height,colour,\"kind, of it\"\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 11}.5,{(i % 2 == 0 ? "red" : "blue")},{(i % 3 == 0 ? "\"a \"\"cat\"\"\"" : "\"dog, big\"")}\n"))),
        "v=1&inputs=x,xx,sin-y&layers=3:relu", "v=1&data=iris&scale=standardised", "v=1&data=digits-8x8&count=300&layers=8:relu",
        "v=1&data=table&table=" + Uri.EscapeDataString("a,b,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 7},{i % 5},{i % 2}\n"))), "v=1&data=clouds&classes=4", "v=1&data=gauss&labelNoise=0.1&outliers=0.1&duplicates=0.2&leak=true&validation=0.2",
        "v=1&data=sine&inputs=x,xx&layers=4:tanh", "v=1&data=XOR&inputs=xy&layers="];

    [Theory]
    [MemberData(nameof(OwnPoints))]
    public void Points_that_no_recipe_makes_travel_with_the_run(string link)
    {
        var bench = Trained(link).Bench;
        string folder = Directory.CreateTempSubdirectory("studio-").FullName;
        try
        {
            using (var packed = new MemoryStream(RunExport.Of(bench))) ZipFile.ExtractToDirectory(packed, folder);
            var run = Cajal.Training.Run.Load(folder);
            run.Recipe.Data.ShouldBe(Path.Combine(folder, "points.csv"));
            run.Model.Preprocessing.Task.ShouldBe(bench.Data.Classes switch { 0 => Cajal.Data.TaskKind.Numbers, 2 => Cajal.Data.TaskKind.Binary, _ => Cajal.Data.TaskKind.Classes });
            run.Model.Preprocessing.Inputs.ExampleShape.ToArray().ShouldBe([bench.Inputs.Length]);
            run.Evaluate().Figures.Loss.ShouldBeGreaterThanOrEqualTo(0);
            // TensorBoard's text tells where it was trained; whatever is read again does not.
            foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.Contains("tfevents", StringComparison.Ordinal))) File.ReadAllText(file).ShouldNotContain("cajal-studio-", Case.Sensitive, file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Points_of_one_class_are_no_run() =>
        Should.Throw<Cajal.Data.DatasetException>(() => RunExport.Of(Trained("v=1&data=drawn&points=1,1,0;2,1,0;1,2,0;0,1,0").Bench));

    [Theory]
    [InlineData("v=1&inputs=x,y,xy&layers=3:relu,2:sine&scale=standardised")]
    [InlineData("v=1&data=clouds&classes=3&layers=6:relu:norm=batch,6:tanh:norm=layer:skip:dropout=0.2&bias=false")]
    public void The_json_file_opens_again_and_says_the_network_in_numbers(string link)
    {
        var course = Trained(link);
        byte[] file = NetworkJson.Of(course);
        var again = new Course(NetworkJson.Read(file, "p.json"));
        var x = course.Bench.InputsOf([0, 1, 2]);
        again.Bench.Network.Forward(x).ToArray<float>().ShouldBe(course.Bench.Network.Forward(x).ToArray<float>());
        using var read = System.Text.Json.JsonDocument.Parse(file);
        var layers = read.RootElement.GetProperty("layers");
        layers.GetArrayLength().ShouldBe(course.Bench.Layers.Count);
        layers[0].GetProperty("weights")[1][0].GetSingle().ShouldBe(course.Bench.Layers[0].Linear.Weight.ToArray<float>()[course.Bench.Inputs.Length]);
        layers[0].TryGetProperty("norm", out var norm).ShouldBe(link.Contains("norm"));
        if (link.Contains("norm")) norm.GetProperty("variance").GetArrayLength().ShouldBe(6);
    }

    [Theory]
    [InlineData("{", "is not JSON")]
    [InlineData("[]", "holds no playground")]
    [InlineData("{\"link\": 1}", "holds no playground")]
    [InlineData("{\"link\": \"v=2\"}", "version")]
    [InlineData("{\"link\": \"v=1&weights=1,2\", \"more\": [[[]]]}", "")]
    public void Other_json_is_refused_with_a_sentence(string text, string said)
    {
        Action read = () => new Course(NetworkJson.Read(System.Text.Encoding.UTF8.GetBytes(text), "p.json"));
        read.ShouldThrow<ArgumentException>().Message.ShouldContain(said);
    }

    [Theory]
    [InlineData("v=1&scale=x1000", "a thousand times")]
    [InlineData("v=1&layers=2:relu,2:tanh", "one activation")]
    [InlineData("v=1&data=clouds&splitInOrder=true", "splits by lot")]
    [InlineData("v=1&layers=4:relu:dropout=0.2", "dropout")]
    [InlineData("v=1&layers=&loss=perceptron", "perceptron")]
    public void What_a_recipe_cannot_say_is_refused_with_the_reason(string link, string reason) =>
        Should.Throw<ArgumentException>(() => RunExport.RecipeOf(Trained(link).Bench)).Message.ShouldContain(reason);

    private static string Run(string code)
    {
        code = System.Text.RegularExpressions.Regex.Replace(code, "^#:.*$", "", System.Text.RegularExpressions.RegexOptions.Multiline);
        var compilation = CSharpCompilation.Create("Playground" + Guid.NewGuid().ToString("N"), [CSharpSyntaxTree.ParseText("using System; using System.Linq;\n" + code.Replace("Console.WriteLine(", "Said.Line(") + "\npublic static class Said { public static string All = \"\"; public static void Line(string s) => All += s + \"\\n\"; }", new CSharpParseOptions(LanguageVersion.Preview))],
            PlatformReferences.All, new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        result.Success.ShouldBeTrue(string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)) + code);
        var assembly = System.Reflection.Assembly.Load(image.ToArray());
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture;
        try
        {
            assembly.EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
        return (string)assembly.GetType("Said")!.GetField("All")!.GetValue(null)!;
    }

    [Fact]
    public void Curves_are_a_table_with_empty_cells_where_there_is_no_number()
    {
        var course = new Course(StateText.Read("v=1&data=XOR&layers=2:tanh", out _));
        course.StepEpoch();
        string[] lines = CurvesCsv.Of(course.Curves.Curves).TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(3);
        string[] names = lines[0].Split(','), cells = lines[2].Split(',');
        cells.Length.ShouldBe(names.Length);
        cells[Array.IndexOf(names, "epoch")].ShouldBe("1");
        cells[Array.IndexOf(names, "test_loss")].ShouldBe("");
        double.Parse(cells[Array.IndexOf(names, "train_loss")], System.Globalization.CultureInfo.InvariantCulture).ShouldBe(Scores.Of(course.Bench).TrainLoss, 1e-12);
    }

    [Theory]
    [InlineData("v=1&data=spiral&layers=4:tanh", "Area under the ROC curve")]
    [InlineData("v=1&data=plane&layers=", "no hidden layer")]
    [InlineData("v=1&data=clouds&classes=3", "taken for 3")]
    public void A_report_says_what_was_asked_for_and_how_it_went(string link, string said)
    {
        var course = new Course(StateText.Read(link, out _));
        course.StepEpoch();
        course.StepEpoch();
        string page = PlaygroundReport.Of(course).ToMarkdown();
        page.ShouldContain(said);
        page.ShouldContain(StateText.Write(course.State));
        page.ShouldContain("multiply-adds");
    }
}
