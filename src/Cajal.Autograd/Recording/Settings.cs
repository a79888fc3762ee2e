namespace Cajal;

/// <summary>Counts the changes of anything a record takes as given: trainable sets, rates of dropout, options of optimizers. A plan made before
/// a change is checked against a fresh record before it runs again.</summary>
public static class Settings
{
    private static long version;

    /// <summary>Number of changes so far in this process.</summary>
    public static long Version => Interlocked.Read(ref version);

    /// <summary>Says that an option has changed. Setters of options that enter a record call this.</summary>
    public static void Touch() => Interlocked.Increment(ref version);
}
