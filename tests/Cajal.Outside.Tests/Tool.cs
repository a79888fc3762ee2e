using System.Diagnostics;
using System.Globalization;

namespace Cajal.Outside.Tests;

/// <summary>A command as a user types it, in a folder of its own and with no setting of this build.</summary>
internal static class Tool
{
    // What the test host tells its children about its own SDK and its own packages would be another machine than the user's.
    private static readonly string[] Foreign = ["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "NUGET_PACKAGES", "DOTNET_HOST_PATH", "MSBuildLoadMicrosoftTargetsReadOnly"];

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="TimeoutException">It took longer than five minutes.</exception>
    public static async Task<Answer> Run(string folder, string command, params string[] words)
    {
        var start = new ProcessStartInfo(command, words) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in Foreign) start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        long began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{command} {string.Join(' ', words)} did not end within five minutes.");
        }
        return new Answer($"{command} {string.Join(' ', words)}", process.ExitCode, await output, await error, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>Runs a command that must work, and gives what it printed.</summary>
    public static async Task<string> Do(string folder, string command, params string[] words)
    {
        var answer = await Run(folder, command, words);
        answer.Code.ShouldBe(0, answer.ToString());
        return answer.Output.ReplaceLineEndings("\n");
    }
}

/// <summary>What a command said, and how long it took.</summary>
internal sealed record Answer(string Line, int Code, string Output, string Error, TimeSpan Took)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line} (code {Code}, {Took.TotalSeconds:0.0} s)\n{Output}\n{Error}");
}
