using Cajal.Cli;

namespace Cajal.Tests.Cli;

/// <summary>Ctrl-C, a full disk, a folder that cannot be written: the work ends with a sentence, and what was there goes on.</summary>
public class InterruptTests
{
    private static readonly string[] Command =
        ["train", "moons", "--examples", "200", "--epochs", "12", "--dropout", "0.1", "--early-stopping", "20"];

    [Fact]
    public void Ctrl_C_keeps_a_checkpoint_says_how_to_go_on_and_the_weights_end_up_the_same()
    {
        using var shell = new Shell();
        shell.Run([.. Command, "--run", "whole"]).ShouldBeDone();
        var stopped = Interrupt(shell, [.. Command, "--run", "r"]);
        stopped.Code.ShouldBe(ExitCode.Interrupted);
        stopped.Error.ShouldContain("cajal train --resume --run r");
        Directory.Exists(shell[Path.Combine("r", "model")]).ShouldBeFalse();

        shell.Run("evaluate", "r").ShouldBeDone().Error.ShouldContain("not finished");
        shell.Run("train", "--resume", "--run", "r").ShouldBeDone().Out.ShouldContain("Trained 12 epochs");
        TrainVerbTests.Weights(shell, "r").ShouldBe(TrainVerbTests.Weights(shell, "whole"));
    }

    [Fact]
    public void Resume_finds_the_latest_run_and_refuses_another_recipe()
    {
        using var shell = new Shell();
        shell.Run("train", "--resume").ShouldFail(ExitCode.WrongUse, "no run", "--run");
        shell.Run("train", "--resume", "--run", "nowhere").ShouldFail(ExitCode.Failed, "nowhere");
        Interrupt(shell, Command).Code.ShouldBe(ExitCode.Interrupted);
        shell.Run([.. Command, "--layers", "7", "--resume"]).ShouldFail(ExitCode.Failed, "layers");
        shell.Run("train", "xor", "--resume").ShouldFail(ExitCode.WrongUse, "no run of xor");
        shell.Run([.. Command, "--resume"]).ShouldBeDone();
        shell.Run("train", "--resume", "--epochs", "15").ShouldBeDone().Out.ShouldContain("Trained 15 epochs");
        shell.Run("train", "--resume", "--replace").ShouldFail(ExitCode.WrongUse, "one of them");
    }

    [Fact]
    public void Resume_without_a_name_takes_the_run_that_is_not_finished_although_a_later_one_is()
    {
        using var shell = new Shell();
        Interrupt(shell, Command).Code.ShouldBe(ExitCode.Interrupted);
        shell.Run("train", "sine", "--epochs", "2").ShouldBeDone();
        shell.Run("train", "--resume").ShouldBeDone().Out.ShouldContain("Trained 12 epochs");
    }

    [Fact]
    public void A_command_cancelled_before_it_began_does_nothing()
    {
        using var shell = new Shell();
        var answer = shell.Run(new CancellationToken(canceled: true), [.. Command, "--run", "r"]);
        answer.Code.ShouldBe(ExitCode.Interrupted);
        shell.Run("train", "--resume", "--run", "r").ShouldBeDone();
    }

    [SkippableFact]
    public void A_disk_that_fills_up_is_said_and_the_run_goes_on_when_there_is_room()
    {
        Skip.IfNot(File.Exists("/dev/full"), "there is no /dev/full here");
        using var shell = new Shell();
        shell.Run([.. Command, "--run", "whole"]).ShouldBeDone();
        Interrupt(shell, [.. Command, "--run", "r"]);
        string metrics = shell[Path.Combine("r", "metrics.csv")], aside = shell["metrics.csv"];
        File.Move(metrics, aside);
        File.CreateSymbolicLink(metrics, "/dev/full");
        shell.Run("train", "--resume", "--run", "r").Error.ShouldContain("disk is full");
        File.Delete(metrics);
        File.Move(aside, metrics);
        shell.Run("train", "--resume", "--run", "r").ShouldBeDone();
        TrainVerbTests.Weights(shell, "r").ShouldBe(TrainVerbTests.Weights(shell, "whole"));
    }

    [SkippableFact]
    public void A_folder_that_cannot_be_written()
    {
        Skip.IfNot(Directory.Exists("/proc/self"), "there is no folder here that nobody can write");
        using var shell = new Shell();
        shell.Run([.. Command, "--run", "/proc/cajal"]).ShouldFail(ExitCode.Failed, "/proc/cajal", "could not be written");
    }

    [Fact]
    public void A_folder_with_something_else_in_it_is_left_alone()
    {
        using var shell = new Shell();
        Directory.CreateDirectory(shell["mine"]);
        shell.Write(Path.Combine("mine", "diary.txt"), "dear diary");
        shell.Run([.. Command, "--run", "mine"]).ShouldFail(ExitCode.Failed, "diary.txt");
        Directory.EnumerateFileSystemEntries(shell["mine"]).Count().ShouldBe(1);
    }

    [Fact]
    public void Ctrl_C_ends_the_figures_in_the_one_that_is_drawn_and_keeps_those_before()
    {
        using var shell = new Shell();
        using var cancellation = new CancellationTokenSource();
        var error = new Watcher("[2/2] early-stopping", cancellation.Cancel);
        int code = CommandLine.Run(["figures", "learning-rates", "early-stopping", "--out", "f"], new Terminal(new StringWriter(), error, shell.Folder), cancellation.Token);
        code.ShouldBe(ExitCode.Interrupted);
        Directory.GetFiles(shell["f"]).Select(Path.GetFileName).ShouldBe(["learning-rates.svg"]);
    }

    // Ctrl-C after the third epoch was told.
    private static Answer Interrupt(Shell shell, string[] words)
    {
        using var cancellation = new CancellationTokenSource();
        var error = new Watcher("epoch 3/", cancellation.Cancel);
        var output = new StringWriter();
        int code = CommandLine.Run(words, new Terminal(output, error, shell.Folder), cancellation.Token);
        return new Answer(code, output.ToString(), error.ToString());
    }

    private sealed class Watcher(string sign, Action onSign) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (value?.StartsWith(sign, StringComparison.Ordinal) == true) onSign();
        }

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.StartsWith(sign, StringComparison.Ordinal) == true) onSign();
        }
    }
}
