using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Cajal.Onnx;
using Cajal.Training;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cajal.AspNetCore;

/// <summary>A model that an application serves: the version that answers now, and its change to the next one.</summary>
[SuppressMessage("Design", "CA1001", Justification = "What holds tensors is never disposed of by users (a rule of the house); the application closes the meter.")]
public sealed class CajalModel
{
    private readonly CajalMetrics metrics;
    private readonly ILogger logger;
    private readonly Lock swapping = new();
    private volatile ServedModel current = null!;
    private volatile ModelWatch? watch;
    private FileStamp stamp;
    private FileStamp? seen;
    private int running;
    private long bytes;

    private CajalModel(CajalOptions options, IMeterFactory? meters, ILogger? logger)
    {
        (Options, this.logger) = (options, logger ?? NullLogger.Instance);
        metrics = new CajalMetrics(meters, this);
    }

    /// <summary>How it is served.</summary>
    public CajalOptions Options { get; }

    /// <summary>Why the newest version of the model's files is not served; null when it is.</summary>
    public string? Trouble { get; private set; }

    /// <summary>What to know about the version that answers, such as that its run is not finished; null for nothing.</summary>
    public string? Notice => current.Notice;

    /// <summary>The model that answers now; null for an ONNX file.</summary>
    public TrainedModel? Trained => current.Trained;

    /// <summary>Which of the versions since the start answers, from 1.</summary>
    public int Version => current.Version;

    /// <summary>When that version was read.</summary>
    public DateTimeOffset Loaded => current.Loaded;

    /// <summary>Requests that are being answered.</summary>
    public int Running => Volatile.Read(ref running);

    /// <summary>What it reads, such as <c>x1, x2</c> or <c>picture [28, 28]</c>.</summary>
    public string Reads => string.Join(", ", current.Reader.Fields);

    /// <summary>What it answers, in words.</summary>
    public string Answers => current.Writer.Description;

    internal ServedModel Current => current;

    internal ModelWatch? Watch => watch;

    internal CajalMetrics Metrics => metrics;

    /// <summary>Reads the model that the options name.</summary>
    /// <param name="options">Where it is, and its limits.</param>
    /// <param name="meters">Where meters come from in this application; null makes one.</param>
    /// <param name="logger">Is told of new versions and of drift.</param>
    /// <exception cref="ArgumentException">Options that let nothing through.</exception>
    /// <exception cref="RunException">There is no model, or it is damaged.</exception>
    /// <exception cref="OnnxException">The ONNX file is damaged, or cannot be asked row by row.</exception>
    public static CajalModel Load(CajalOptions options, IMeterFactory? meters = null, ILogger? logger = null)
    {
        options.Require();
        var model = new CajalModel(options, meters, logger);
        model.stamp = FileStamp.Of(options.Path);
        model.Serve(ServedModel.Load(options, 1, model.metrics.Batch));
        return model;
    }

    /// <summary>Serves a model at hand, which does not change.</summary>
    /// <inheritdoc cref="Load"/>
    public static CajalModel Of(TrainedModel model, CajalOptions? options = null, IMeterFactory? meters = null, ILogger? logger = null)
    {
        options ??= new CajalOptions();
        if (options.Path.Length == 0) options.Path = "(a model at hand)";
        options.LookEvery = null;
        options.Require();
        var served = new CajalModel(options, meters, logger);
        served.Serve(ServedModel.Of(model, options, 1, served.metrics.Batch));
        return served;
    }

    /// <summary>Makes the plans for all sizes of batches now, so that no request waits for one.</summary>
    public void WarmUp() => current.Predictor.WarmUp();

    /// <summary>Looks whether the model's files have changed, and serves the new version once they have stayed the same for two looks. What cannot be served is said in
    /// <see cref="Trouble"/> and the log, and the old version goes on.</summary>
    public void Look()
    {
        lock (swapping)
        {
            var now = FileStamp.Of(Options.Path);
            if (now == stamp) seen = null;
            else if (now != seen) seen = now;
            else
            {
                (stamp, seen) = (now, null);
                Swap();
            }
            foreach (string sentence in watch?.Look() ?? []) Log.Drifted(logger, sentence);
        }
    }

    /// <summary>A request of zeros, with nothing where values may be missing, as JSON: to see whether the model answers.</summary>
    public byte[] ExampleOfNothing()
    {
        using var memory = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            foreach (var field in current.Reader.Fields)
            {
                if (field.Kind != FieldKind.Grid) json.WriteNull(field.Name);
                else
                {
                    json.WriteStartArray(field.Name);
                    for (int i = field.Shape.Aggregate(1, (a, b) => a * b); i > 0; i--) json.WriteNumberValue(0);
                    json.WriteEndArray();
                }
            }
            json.WriteEndObject();
        }
        return memory.ToArray();
    }

    /// <summary>Ends its figures, where the application has no factory that does.</summary>
    internal void Close() => metrics.Dispose();

    /// <summary>A request begins; false when as many as may be are being answered.</summary>
    internal bool TryEnter()
    {
        if (Interlocked.Increment(ref running) <= Options.MostRequests) return true;
        Interlocked.Decrement(ref running);
        return false;
    }

    /// <summary>A request that was let in has its answer.</summary>
    internal void Leave() => Interlocked.Decrement(ref running);

    /// <summary>Takes room for bytes of a body; false when all bodies together take too much.</summary>
    internal bool TryTake(int count)
    {
        if (Interlocked.Add(ref bytes, count) <= Options.MostBytesTogether) return true;
        Interlocked.Add(ref bytes, -count);
        return false;
    }

    /// <summary>Gives the room back.</summary>
    internal void Give(int count) => Interlocked.Add(ref bytes, -count);

    private void Swap()
    {
        try
        {
            var next = ServedModel.Load(Options, current.Version + 1, metrics.Batch);
            RequireSame(next);
            next.Predictor.WarmUp();
            Serve(next);
            Trouble = null;
            metrics.Swap(isServed: true);
            Log.Swapped(logger, Options.Path, next.Version);
        }
        // Files may hold anything, and whatever they do to their reader, the old version answers on.
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Trouble = $"The new version of '{Options.Path}' is not served, and version {current.Version} answers on: {error.Message.ReplaceLineEndings(" ")}";
            metrics.Swap(isServed: false);
            Log.Refused(logger, Trouble);
        }
    }

    // Who asks by names would be refused from one moment to the next.
    private void RequireSame(ServedModel next)
    {
        var (before, after) = (current.Reader.Fields, next.Reader.Fields);
        if (before.Count != after.Count || !before.Zip(after).All(pair => pair.First.Fits(pair.Second)))
            throw new RunException($"it reads {string.Join(", ", after.Take(20))}, and clients send {string.Join(", ", before.Take(20))}. Serve it from a place of its own, or start the server again.");
        if (next.Writer.GetType() != current.Writer.GetType())
            throw new RunException($"it answers {next.Writer.Description}, and clients expect {current.Writer.Description}. Serve it from a place of its own, or start the server again.");
    }

    private void Serve(ServedModel next)
    {
        watch = next.Trained is { Summary: not null } trained && next.Reader.RawSize > 0 && Options.Watched > 0 ? new ModelWatch(trained, next.Reader.RawSize, Options.Watched) : null;
        current = next;
    }
}
