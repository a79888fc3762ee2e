namespace Cajal.Studio;

/// <summary>How Studio is served.</summary>
public sealed record StudioOptions
{
    /// <summary>Port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; } = 7575;

    /// <summary>Whether the browser is opened.</summary>
    public bool OpensBrowser { get; init; } = true;

    /// <summary>Most pages at once.</summary>
    public int MostSessions { get; init; } = 16;

    /// <summary>The folder whose runs are shown.</summary>
    public string Runs { get; init; } = "runs";

    /// <summary>ONNX and safetensors files that are opened at once.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];
}
