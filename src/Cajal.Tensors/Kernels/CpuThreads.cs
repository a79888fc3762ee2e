namespace Cajal;

/// <summary>How many threads compute on the processor.</summary>
public static class CpuThreads
{
    /// <summary>Threads that compute, the caller among them; at first CAJAL_THREADS or the number of processors. Results do not depend on it, bit for bit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to less than 1.</exception>
    public static int Count
    {
        get => Workers.Count;
        set => Workers.Count = value;
    }
}
