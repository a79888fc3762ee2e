namespace Cajal.Studio;

/// <summary>Where the page of digits asks.</summary>
internal static class DigitDesk
{
    private const int MostWaiting = 16;

    private static int waiting;

    /// <summary>Adds the addresses.</summary>
    public static void Map(WebApplication app)
    {
        var room = new DigitRoom();
        app.MapGet("/draw/state", () => Results.Json(room.State, DigitJson.Default.DigitState));
        app.Map("/draw/socket", context => DigitSocket.ServeAsync(context, app.Lifetime.ApplicationStopping));
        app.MapPost("/draw/begin", () => Tell(room, room.Begin));
        app.MapPost("/draw/forget", () => Tell(room, room.Forget));
        app.MapPost("/draw/answer", async (HttpContext context) =>
        {
            int now = Interlocked.Increment(ref waiting);
            try
            {
                var question = await ShortBody.ReadAsync(context.Request, DigitJson.Default.DigitQuestion);
                // A page asks one after the other; who asks for more at once has to wait.
                if (now > MostWaiting) throw new ArgumentException("Too many drawings at once; ask again.");
                return Results.Json(await Task.Run(() => room.Answer(question)), DigitJson.Default.DigitAnswer);
            }
            catch (ArgumentException e)
            {
                return Refused(e);
            }
            finally
            {
                Interlocked.Decrement(ref waiting);
            }
        });
        app.MapPost("/draw/correct", async (HttpContext context) =>
        {
            try
            {
                var question = await ShortBody.ReadAsync(context.Request, DigitJson.Default.DigitQuestion);
                return Tell(room, () => room.Correct(question));
            }
            catch (ArgumentException e)
            {
                return Refused(e);
            }
        });
    }

    private static IResult Tell(DigitRoom room, Action work)
    {
        try
        {
            work();
            return Results.Json(room.State, DigitJson.Default.DigitState);
        }
        catch (ArgumentException e)
        {
            return Refused(e);
        }
    }

    private static IResult Refused(ArgumentException error) => Results.Json(new Trouble(error.Message), DigitJson.Default.Trouble, statusCode: StatusCodes.Status400BadRequest);
}
