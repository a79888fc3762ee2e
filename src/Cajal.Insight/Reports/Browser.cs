using System.ComponentModel;
using System.Diagnostics;

namespace Cajal.Insight;

/// <summary>Opens pages in the browser of whoever sits here.</summary>
public static class Browser
{
    /// <summary>Opens a file; says on standard error in one sentence where there is no browser. Returns its full path.</summary>
    public static string Open(string path)
    {
        path = Path.GetFullPath(path);
        OpenAddress(path);
        return path;
    }

    /// <summary>Opens an address such as <c>http://127.0.0.1:7575/</c>; says on standard error in one sentence where there is no browser.</summary>
    public static void OpenAddress(string address)
    {
        // Without a screen, what opens files would wait for one or fail in many lines.
        bool hasScreen = !OperatingSystem.IsLinux() || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY"))
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WAYLAND_DISPLAY"));
        if (!hasScreen || !TryStart(address)) Console.Error.WriteLine($"There is no browser to open here; the page is {address}");
    }

    /// <summary>Writes a page of a run that has no folder beside other temporary files.</summary>
    internal static string Aside(Page page)
    {
        string path = Path.Combine(Path.GetTempPath(), $"cajal-report-{Guid.NewGuid():N}.html");
        File.WriteAllText(path, page.ToHtml());
        return path;
    }

    private static bool TryStart(string path)
    {
        // A page that runs in a browser cannot start another.
        if (OperatingSystem.IsBrowser()) return false;
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path) { UseShellExecute = true });
            return true;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or FileNotFoundException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
