using Cajal.Cli;
using Cajal.Training;

namespace Cajal.Tests.Cli;

public class ProgressTests
{
    private static readonly TrainingStarted Started = new(epochs: 100, stepsPerEpoch: 10, examples: 320, epochsDone: 0, stepsDone: 0);

    [Fact]
    public void Plain_lines_are_few_and_say_it_all()
    {
        var error = new StringWriter { NewLine = "\n" };
        var progress = new PlainProgress(error);
        progress.Report(Started);
        for (int epoch = 1; epoch <= 100; epoch++)
        {
            progress.Report(new EpochEnded(Epoch(epoch)));
        }
        string[] lines = error.ToString().TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(21);
        lines[0].ShouldBe("epoch 1/100  loss 0.2346  validation loss 0.2500  validation accuracy 97.83 %  12,345 examples/s  1:39 left");
        lines[^1].ShouldStartWith("epoch 100/100");
        lines[^1].ShouldNotContain("left");
    }

    [Fact]
    public void A_live_line_shows_epoch_figures_speed_and_time_left()
    {
        var error = new StringWriter();
        var progress = new LiveProgress(error, width: 120);
        progress.Report(Started);
        for (int step = 1; step <= 4; step++) progress.Report(new StepsMade(1, step, 10, step, 0.75, 1234.5, TimeSpan.FromSeconds(75)));
        progress.Report(new EpochEnded(Epoch(1)));
        progress.Report(new TrainingNotice("something worth knowing"));
        progress.Report(new StepsMade(2, 5, 10, 515, 0.5, 1234.5, TimeSpan.FromSeconds(75)));
        string[] shown = error.ToString().Split('\r', StringSplitOptions.RemoveEmptyEntries);
        shown[^1].ShouldStartWith("epoch 2/100 ━━━━━━━━━━──────────  loss 0.5000  "
            + "validation accuracy 97.83 %  1,234 examples/s  1:15 left");
        shown.ShouldContain(s => s.StartsWith("something worth knowing"));
        progress.Clear();
        error.ToString().ShouldEndWith("\r" + new string(' ', shown[^1].TrimEnd().Length) + "\r");
    }

    [Fact]
    public void A_live_line_never_grows_over_its_terminal()
    {
        var error = new StringWriter();
        var progress = new LiveProgress(error, width: 40);
        progress.Report(Started);
        progress.Report(new StepsMade(1, 10, 10, 10, 0.75, 1234.5, TimeSpan.FromSeconds(75)));
        error.ToString().Split('\r').ShouldAllBe(line => line.Length < 40);
    }

    private static EpochResult Epoch(int number) => new()
    {
        Epoch = number,
        Step = number * 10,
        Loss = 0.23456,
        DataLoss = 0.23,
        Penalties = [],
        ValidationLoss = 0.25,
        Metrics = [new NamedFigure("accuracy", 0.9783)],
        LearningRate = 0.001,
        ExamplesPerSecond = 12345.6,
        Seconds = number,
    };
}
