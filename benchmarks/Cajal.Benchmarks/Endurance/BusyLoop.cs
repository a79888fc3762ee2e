using System.Diagnostics;
using System.Globalization;

namespace Cajal.Benchmarks.Endurance;

/// <summary>Foreign load: a process of its own for each processor, that does nothing for ever. Ends when the program that started it does,
/// in
/// whatever way.</summary>
internal sealed class BusyLoop : IDisposable
{
    private readonly Process process;

    public BusyLoop(int processor)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(typeof(BusyLoop).Assembly.Location);
        start.ArgumentList.Add("busy");
        start.ArgumentList.Add("--processor");
        start.ArgumentList.Add(processor.ToString(CultureInfo.InvariantCulture));
        process = Process.Start(start)!;
    }

    /// <summary>True while it runs.</summary>
    public bool IsAlive => !process.HasExited;

    /// <summary>What such a process does: it keeps a processor busy until its input ends.</summary>
    public static int Stay(int processor)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()) Process.GetCurrentProcess().ProcessorAffinity = (nint)1 << processor;
        bool over = false;
        var listener = new Thread(() =>
        {
            while (Console.In.Read() >= 0)
            {
            }
            Volatile.Write(ref over, true);
        });
        listener.Start();
        while (!Volatile.Read(ref over))
        {
        }
        return 0;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
