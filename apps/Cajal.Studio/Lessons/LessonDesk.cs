namespace Cajal.Studio;

/// <summary>Where the page asks for lessons and benches. A bench keeps nothing; as many work at once as there are cores, and a bounded number waits.</summary>
internal static class LessonDesk
{
    private const int MostWaiting = 32;

    private static readonly SemaphoreSlim Places = new(Environment.ProcessorCount);
    private static int waiting;

    /// <summary>Adds the addresses.</summary>
    public static void Map(WebApplication app, string? folder)
    {
        var shelf = new LessonShelf(folder);
        app.MapGet("/lesson", (string? language) => Tell(() => Results.Json(shelf.Titles(language ?? "en"), LessonJson.Default.IReadOnlyListLessonTitle)));
        app.MapGet("/lesson/{name}", (string name, string? language) => Tell(() => shelf.Find(name, language ?? "en") is { } lesson ? Results.Json(lesson, LessonJson.Default.Lesson) : Results.NotFound()));
        app.MapPost("/lesson/{bench}", (string bench, HttpContext context) => AskAsync(bench, context));
    }

    private static async Task<IResult> AskAsync(string name, HttpContext context)
    {
        if (BenchList.Find(name) is not { } bench) return Results.NotFound();
        BenchQuestion? question;
        BenchValues values;
        try
        {
            question = await ShortBody.ReadAsync(context.Request, LessonJson.Default.BenchQuestion);
            values = new BenchValues(bench, question);
        }
        catch (ArgumentException e)
        {
            return Refused(e.Message, StatusCodes.Status400BadRequest);
        }
        if (Interlocked.Increment(ref waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref waiting);
            return Refused("Too many questions at once; ask again.", StatusCodes.Status503ServiceUnavailable);
        }
        try
        {
            await Places.WaitAsync(context.RequestAborted);
            try
            {
                var answer = await Task.Run(() => bench.Answer(values, context.RequestAborted), context.RequestAborted);
                return Results.Json(answer, LessonJson.Default.BenchAnswer);
            }
            finally
            {
                Places.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The page asked for something else meanwhile.
            return Results.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
        catch (ArgumentException e)
        {
            return Refused(e.Message, StatusCodes.Status400BadRequest);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private static IResult Tell(Func<IResult> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return Refused(e.Message, StatusCodes.Status400BadRequest);
        }
    }

    private static IResult Refused(string text, int status) => Results.Json(new Trouble(text), LessonJson.Default.Trouble, statusCode: status);
}
