using Cajal.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Cajal.Cli;

/// <summary>Progress as one moving line: epoch, bar, loss, validation metric, examples per second, time left.</summary>
internal sealed class LiveProgress : IProgress<TrainingEvent>
{
    private readonly IAnsiConsole console;
    private readonly ProgressTask task;
    private readonly WordsColumn figures, left;
    private EpochResult? last;
    private int epochs = 1, stepsPerEpoch = 1;

    private LiveProgress(IAnsiConsole console, ProgressTask task, WordsColumn figures, WordsColumn left)
    {
        this.console = console;
        this.task = task;
        this.figures = figures;
        this.left = left;
    }

    /// <summary>Does some work under a moving line; the line is left in a clean state however the work ends.</summary>
    public static T Watch<T>(TextWriter error, Func<IProgress<TrainingEvent>, T> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(error),
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
        });
        WordsColumn figures = new(), left = new();
        return console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 24 }, figures, left)
            .Start(context => work(new LiveProgress(console, context.AddTask("starting"), figures, left)));
    }

    public void Report(TrainingEvent value)
    {
        switch (value)
        {
            case TrainingStarted start:
                (epochs, stepsPerEpoch) = (start.Epochs, start.StepsPerEpoch);
                task.MaxValue = Math.Max(1, (double)epochs * stepsPerEpoch);
                task.Value = start.StepsDone;
                break;
            case StepsMade steps:
                task.Value = steps.Step;
                task.Description = $"epoch {steps.Epoch}/{epochs}";
                figures.Words = ProgressText.Figures(steps, last);
                left.Words = $"{Numbers.Duration(steps.Remaining)} left";
                break;
            case EpochEnded ended:
                last = ended.Result;
                task.Value = ended.Result.Step;
                break;
            case TrainingNotice notice:
                console.WriteLine(notice.Text);
                break;
        }
    }

    /// <summary>A column of plain words; drawn by another thread than the one that sets them, so they are replaced whole.</summary>
    private sealed class WordsColumn : ProgressColumn
    {
        private volatile string words = "";

        public string Words { set => words = value; }

        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(words);
    }
}
