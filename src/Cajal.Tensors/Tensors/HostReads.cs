namespace Cajal;

/// <summary>The bell a tensor rings when its values are read by the host. The tape of the first floor listens: what C# code decides from
/// a value cannot be replayed.</summary>
internal static class HostReads
{
    /// <summary>True while somebody on this thread wants to know.</summary>
    [ThreadStatic]
    public static bool Watched;

    /// <summary>Set by the first read since it was last cleared.</summary>
    [ThreadStatic]
    public static bool Happened;

    /// <summary>A read. On the thread of a record every read counts; on other threads those of the record's own values.</summary>
    public static void Ring(Tensor tensor)
    {
        if (Watched) Happened = true;
        else tensor.RecordMark?.TouchElsewhere();
    }
}
