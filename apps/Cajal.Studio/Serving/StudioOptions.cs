namespace Cajal.Studio;

/// <summary>How Studio is served.</summary>
public sealed record StudioOptions
{
    /// <summary>Port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; } = 7575;

    /// <summary>Whether the browser is opened.</summary>
    public bool OpensBrowser { get; init; } = true;

    /// <summary>Whether pages of this machine (files, and what it serves itself) may hold a playground in a frame.</summary>
    public bool AllowsFrames { get; init; }

    /// <summary>Most pages at once.</summary>
    public int MostSessions { get; init; } = 16;

    /// <summary>A folder of lessons in place of those that came with Studio; null for those.</summary>
    public string? LessonFolder { get; init; }

    /// <summary>The folder whose runs are shown.</summary>
    public string Runs { get; init; } = "runs";

    /// <summary>ONNX and safetensors files that are opened at once.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];
}
