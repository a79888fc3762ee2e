using System.Collections.Concurrent;

namespace Cajal.Studio;

/// <summary>The training of one page, on a thread of its own: it answers one question between two steps, and rests a little after each step, so that rooms beside it stay quick.</summary>
internal sealed class DigitSession : IDisposable
{
    private readonly BlockingCollection<(DigitCommand Command, TaskCompletionSource<DigitCourseView> Answer)> questions = new(4);
    private readonly Thread thread;
    private readonly Func<DigitSets> sets;
    private bool isRunning, stopsAtEpoch;

    /// <summary>Begins, at rest.</summary>
    /// <param name="sets">Makes what is trained on; asked on the session's thread.</param>
    public DigitSession(Func<DigitSets> sets)
    {
        this.sets = sets;
        thread = new Thread(Run) { IsBackground = true, Name = "digit-training" };
        thread.Start();
    }

    /// <summary>Whether its thread has ended.</summary>
    public bool IsOver => !thread.IsAlive;

    /// <summary>Obeys, and tells where it stands.</summary>
    /// <exception cref="InvalidOperationException">It was closed.</exception>
    public Task<DigitCourseView> AskAsync(DigitCommand command)
    {
        var answer = new TaskCompletionSource<DigitCourseView>(TaskCreationOptions.RunContinuationsAsynchronously);
        questions.Add((command, answer));
        return answer.Task;
    }

    /// <summary>Ends its thread after the step it is in.</summary>
    public void Dispose() => questions.CompleteAdding();

    private void Run()
    {
        DigitCourse? course = null;
        while (!questions.IsCompleted)
        {
            if (!questions.TryTake(out var next, isRunning ? 0 : Timeout.Infinite))
            {
                if (!isRunning || questions.IsAddingCompleted) continue;
                long began = Environment.TickCount64;
                bool isComplete = course!.Advance();
                if (course.Frozen is not null || isComplete && stopsAtEpoch) isRunning = false;
                Thread.Sleep((int)Math.Clamp((Environment.TickCount64 - began) / 5, 1, 100));
                continue;
            }
            try
            {
                course ??= new DigitCourse(sets());
                string? refused = Obey(course, next.Command);
                next.Answer.SetResult(course.View(Picture(next.Command.Ink), next.Command.Example) with { IsRunning = isRunning, Refused = refused });
            }
            catch (Exception e)
            {
                isRunning = false;
                next.Answer.SetException(e);
            }
        }
        questions.Dispose();
    }

    // What is refused changes nothing, and the answer says so.
    private string? Obey(DigitCourse course, DigitCommand command)
    {
        try
        {
            if (command.Settings is { } settings) course.Set(settings);
            switch (command.Do)
            {
                // A question that leaves it out only looks.
                case "look" or null: break;
                case "train" or "epoch":
                    course.Judge();
                    (isRunning, stopsAtEpoch) = (course.Frozen is null, command.Do == "epoch");
                    break;
                case "pause": isRunning = false; break;
                case "step":
                    isRunning = false;
                    course.Judge();
                    course.Advance();
                    break;
                case "anew":
                    isRunning = false;
                    course.Begin();
                    break;
                default: throw new ArgumentException($"A training of digits knows look, train, pause, step, epoch and anew; received '{PlainText.Of(command.Do, 20)}'.");
            }
            if (!isRunning && course.Frozen is null) course.Judge();
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    private static byte[]? Picture(byte[]? ink) => ink?.Length == InkPicture.DrawnSide * InkPicture.DrawnSide ? InkPicture.Prepare(ink, InkPicture.DrawnSide) : null;
}
