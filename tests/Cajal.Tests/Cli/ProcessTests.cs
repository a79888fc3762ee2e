using System.Diagnostics;
using Cajal.Cli;

namespace Cajal.Tests.Cli;

/// <summary>The command line as a process of its own, killed and interrupted as the system does it.</summary>
[Collection("alone")]
public class ProcessTests
{
    private const int Epochs = 400;

    private static string[] Train(int epochs, string run) =>
        ["train", "moons", "--examples", "400", "--dropout", "0.1", "--threads", "1", "--epochs", $"{epochs}", "--run", run];

    [SkippableFact]
    public void Killed_at_random_moments_and_resumed_equals_undisturbed()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no kill -9");
        using var shell = new Shell();
        Start(shell, Train(Epochs, "whole")).Wait().ShouldBe(ExitCode.Done);
        var random = new Random(5);
        int kills = 0;
        // The last run is left alone; the moments before it lie anywhere from the start of the process to its end.
        for (int code = -1; code != ExitCode.Done;)
        {
            bool isLast = kills == 6;
            using var process = Start(shell, Directory.Exists(shell["r"]) ? [.. Train(Epochs, "r"), "--resume"] : Train(Epochs, "r"));
            if (!isLast)
            {
                Thread.Sleep(random.Next(150, 900));
                process.Kill();
                kills++;
            }
            code = process.Wait();
            foreach (string file in Directory.Exists(shell["r"]) ? Directory.GetFiles(shell["r"], "*.json", SearchOption.AllDirectories) : [])
                if (!file.Contains(".tmp", StringComparison.Ordinal)) System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(file)).Dispose();
        }
        TrainVerbTests.Weights(shell, "r").ShouldBe(TrainVerbTests.Weights(shell, "whole"));
    }

    [SkippableTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_signal_ends_the_training_within_a_step_and_it_can_be_resumed(string signal, int expected)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has other signals");
        Skip.If(signal == "INT" && InterruptsAreIgnored, Deaf);
        using var shell = new Shell();
        using var process = Start(shell, Train(400000, "r"));
        process.WaitFor("epoch ");
        Process.Start("kill", [$"-{signal}", process.Id]).WaitForExit();
        process.Wait().ShouldBe(expected, process.Said);
        process.Said.ShouldContain("train --resume --run r");
        using var another = Start(shell, ["train", "--resume", "--run", "r"]);
        another.WaitFor("epoch ");
        another.Kill();
        another.Wait();
    }

    [SkippableFact]
    public void A_signal_before_the_work_has_begun_ends_the_process()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has other signals");
        Skip.If(InterruptsAreIgnored, Deaf);
        using var shell = new Shell();
        shell.Write("big.csv", "a,b\n" + string.Concat(Enumerable.Repeat("1.5,2.5\n", 4_000_000)));
        using var process = Start(shell, ["data", "big.csv"]);
        Thread.Sleep(300);
        Process.Start("kill", ["-INT", process.Id]).WaitForExit();
        process.Wait().ShouldBe(ExitCode.Interrupted);
    }

    private const string Deaf = "SIGINT is ignored here, as in what a script starts in the background, and whatever is started inherits that";

    // Signal n has the bit n − 1 in the mask of ignored ones.
    private static bool InterruptsAreIgnored => File.Exists("/proc/self/status") && File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)).Any(line => (Convert.ToUInt64(line[7..].Trim(), 16) & 2) != 0);

    private static Child Start(Shell shell, string[] words) => new(shell.Folder, words);
}
