using System.Text.Json.Serialization.Metadata;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>The room of runs: what <c>cajal train</c> left below a folder, live while it trains. Addresses name runs by ids of the list, never by paths.</summary>
internal sealed class RunsRoom
{
    private const int MostColumns = 2000;

    private readonly RunIndex index;
    private readonly RunShelf shelf = new();
    private readonly RunDesk desk = new();
    private readonly FileShelf files;

    private RunsRoom(string root, FileShelf files) => (index, this.files) = (new RunIndex(root), files);

    /// <summary>Adds the room's addresses.</summary>
    /// <param name="app">The application.</param>
    /// <param name="root">The folder of all runs.</param>
    /// <param name="files">Where weights of a run are opened.</param>
    public static void Map(WebApplication app, string root, FileShelf files)
    {
        var room = new RunsRoom(root, files);
        app.MapGet("/runs/list", (string? text, string? state, string? sort, bool? down, int? from, int? count) => FileTrouble.AnswerAsync(() => room.ListAsync(new ListQuery(text ?? "", state ?? "", sort ?? "changed", down ?? true, from ?? 0, count ?? 50))));
        app.MapGet("/runs/curves", (string ids, string? axis, double? from, double? to, int? columns, double? smooth, long? have) => FileTrouble.AnswerAsync(() =>
            room.Curves(ids, new CurveQuery(axis is "epoch" or "seconds" ? axis : "step", from, to, Math.Clamp(columns ?? 400, 10, MostColumns), Math.Clamp(smooth ?? 0, 0, 0.5)), have)));
        app.MapGet("/runs/{id}/about", (string id) => room.With(id, folder => Json(folder.HasRun ? RunAbout.Of(folder, room.index.SummaryOf(id)!) : room.shelf.WithEvents(folder, e => EventAbout.Of(e, room.index.SummaryOf(id)!)), RunsJson.Default.RunAbout)));
        app.MapGet("/runs/{id}/layers", (string id, int? columns) => room.With(id, folder => Json(room.shelf.WithLooks(folder, l => LayerCurves.Of(l, Math.Clamp(columns ?? 300, 10, MostColumns))), RunsJson.Default.LayerCurves)));
        app.MapGet("/runs/{id}/histograms", (string id, string layer, string kind) => room.With(id, folder => room.shelf.WithLooks(folder, l => LayerHistograms.Of(l, layer, kind)) is { } seen ? Json(seen, RunsJson.Default.LayerHistograms) : Results.NoContent()));
        app.MapGet("/runs/{id}/findings", (string id) => room.With(id, folder => File.Exists(folder.Findings) ? Json(FindingsView.Of(FindingsFile.Read(folder.Findings)), RunsJson.Default.FindingsView) : Results.NoContent()));
        app.MapGet("/runs/{id}/evidence/{number}", (string id, int number, bool? dark) => room.With(id, folder => FindingsView.FigureOf(folder, number, dark == true) is { } svg ? Results.Text(Tongue.SayPage(svg), "image/svg+xml") : Results.NotFound()));
        app.MapPost("/runs/{id}/diagnose", (string id, CancellationToken cancellation) => room.With(id, async folder => Json(await room.desk.DoAsync(folder, _ => Diagnose(folder), cancellation), RunsJson.Default.FindingsView)));
        app.MapGet("/runs/{id}/report", (HttpContext context, string id) => room.With(id, async folder =>
        {
            string page = await room.desk.DoAsync(folder, _ => File.Exists(folder.Report) ? System.Text.Encoding.UTF8.GetString(AtomicFile.Read(folder.Report, 64 << 20)) : folder.Report().ToHtml(), context.RequestAborted);
            return ReportPage.Answer(context, page);
        }));
        room.MapNetwork(app);
    }

    private void MapNetwork(WebApplication app)
    {
        app.MapGet("/runs/{id}/network", (string id, int? from, CancellationToken cancellation) => Open(id, run => NetworkView.Of(run, from ?? 0), RunsJson.Default.NetworkView, cancellation));
        app.MapGet("/runs/{id}/weights", (string id, string? text, int? from, CancellationToken cancellation) => Open(id, run => TensorPart.Of(run.Tensors, text ?? "", from ?? 0), RunsJson.Default.TensorPart, cancellation));
        app.MapGet("/runs/{id}/picture", (string id, string name, CancellationToken cancellation) => Open(id, run => run.Picture(name), RunsJson.Default.WeightPicture, cancellation));
        app.MapGet("/runs/{id}/projection", (string id, string? kind, string? layer, CancellationToken cancellation) => Open(id, run => run.Project(kind ?? "pca", layer, cancellation), RunsJson.Default.Projection, cancellation));
        app.MapGet("/runs/{id}/worst", (string id, CancellationToken cancellation) => Open(id, run => run.Examples.Worst(), RunsJson.Default.WorstExamples, cancellation));
        // The weights of a run as a file of the other room.
        app.MapPost("/runs/{id}/open", (string id) => With(id, folder => Path.Combine(folder.Model, "weights.safetensors") is var weights && File.Exists(weights)
            ? Results.Json(files.Open(weights), FilesJson.Default.FileRow) : FileTrouble.Nowhere("This run has no finished model yet.")));
    }

    private async Task<IResult> ListAsync(ListQuery query)
    {
        var runs = await index.LookAsync();
        return Json(RunListing.Of(runs, query, index.Unread, index.Root), RunsJson.Default.ListPart);
    }

    private IResult Curves(string ids, CurveQuery query, long? have)
    {
        (string, RunFolder)[] runs = [.. ids.Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(CurvePanels.MostRuns).Select(id => (Id: id, Folder: index.Find(id))).Where(r => r.Folder is not null).Select(r => (r.Id, r.Folder!))];
        var panels = CurvePanels.Of(runs, shelf, query);
        return have == panels.Rows && panels.Troubles.Count == 0 ? Results.NoContent() : Json(panels, RunsJson.Default.CurvePanels);
    }

    private static FindingsView Diagnose(RunFolder folder)
    {
        var verdict = folder.Diagnose();
        folder.WriteFindings(verdict);
        return FindingsView.Of(verdict);
    }

    private Task<IResult> With(string id, Func<RunFolder, IResult> work) => With(id, folder => Task.FromResult(work(folder)));

    private Task<IResult> With(string id, Func<RunFolder, Task<IResult>> work) =>
        FileTrouble.AnswerAsync(() => index.Find(id) is { } folder ? work(folder) : Task.FromResult(FileTrouble.Nowhere("There is no such run in the list; it may have been removed.")));

    private Task<IResult> Open<T>(string id, Func<OpenedRun, T> work, JsonTypeInfo<T> type, CancellationToken cancellation) => With(id, async folder => Json(await desk.DoAsync(folder, work, cancellation), type));

    private static IResult Json<T>(T value, JsonTypeInfo<T> type) => Results.Json(value, type);
}
