using System.Globalization;
using System.Text;
using System.Text.Json;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>Reads the summary of a run folder: small files and the two ends of metrics.csv.</summary>
internal static class SummaryReading
{
    private const long MostRecipeBytes = 4 << 20;
    private const int TailBytes = 1 << 13;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);

    // What is no setting: written by the run about itself.
    private static readonly HashSet<string> NoSettings = new(StringComparer.Ordinal) { "formatVersion", "reasons", "versions", "split", "metrics" };

    /// <summary>What of a folder decides its summary: when the files it is read from were written.</summary>
    public static (long, long, long, bool) StampOf(RunFolder folder) =>
        (TicksOf(folder.Recipe), TicksOf(folder.Result), TicksOf(folder.Metrics), IsTraining(folder));

    /// <summary>The summary; what cannot be read becomes its trouble.</summary>
    public static RunSummary Of(RunFolder folder, string id, string name)
    {
        var summary = new RunSummary { Id = id, Name = name, State = "damaged", Changed = ChangedAt(folder) };
        try
        {
            var settings = SettingsOf(folder.Recipe);
            summary = summary with { Settings = settings, State = IsTraining(folder) ? "training" : "stopped", Of = settings.TryGetValue("epochs", out string? epochs) && int.TryParse(epochs, NumberStyles.None, CultureInfo.InvariantCulture, out int of) ? of : null };
            return File.Exists(folder.Result) && summary.State != "training" ? WithResult(summary, RunResult.Load(folder.Result)) : File.Exists(folder.Metrics) ? WithLastRow(summary, folder.Metrics) : summary;
        }
        catch (Exception e) when (e is RunException or IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return summary with { State = "damaged", Trouble = e.Message };
        }
    }

    private static RunSummary WithResult(RunSummary summary, RunResult result)
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal) { ["loss"] = result.Figures.Loss };
        foreach (var figure in result.Figures.Metrics) figures[figure.Name] = figure.Value;
        return summary with { State = result.Reason == StopReason.Cancelled ? "stopped" : "finished", Epochs = result.Epochs, Steps = result.Steps, Seconds = result.Seconds, Figures = figures };
    }

    // The last whole row under the names of the first; a row of many megabytes is none of ours.
    private static RunSummary WithLastRow(RunSummary summary, string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        string head = Part(stream, 0), tail = Part(stream, Math.Max(0, stream.Length - TailBytes));
        int end = tail.LastIndexOf('\n'), first = head.IndexOf('\n', StringComparison.Ordinal);
        if (end <= 0 || first < 0) return summary;
        string[] names = head[..first].TrimEnd('\r').Split(','), fields = tail[(tail.LastIndexOf('\n', end - 1) + 1)..end].TrimEnd('\r').Split(',');
        if (names.Length != fields.Length || names.SequenceEqual(fields)) return summary;
        double? Value(string name) => Array.IndexOf(names, name) is >= 0 and var at && double.TryParse(fields[at], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        if ((Value("validation_loss") ?? Value("data_loss") ?? Value("loss")) is { } loss) figures["loss"] = loss;
        foreach (string name in names)
            if (name.StartsWith("validation_", StringComparison.Ordinal) && name != "validation_loss" && Value(name) is { } value) figures[name["validation_".Length..].Replace('_', '-')] = value;
        return summary with { Epochs = (int)(Value("epoch") ?? 0), Steps = (long)(Value("step") ?? 0), Seconds = Value("seconds"), Figures = figures };
    }

    private static string Part(FileStream stream, long from)
    {
        var bytes = new byte[Math.Min(TailBytes, stream.Length - from)];
        stream.Position = from;
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(bytes, 0, read);
    }

    /// <summary>The entries of a recipe file as text, those of dataOptions under their own names.</summary>
    public static Dictionary<string, string> SettingsOf(string recipe)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(AtomicFile.Read(recipe, MostRecipeBytes));
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            if (NoSettings.Contains(entry.Name)) continue;
            if (entry.Name == "dataOptions" && entry.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var option in entry.Value.EnumerateObject()) Add($"data {option.Name}", option.Value);
            }
            else
            {
                Add(entry.Name, entry.Value);
            }
        }
        return settings;

        void Add(string name, JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0)) return;
            string text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
            // A third of the rows is 0.333333 and not sixteen digits.
            if (value.ValueKind == JsonValueKind.Number && text.Length > 8 && text.Contains('.')) text = value.GetDouble().ToString("G6", CultureInfo.InvariantCulture);
            // Ten thousand runs say mostly the same.
            settings[string.Intern(name)] = text.Length <= 40 ? string.Intern(text) : text;
        }
    }

    // Its lock is there while it trains; a killed process leaves it behind, and then nothing is written any more.
    private static bool IsTraining(RunFolder folder)
    {
        string held = Path.Combine(folder.Path, RunLock.FileName);
        return File.Exists(held) && (DateTime.UtcNow - new DateTime(Math.Max(TicksOf(held), ChangedTicks(folder)), DateTimeKind.Utc) < Fresh || IsHeld(held));
    }

    private static bool IsHeld(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static long ChangedTicks(RunFolder folder) => Math.Max(Math.Max(TicksOf(folder.Recipe), TicksOf(folder.Result)), Math.Max(TicksOf(folder.Metrics), TicksOf(folder.Monitors)));

    private static long ChangedAt(RunFolder folder) => (ChangedTicks(folder) - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    private static long TicksOf(string path) => File.GetLastWriteTimeUtc(path).Ticks;
}
