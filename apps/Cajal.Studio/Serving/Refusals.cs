using Microsoft.AspNetCore.WebUtilities;

namespace Cajal.Studio;

/// <summary>Whatever is refused is refused with a sentence: an empty page helps nobody.</summary>
internal static class Refusals
{
    /// <summary>Adds a sentence to answers that have none. What fails here for a reason that nobody foresaw is told where Studio was started too.</summary>
    public static void UseSentences(this WebApplication app)
    {
        app.UseExceptionHandler(failed => failed.Run(context => TellAsync(context, "Studio failed here, which is its own mistake, and said more where it was started. The rest goes on.")));
        app.UseStatusCodePages(answered => TellAsync(answered.HttpContext, Of(answered.HttpContext.Response.StatusCode)));
        app.Use(AskedWronglyAsync);
    }

    /// <summary>Answers with a sentence alone, in the language of the request.</summary>
    public static Task TellAsync(HttpContext context, string sentence)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(Tongue.Say(sentence));
    }

    // A page that is left in the middle of what it sends is no mistake of Studio's.
    private static async Task AskedWronglyAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = e.StatusCode;
        }
    }

    private static string Of(int status) => status switch
    {
        StatusCodes.Status404NotFound => "Studio has nothing at this address. Its rooms are /, /lessons, /draw, /runs and /files.",
        StatusCodes.Status405MethodNotAllowed => "This address is asked in another way, GET or POST.",
        StatusCodes.Status400BadRequest => "Something that this address needs is missing, or is not what it should be, such as a word in place of a number.",
        _ => $"Studio does not do this: {status} {ReasonPhrases.GetReasonPhrase(status)}.",
    };
}
