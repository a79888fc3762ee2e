namespace Cajal.Studio;

/// <summary>A report as a page of its own, in the language of the request.</summary>
internal static class ReportPage
{
    // The report is a page of its own with scripts in it, and whoever wrote it: it gets no part of Studio, and nothing from elsewhere.
    private const string Policy = "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'";

    /// <summary>The answer that shows it, with its own script and apart from Studio's pages.</summary>
    public static IResult Answer(HttpContext context, string html)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return Results.Text(Tongue.SayPage(html), "text/html; charset=utf-8");
    }
}
