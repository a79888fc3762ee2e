using System.Diagnostics;
using System.Text;
using Cajal.Cli;

namespace Cajal.Tests.Cli;

/// <summary>The command line as a process of its own.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder said = new();

    public Child(string folder, string[] words, params (string Name, string Value)[] environment)
    {
        string program = typeof(ExitCode).Assembly.Location;
        process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [program, .. words])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        foreach (var (name, value) in environment) process.StartInfo.Environment[name] = value;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Id => process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public string Said
    {
        get { lock (said) return said.ToString(); }
    }

    public void WaitFor(string text)
    {
        for (var clock = Stopwatch.StartNew(); !Said.Contains(text, StringComparison.Ordinal); Thread.Sleep(5))
            if (clock.Elapsed > TimeSpan.FromSeconds(60) || process.HasExited) throw new TimeoutException(Said);
    }

    public void Kill() => process.Kill();

    public int Wait()
    {
        if (!process.WaitForExit(TimeSpan.FromSeconds(90))) throw new TimeoutException(Said);
        process.WaitForExit();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private void Add(string? line)
    {
        lock (said) said.AppendLine(line);
    }
}
