using Cajal.Data;
using Cajal.Onnx;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>What a file, a run or a wish of a page can cause, as opposed to a mistake of the program, in one sentence.</summary>
internal static class FileTrouble
{
    /// <summary>Whether a file, a run or a wish caused it.</summary>
    public static bool Caused(Exception e) =>
        e is RunException or DatasetException or OnnxException or ArgumentException or IOException or UnauthorizedAccessException or InvalidOperationException or OverflowException or OutOfMemoryException or KeyNotFoundException or BadHttpRequestException;

    /// <summary>The sentence.</summary>
    public static string Sentence(Exception e) => e is OutOfMemoryException ? "The memory of this machine does not suffice for it." : PlainText.Of(e.Message.ReplaceLineEndings(" "), 600);

    /// <summary>What some work answers, or a sentence that says why it has no answer.</summary>
    public static async Task<IResult> AnswerAsync(Func<Task<IResult>> work)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for it any more.
            return Results.Empty;
        }
        catch (Exception e) when (Caused(e))
        {
            return Results.Json(new Trouble(Sentence(e)), StudioJson.Default.Trouble, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>The same of work that takes no time.</summary>
    public static Task<IResult> AnswerAsync(Func<IResult> work) => AnswerAsync(() => Task.FromResult(work()));

    /// <summary>What is answered to an id that leads nowhere.</summary>
    public static IResult Nowhere(string what) => Results.Json(new Trouble(what), StudioJson.Default.Trouble, statusCode: StatusCodes.Status404NotFound);
}
