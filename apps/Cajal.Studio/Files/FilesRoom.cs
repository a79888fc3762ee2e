namespace Cajal.Studio;

/// <summary>The room of files: opens ONNX and safetensors files, shows their graphs and tensors, and holds two against each other.</summary>
internal static class FilesRoom
{
    /// <summary>Adds the room's addresses.</summary>
    /// <param name="app">The application.</param>
    /// <param name="shelf">The open files.</param>
    /// <param name="open">Files to open at once, of the command line.</param>
    public static void Map(WebApplication app, FileShelf shelf, IReadOnlyList<string> open)
    {
        var troubles = new List<string>();
        foreach (string path in open)
        {
            try
            {
                shelf.Open(path);
            }
            catch (Exception e) when (FileTrouble.Caused(e))
            {
                troubles.Add(FileTrouble.Sentence(e));
            }
        }
        app.Lifetime.ApplicationStopped.Register(shelf.Dispose);
        app.MapGet("/files/list", () => Results.Json(new FileList(shelf.Rows, FileShelf.MostBytes, troubles), FilesJson.Default.FileList));
        app.MapPost("/files/send", (HttpContext context, string? name) => FileTrouble.AnswerAsync(async () =>
        {
            // The shelf counts for itself, and says it in a sentence.
            if (context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
            if (context.Request.ContentLength > FileShelf.MostBytes) throw new ArgumentException(FormattableString.Invariant($"A file that is sent has at most {FileShelf.MostBytes >> 20} MB; received {context.Request.ContentLength >> 20} MB."));
            return Results.Json(await shelf.ReceiveAsync(context.Request.Body, string.IsNullOrWhiteSpace(name) ? "file" : name, context.RequestAborted), FilesJson.Default.FileRow);
        }));
        app.MapPost("/files/{id}/close", (string id) =>
        {
            shelf.Close(id);
            return Results.NoContent();
        });
        app.MapGet("/files/{id}/graph", (string id, int? from) => With(shelf, id, file =>
            file.Graph is { } graph ? Results.Json(graph.From(from ?? 0), FilesJson.Default.GraphView) : FileTrouble.Nowhere($"'{file.Name}' holds tensors and no graph.")));
        app.MapPost("/files/{id}/shapes", (string id) => With(shelf, id, file =>
        {
            lock (file) file.LearnShapes();
            return Results.NoContent();
        }));
        app.MapGet("/files/{id}/tensors", (string id, string? text, int? from) => With(shelf, id, file => Results.Json(TensorPart.Of(file.Tensors, text ?? "", from ?? 0), FilesJson.Default.TensorPart)));
        app.MapGet("/files/{id}/picture", (string id, string name) => With(shelf, id, file =>
            file.Tensors.FirstOrDefault(t => t.Name == name || PlainText.Of(t.Name) == name) is { } tensor ? Results.Json(WeightPicture.Of(tensor.Read()), FilesJson.Default.WeightPicture) : FileTrouble.Nowhere($"'{file.Name}' has no such tensor.")));
        app.MapGet("/files/difference", (string first, string second, CancellationToken cancellation) => With(shelf, first, a => shelf.Find(second) is { } b
            ? Results.Json(FileDifference.Of(a, b, cancellation), FilesJson.Default.FileDifference) : FileTrouble.Nowhere("The second file is not open any more; open it again.")));
    }

    private static Task<IResult> With(FileShelf shelf, string id, Func<OpenedFile, IResult> work) =>
        FileTrouble.AnswerAsync(() => shelf.Find(id) is { } file ? work(file) : FileTrouble.Nowhere("This file is not open any more; open it again."));
}
