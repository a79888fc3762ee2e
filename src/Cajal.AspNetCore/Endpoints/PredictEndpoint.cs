using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cajal.AspNetCore;

/// <summary>Answers requests for predictions.</summary>
internal sealed class PredictEndpoint(CajalModel model, ILogger logger)
{
    private const int ClientGone = 499;

    /// <summary>Reads, asks, answers; whatever goes wrong becomes a problem document.</summary>
    public async Task Handle(HttpContext context)
    {
        long start = Stopwatch.GetTimestamp();
        using var activity = CajalMetrics.Activities.StartActivity("cajal.predict", ActivityKind.Internal);
        int status = StatusCodes.Status200OK;
        try
        {
            await Answer(context, activity);
        }
        catch (RequestProblem problem)
        {
            status = problem.Status;
            await Refuse(context, problem);
        }
        catch (BadHttpRequestException error)
        {
            status = error.StatusCode;
            await Refuse(context, new RequestProblem(status, "The request cannot be read", error.Message));
        }
        catch (Exception error) when (error is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            status = ClientGone;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            status = StatusCodes.Status500InternalServerError;
            Log.Failed(logger, error);
            await Refuse(context, new RequestProblem(status, "The prediction failed", "The network failed on this request; the server's log says why. Other requests are answered."));
        }
        finally
        {
            activity?.SetTag("http.response.status_code", status);
            model.Metrics.Request(status, Stopwatch.GetElapsedTime(start));
        }
    }

    private async Task Answer(HttpContext context, Activity? activity)
    {
        bool isPicture = IsPicture(context.Request);
        using var room = new BodyRoom(model);
        using var body = new RequestBody();
        await body.Receive(context, model.Options.MostBytes, room, model.Options.Timeout);
        if (!model.TryEnter())
            throw RequestProblem.Busy($"{model.Options.MostRequests} requests are being answered, which is the most at the same time. Ask again in a moment.");
        try
        {
            // One version from the first byte to the last, whatever is swapped meanwhile.
            var (served, watch) = (model.Current, model.Watch);
            if (watch is not null && watch.Width != served.Reader.RawSize) watch = null;
            using var ask = new Ask(served, room, model.Options.Timeout, context.RequestAborted);
            if (isPicture) await ReadPicture(body, served, watch, ask, context.RequestAborted);
            else RequestRows.Read(body.Content, served, watch, model.Options.MostRows, ask);
            await ask.Run();
            Count(served, watch, ask);
            activity?.SetTag("cajal.rows", ask.Rows).SetTag("cajal.model.version", served.Version);
            await Answering.Write(context, served, ask);
        }
        finally
        {
            model.Leave();
        }
    }

    // Pictures are unpacked one for each processor at a time, since each may take a hundred megabytes.
    private static readonly SemaphoreSlim Unpacking = new(Environment.ProcessorCount);

    private async Task ReadPicture(RequestBody body, ServedModel served, ModelWatch? watch, Ask ask, CancellationToken gone)
    {
        if (!await Unpacking.WaitAsync(model.Options.Timeout, gone)) throw RequestProblem.Busy("Too many pictures are being unpacked. Ask again in a moment.");
        try
        {
            RequestRows.ReadPicture(body.Content, served, watch, model.Options.MostPixels, ask);
        }
        finally
        {
            Unpacking.Release();
        }
    }

    private bool IsPicture(HttpRequest request)
    {
        string type = request.ContentType ?? "";
        int end = type.IndexOf(';');
        var media = (end < 0 ? type : type[..end]).AsSpan().Trim();
        if (media.Equals("application/json", StringComparison.OrdinalIgnoreCase) || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase)) return false;
        bool takes = model.Current.Reader.TakesPictures;
        if (takes && (media.StartsWith("image/", StringComparison.OrdinalIgnoreCase) || media.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase))) return true;
        throw RequestProblem.WrongType($"The body is {(media.IsEmpty ? "of no kind that it says" : $"'{JsonText.Short(media.ToString())}'")}; expected Content-Type: application/json"
            + (takes ? ", or image/png, image/jpeg, image/bmp." : "."));
    }

    private void Count(ServedModel served, ModelWatch? watch, Ask ask)
    {
        var (names, fields) = (served.Writer.ClassNames, served.Reader.Fields);
        for (int i = 0; i < ask.Rows; i++)
        {
            var read = ask.Reads[i];
            foreach (int gap in read.Gaps ?? []) model.Metrics.Gap(fields[gap < 0 ? -1 - gap : gap].Name, gap >= 0);
            var (label, confidence) = served.Writer.Stance(ask.Outputs(i));
            if (label < 0) continue;
            model.Metrics.Answer(names[label], confidence);
            if (read.TrueLabel < 0) continue;
            model.Metrics.Judged(label == read.TrueLabel);
            watch?.Judge(confidence, label == read.TrueLabel);
        }
    }

    private static async Task Refuse(HttpContext context, RequestProblem problem)
    {
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested) return;
        try
        {
            await Answering.Write(context, problem);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // Whoever asked has gone.
        }
    }
}
