using System.Text;
using Cajal.Data;
using Cajal.Onnx;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>A file that was dropped into a page: a table becomes its points, a model its network. It goes to this machine's own Studio and no further.</summary>
internal static class SentFile
{
    /// <summary>Most bytes of a file.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>The answer to a file: a sentence; the session shows the rest.</summary>
    /// <param name="request">Its body is the file; empty where a folder is named.</param>
    /// <param name="session">Where to open it; null when it is over.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="folder">A run folder on this machine in place of a file.</param>
    public static async Task<IResult> AsResultAsync(HttpRequest request, Session? session, string name, string? folder)
    {
        if (session is null) return Results.Text(Tongue.Say("This session is over; load the page again."), statusCode: StatusCodes.Status404NotFound);
        try
        {
            name = name.Length is > 0 and <= 200 ? Path.GetFileName(name.Replace('\\', '/')) : "table.csv";
            var read = folder is null ? Read(await BytesAsync(request), name) : RunModel.Read(folder, Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)));
            var (state, notes) = await session.Look(course => read switch
            {
                OpenedModel model => model.In(course.Bench),
                PlaygroundState whole => (whole with { Language = course.State.Language, Theme = course.State.Theme, Palette = course.State.Palette }, []),
                _ => (OnTable(course.State, (string)read), (IReadOnlyList<string>)[]),
            });
            session.Post(new Command { Do = "set", State = state, Notes = notes });
            return Results.Text(Tongue.Say($"'{name}' is open."));
        }
        catch (Exception e) when (e is ArgumentException or RunException or OnnxException or DatasetException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return Results.Text(Tongue.Say(e.Message), statusCode: StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>What a file is: an <see cref="OpenedModel"/>, a <see cref="PlaygroundState"/>, or the text of a table.</summary>
    /// <exception cref="ArgumentException">Nothing a playground can open.</exception>
    public static object Read(byte[] bytes, string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".onnx" => OnnxChain.Read(bytes, name),
        ".safetensors" => WeightsFile.Read(bytes, name),
        ".json" => NetworkJson.Read(bytes, name),
        ".zip" => RunModel.ReadPacked(bytes, name),
        ".csv" or ".tsv" or ".txt" or ".data" => Text(bytes, name),
        var other => throw new ArgumentException($"'{name}' ends in '{other}'; a playground opens tables (.csv, .tsv, .txt) and models (.onnx, .safetensors, a playground's .json, a run folder as .zip)."),
    };

    /// <summary>The state that learns a table; what a former one chose is forgotten.</summary>
    /// <exception cref="ArgumentException">No table.</exception>
    public static PlaygroundState OnTable(PlaygroundState state, string text)
    {
        var next = state with { Data = "table", Table = text, Target = 0, Task = "auto", Columns = "", AxisX = "", AxisY = "", Fixed = "", Noise = 0, Scale = "standardised", Loss = "auto", Output = "auto", Weights = "", OldRules = false };
        // Before a name stands for it: what cannot be read is not kept.
        _ = TableChoice.Load(next);
        return next with { Table = HeldTables.NameOf(text) };
    }

    private static string Text(byte[] bytes, string name)
    {
        try
        {
            string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException e)
        {
            throw new ArgumentException($"'{name}' is no text in UTF-8; save the table as CSV in UTF-8.", e);
        }
    }

    private static async Task<byte[]> BytesAsync(HttpRequest request)
    {
        using var kept = new MemoryStream();
        byte[] part = new byte[1 << 16];
        for (int read; (read = await request.Body.ReadAsync(part)) > 0;)
        {
            if (kept.Length + read > MostBytes) throw new ArgumentException($"The file has more than {MostBytes >> 20} MB, the most that a playground opens. Take a part of it.");
            kept.Write(part, 0, read);
        }
        return kept.ToArray();
    }
}
