using System.Globalization;

namespace Cajal.Training;

/// <summary>What a stretch of work cost: processor time, and the energy of the processors where the system counts it (RAPL, under Linux with leave to read it).</summary>
/// <remarks>Counters of packages and memory are added up; those of cores are parts of a package, and that of the platform holds the packages. They begin anew at a maximum, after about an
/// hour of full work, and are therefore looked at in between.</remarks>
internal sealed class EnergyMeter : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly List<Counter> counters = [];
    private readonly TimeSpan began = Processor();
    private readonly Timer? timer;

    /// <summary>Begins to count.</summary>
    /// <param name="root">Where the system keeps its counters.</param>
    public EnergyMeter(string root = "/sys/class/powercap")
    {
        if (!Directory.Exists(root)) return;
        foreach (string folder in Directory.EnumerateDirectories(root, "intel-rapl:*"))
            if (Text(folder, "name") is { } name && (name.StartsWith("package", StringComparison.Ordinal) || name == "dram") && Number(folder, "energy_uj") is { } now)
                counters.Add(new(folder, Number(folder, "max_energy_range_uj") ?? 0, now));
        if (counters.Count > 0) timer = new Timer(_ => Look(), null, Pause, Pause);
    }

    /// <summary>Seconds that all processors together have worked for this process.</summary>
    public double CpuSeconds => (Processor() - began).TotalSeconds;

    /// <summary>Joules since it began, of the whole machine; null where they are not counted.</summary>
    public double? Joules
    {
        get
        {
            Look();
            lock (counters) return counters.Count == 0 ? null : counters.Sum(c => c.Used) / 1e6;
        }
    }

    /// <summary>Ends the counting.</summary>
    public void Dispose() => timer?.Dispose();

    private static TimeSpan Processor() => OperatingSystem.IsBrowser() || OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() ? TimeSpan.Zero : Environment.CpuUsage.TotalTime;

    private void Look()
    {
        lock (counters)
            foreach (var counter in counters)
                if (Number(counter.Folder, "energy_uj") is { } now) counter.Add(now);
    }

    private static double? Number(string folder, string file) => double.TryParse(Text(folder, file), NumberStyles.None, CultureInfo.InvariantCulture, out double value) ? value : null;

    private static string? Text(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed class Counter(string folder, double range, double last)
    {
        private double last = last;

        public string Folder => folder;

        public double Used { get; private set; }

        public void Add(double now)
        {
            Used += now >= last ? now - last : now + range - last;
            last = now;
        }
    }
}
