using System.Runtime.CompilerServices;
using System.Globalization;
using System.Runtime.Versioning;

namespace Cajal;

/// <summary>Work cut into numbered chunks that do not touch each other's results.</summary>
internal interface IChunkBody
{
    /// <summary>Does one chunk; called once for each number, in any order, on any thread.</summary>
    void Run(int chunk);
}

/// <summary>The one pool of threads that all kernels share.</summary>
/// <remarks>How work is cut must follow from the work alone, never from <see cref="Count"/>: then the same numbers come out bit for bit on any machine.</remarks>
internal static class Workers
{
    /// <summary>Work (in FLOP) below which one thread is done before a second one has begun: cut no chunks below it.</summary>
    public const double Crossover = 0.4e6;

    /// <summary>The variable of the environment that sets <see cref="Count"/> at the start.</summary>
    public const string Variable = "CAJAL_THREADS";

    private static readonly Lock Gate = new();
    private static volatile int count;
    private static volatile Crew? crew;

    /// <summary>Threads that compute, the caller among them; at first CAJAL_THREADS or the number of processors. With 1 no thread is ever started.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to less than 1.</exception>
    public static int Count
    {
        get
        {
            if (count == 0) lock (Gate) { if (count == 0) count = Initial(Environment.GetEnvironmentVariable(Variable)); }
            return count;
        }
        set
        {
            if (value < 1)
                throw new ArgumentOutOfRangeException(nameof(value), string.Create(CultureInfo.InvariantCulture,
                    $"The number of threads counts the caller too; received {value}, expected at least 1."));
            lock (Gate)
            {
                if (value == count) return;
                if (!OperatingSystem.IsBrowser()) crew?.Retire();
                crew = null;
                count = value;
            }
        }
    }

    /// <summary>Runs the chunks 0 .. chunks − 1, all of them done on return. Allocates nothing.</summary>
    /// <remarks>The caller takes part, and does alone what nobody else claims. A call from inside a chunk, or while another thread uses the pool, runs on the
    /// calling thread. An exception in a chunk reaches the caller; the chunks not yet begun are then left out.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void For<TBody>(int chunks, ref TBody body) where TBody : struct, IChunkBody
    {
        // A browser has one thread, and it may not wait.
        if (!OperatingSystem.IsBrowser() && chunks > 1 && Count > 1 && (crew ?? Hire()) is { } hired && hired.TryRun(chunks, ref body)) return;
        for (int chunk = 0; chunk < chunks; chunk++) body.Run(chunk);
    }

    /// <summary>What the variable of the environment asks for; without it, the number of processors.</summary>
    internal static int Initial(string? wish)
    {
        if (string.IsNullOrWhiteSpace(wish)) return Environment.ProcessorCount;
        if (int.TryParse(wish, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads >= 1) return threads;
        throw new InvalidOperationException($"{Variable} is '{wish}', expected a whole number of at least 1; set it right or unset it.");
    }

    [UnsupportedOSPlatform("browser")]
    private static Crew? Hire()
    {
        lock (Gate) return count > 1 ? crew ??= new Crew(count - 1) : null;
    }
}
