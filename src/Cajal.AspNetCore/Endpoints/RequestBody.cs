using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Cajal.AspNetCore;

/// <summary>The body of a request, in one piece. Memory is taken as bytes arrive, not as the headers announce them.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstBytes = 8192;

    private byte[] bytes = [];
    private int count;

    /// <summary>What was received; may be written into.</summary>
    public Span<byte> Content => bytes.AsSpan(0, count);

    /// <summary>Receives the body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="most">The most bytes it may have.</param>
    /// <param name="room">Where memory is taken from.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <exception cref="RequestProblem">It is too large, or does not arrive in time.</exception>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public async ValueTask Receive(HttpContext context, long most, BodyRoom room, TimeSpan timeout)
    {
        // Bytes are counted here. The server's own limit would cut the connection before the client could read why.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        if (context.Request.ContentLength > most) throw TooLarge(context.Request.ContentLength.Value, most);
        var reader = context.Request.BodyReader;
        // What has arrived with the headers needs no clock.
        if (reader.TryRead(out var result) && Append(reader, result, most, room)) return;
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        clock.CancelAfter(timeout);
        try
        {
            while (!Append(reader, await reader.ReadAsync(clock.Token), most, room))
            {
            }
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new RequestProblem(408, "The request did not arrive", FormattableString.Invariant($"After {timeout.TotalSeconds:0.#} s only {count} bytes of the body had arrived. Send it whole."));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (bytes.Length > 0) ArrayPool<byte>.Shared.Return(bytes);
        (bytes, count) = ([], 0);
    }

    // True when the body is complete.
    private bool Append(PipeReader reader, ReadResult result, long most, BodyRoom room)
    {
        int more = (int)Math.Min(result.Buffer.Length, int.MaxValue / 2);
        if (count + (long)more > most) throw TooLarge(count + (long)more, most);
        if (count + more > bytes.Length) Grow(Math.Max(count + more, Math.Max(FirstBytes, (int)Math.Min(2L * bytes.Length, most))), room);
        result.Buffer.CopyTo(bytes.AsSpan(count));
        count += more;
        reader.AdvanceTo(result.Buffer.End);
        return result.IsCompleted;
    }

    private void Grow(int size, BodyRoom room)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(size);
        room.Take(larger.Length - bytes.Length);
        Content.CopyTo(larger);
        if (bytes.Length > 0) ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }

    private static RequestProblem TooLarge(long bytes, long most) =>
        RequestProblem.TooLarge($"The body has {bytes} bytes or more; at most {most} are taken. Send fewer examples at once, or a smaller picture.");
}
