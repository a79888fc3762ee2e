using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Cajal.Data;
using Cajal.Tests.House;
using Cajal.Training;

namespace Cajal.Tests.Training.Runs;

public class TensorBoardTests
{
    [Fact]
    public void A_histogram_is_written_by_the_field_numbers_of_the_format()
    {
        using var folder = new TemporaryFolder();
        using (var writer = EventWriter.Open(folder["e"], 1))
            writer.Append("weights/0", new Histogram { Minimum = -1, Maximum = 3, Counts = [5, 0] }, 7, wallTime: 2);
        byte[] bytes = File.ReadAllBytes(folder["e"]);
        static byte[] D(byte field, double value) => [(byte)(field << 3 | 1), .. BitConverter.GetBytes(value)];
        // min, max, num, then Σ and Σ² of the middle 0 five times, the ends 1 and 3 of the intervals, their counts.
        byte[] histogram = [.. D(1, -1), .. D(2, 3), .. D(3, 5), .. D(4, 0), .. D(5, 0), 6 << 3 | 2, 16, .. BitConverter.GetBytes(1.0), .. BitConverter.GetBytes(3.0),
            7 << 3 | 2, 16, .. BitConverter.GetBytes(5.0), .. BitConverter.GetBytes(0.0)];
        byte[] value = [0x0A, 9, .. "weights/0"u8, 5 << 3 | 2, (byte)histogram.Length, .. histogram];
        byte[] record = [.. D(1, 2), 0x10, 7, 0x2A, (byte)(value.Length + 2), 0x0A, (byte)value.Length, .. value];
        bytes[^(record.Length + 4)..^4].ShouldBe(record);
        EventReader.Read(folder["e"]).Scalars.ShouldBeEmpty();
    }

    [Fact]
    public void A_run_writes_curves_histograms_graph_text_and_hyper_parameters_once_and_resumes_them()
    {
        using var folder = new TemporaryFolder();
        string whole = Trained(folder["run"]);
        var read = EventReader.Read(whole);
        read.WholeBytes.ShouldBe(new FileInfo(whole).Length);
        read.Scalars.Select(s => s.Tag).ShouldContain("gradient_norm/0");
        read.Scalars.Where(s => s.Tag == "dead_units/0").Select(s => s.Step).Take(4).ShouldBe([0, 1, 2, 4]);
        Run.Resume(folder["run"], epochs: 4);
        byte[] bytes = File.ReadAllBytes(whole);
        Regex.Count(System.Text.Encoding.Latin1.GetString(bytes), "session_start_info").ShouldBe(1);
    }

    [SkippableFact]
    public void An_independent_reader_finds_it_all()
    {
        Skip.IfNot(File.Exists("/usr/bin/protoc"), "protoc is not installed");
        using var folder = new TemporaryFolder();
        string text = Decoded(Trained(folder["run"]), folder["events"]);
        // A field that the schema does not know, or of another kind, would stand there by its number.
        Regex.Matches(text, @"(?m)^\s*\d+[:\s]").ShouldBeEmpty();
        text.ShouldStartWith("event {\n  wall_time: ");
        text.ShouldContain("file_version: \"brain.Event:2\"");
        var graph = Regex.Matches(text, @"(?s)node \{\s+name: ""([^""]+)""\s+op: ""([^""]+)""(.*?)attr").ToDictionary(m => m.Groups[1].Value, m => (Op: m.Groups[2].Value, Inputs: m.Groups[3].Value));
        graph["0/MatMul"].Inputs.ShouldContain("input: \"input\"");
        graph["0/weight"].Op.ShouldBe("Variable");
        graph.Values.SelectMany(n => Regex.Matches(n.Inputs, @"input: ""([^"":]+)").Select(m => m.Groups[1].Value)).ShouldBeSubsetOf(graph.Keys);
        Regex.IsMatch(text, @"(?s)tag: ""recipe""\s+tensor \{\s+dtype: 7.*?string_val: ""```.*?plugin_name: ""text""").ShouldBeTrue();
        Regex.IsMatch(text, @"(?s)tag: ""_hparams_/session_start_info"".*?plugin_name: ""hparams"".*?key: ""epochs""\s+value \{\s+number_value: 2\s").ShouldBeTrue();
        Regex.IsMatch(text, @"key: ""layers""\s+value \{\s+string_value: ""6""").ShouldBeTrue();
        Regex.Count(text, @"tag: ""(train/loss|validation/loss|learning_rate)""\s+simple_value: ").ShouldBe(3 * 2);
        var histogram = Regex.Match(text, @"(?s)tag: ""weights/0""\s+histo \{(.*?)\n      \}").Groups[1].Value;
        double[] Numbers(string name) => [.. Regex.Matches(histogram, $@"\s{name}: (\S+)").Select(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))];
        Numbers("bucket_limit").Length.ShouldBe(Numbers("bucket").Length);
        Numbers("bucket").Sum().ShouldBe(Numbers("num")[0]);
        Numbers("bucket_limit")[^1].ShouldBe(Numbers("max")[0]);
        Numbers("num")[0].ShouldBe(2 * 6 + 6);
    }

    private static string Trained(string folder) => Run.Train(new Recipe { Data = "moons", DataOptions = new DatasetOptions { Count = 200 }, Epochs = 2, Layers = "6" }, folder).Folder!.Events;

    // All records behind each other as one message, as protoc reads it.
    private static string Decoded(string events, string aside)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(events);
        using (var all = File.Create(aside))
            while (EventRecord.TryRead(bytes, out var data, out int length))
            {
                using var message = new MemoryStream();
                message.Bytes(1, bytes[data]);
                message.WriteTo(all);
                bytes = bytes[length..];
            }
        string schema = Path.Combine(Repository.Root, "tests", "Cajal.Tests", "Training", "Runs");
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec /usr/bin/protoc --proto_path='{schema}' --decode=Events events.proto < '{aside}'"]) { RedirectStandardOutput = true })!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        return text;
    }
}
