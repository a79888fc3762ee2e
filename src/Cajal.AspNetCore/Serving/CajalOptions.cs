namespace Cajal.AspNetCore;

/// <summary>How a model is served: its limits, and what is watched.</summary>
public sealed class CajalOptions
{
    /// <summary>The folder of a run or of a model, or an ONNX file.</summary>
    public string Path { get; set; } = "";

    /// <summary>The most rows that go through the network together; 1 keeps requests apart.</summary>
    public int BatchSize { get; set; } = 64;

    /// <summary>The most rows of one request.</summary>
    public int MostRows { get; set; } = 1000;

    /// <summary>The most bytes of one request's body.</summary>
    public long MostBytes { get; set; } = 8 << 20;

    /// <summary>The most bytes of all bodies together that are being read or answered.</summary>
    public long MostBytesTogether { get; set; } = 256 << 20;

    /// <summary>The most pixels of an uploaded picture.</summary>
    public int MostPixels { get; set; } = 1 << 24;

    /// <summary>The most requests that are answered at the same time; further ones are told to come again (503).</summary>
    public int MostRequests { get; set; } = 2000;

    /// <summary>How long a request may take, from its headers to its answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Of numbers: the share of cases in which the truth lies between the ends that are answered too; null for none.</summary>
    public double? Interval { get; set; }

    /// <summary>How often the model's files are looked at, so that a new one is served without a pause; null never looks.</summary>
    public TimeSpan? LookEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many of the latest examples are held against the training part; 0 watches nothing.</summary>
    public int Watched { get; set; } = 1000;

    /// <exception cref="ArgumentException">A limit that lets nothing through.</exception>
    internal void Require()
    {
        if (Path.Length == 0) throw new ArgumentException("There is no model to serve: set CajalOptions.Path to the folder of a run, or to an ONNX file.");
        foreach (var (name, value) in new[] { (nameof(BatchSize), (long)BatchSize), (nameof(MostRows), MostRows), (nameof(MostBytes), MostBytes), (nameof(MostBytesTogether), MostBytesTogether),
            (nameof(MostPixels), MostPixels), (nameof(MostRequests), MostRequests) })
            if (value < 1) throw new ArgumentException($"CajalOptions.{name} is at least 1; received {value}.");
        if (Timeout <= TimeSpan.Zero) throw new ArgumentException($"CajalOptions.Timeout is a time above 0; received {Timeout}.");
        if (LookEvery is { } look && look <= TimeSpan.Zero) throw new ArgumentException($"CajalOptions.LookEvery is a time above 0, or null; received {look}.");
        if (Interval is { } share && !(share is > 0 and < 1)) throw new ArgumentException($"CajalOptions.Interval is a share above 0 and below 1; received {share}.");
        if (Watched < 0) throw new ArgumentException($"CajalOptions.Watched is at least 0; received {Watched}.");
    }
}
