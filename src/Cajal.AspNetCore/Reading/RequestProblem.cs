namespace Cajal.AspNetCore;

/// <summary>A request that cannot be answered; the message says what came in, what was expected and what to do. It becomes a problem document (RFC 9457).</summary>
internal sealed class RequestProblem(int status, string title, string detail) : Exception(detail)
{
    /// <summary>The status of the answer.</summary>
    public int Status => status;

    /// <summary>The kind of problem, in a few words.</summary>
    public string Title => title;

    /// <summary>A body that is no JSON, or lacks what the model reads.</summary>
    public static RequestProblem Bad(string detail) => new(400, "The request cannot be read", detail);

    /// <summary>A body, a batch or a picture beyond a limit.</summary>
    public static RequestProblem TooLarge(string detail) => new(413, "The request is too large", detail);

    /// <summary>Another kind of body than the model reads.</summary>
    public static RequestProblem WrongType(string detail) => new(415, "The body is of another kind", detail);

    /// <summary>More at once than the server takes, or an answer that took too long.</summary>
    public static RequestProblem Busy(string detail) => new(503, "The server is busy", detail);
}
