namespace Cajal.AspNetCore;

/// <summary>The memory that one request has taken, out of what all requests together may take.</summary>
internal sealed class BodyRoom(CajalModel model) : IDisposable
{
    private int taken;

    /// <summary>Takes some more.</summary>
    /// <exception cref="RequestProblem">There is no more.</exception>
    public void Take(int bytes)
    {
        if (!model.TryTake(bytes))
            throw RequestProblem.Busy($"All requests together may take {model.Options.MostBytesTogether} bytes, and others have taken them. Ask again in a moment.");
        taken += bytes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        model.Give(taken);
        taken = 0;
    }
}
