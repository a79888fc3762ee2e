namespace Cajal.Tests.House;

/// <summary>Bytes of managed memory that some work takes on its thread.</summary>
internal static class Allocated
{
    /// <summary>The least of five tries: a garbage collection, which any other thread may cause, counts the unused rest of this thread's
    /// buffer as taken (up to 8 KiB), but it does not come five times.</summary>
    public static long By(Action work)
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
