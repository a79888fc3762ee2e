namespace Cajal.Insight;

/// <summary>The colours of a figure's paper and ink.</summary>
public enum Theme
{
    /// <summary>As the reader's screen is set; light where it says nothing.</summary>
    Auto,

    /// <summary>Dark ink on white.</summary>
    Light,

    /// <summary>Light ink on black.</summary>
    Dark,
}
