using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Cajal.Data;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>One page's playground: a thread of its own that obeys commands between two steps and shows what it does. What goes wrong in it is told on its page and ends
/// only it.</summary>
internal sealed class Session : IDisposable
{
    private const int MostSaid = 600, MillisecondsPerFrame = 30, MillisecondsPerCurve = 400, MillisecondsPerGlance = 1500, MillisecondsPerRace = 150;

    private static readonly bool FewCores = Environment.ProcessorCount <= 2;

    private readonly Mailbox mailbox = new();
    private readonly AutoResetEvent posted = new(false);
    private readonly Action<Session>? ended;
    private readonly ViewDesk views;
    private readonly string ownTongue = Tongue.Current;
    // Made by its own thread, before anything else.
    private Course course = null!;
    private Race? race;
    private bool running;
    private int? pinned;
    private volatile bool closed, isOver;
    private long nextRest, nextFrame, nextCurve, nextGlance, nextStep, markedAt;
    private int markedEpoch;
    private double epochsPerSecond;

    /// <summary>Begins with the usual playground.</summary>
    /// <param name="name">Its name, which nobody can guess.</param>
    /// <param name="ended">Is told when it is over.</param>
    public Session(string name, Action<Session>? ended = null)
    {
        (Name, this.ended) = (name, ended);
        views = new ViewDesk(Outbox);
        new Thread(Live) { IsBackground = true, Name = $"session {name[..Math.Min(4, name.Length)]}" }.Start();
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it has for its page.</summary>
    public Outbox Outbox { get; } = new();

    /// <summary>Whether it is over.</summary>
    public bool IsOver => isOver;

    /// <summary>Asks for something; false when too much is asked at once, or it is over.</summary>
    public bool Post(Command command)
    {
        if (closed || !mailbox.TryPut(command)) return false;
        posted.Set();
        if (IsOver) GiveBack();
        return true;
    }

    /// <summary>Says a sentence about something that did not work.</summary>
    public void Tell(string sentence) => Send("trouble", new Trouble(sentence), StudioJson.Default.Trouble);

    /// <summary>Lets work see the course between two steps.</summary>
    public Task<T> Look<T>(Func<Course, T> work)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isTaken = Post(new Command
        {
            Do = "work",
            Work = session =>
            {
                try
                {
                    result.SetResult(work(session.course));
                }
                catch (Exception e)
                {
                    result.SetException(e);
                }
            },
            GivenBack = Refuse,
        });
        if (!isTaken) Refuse();
        return result.Task;

        void Refuse() => result.TrySetException(new InvalidOperationException("The session is over, or busy."));
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        closed = true;
        posted.Set();
    }

    private void Live()
    {
        try
        {
            course = new Course(new PlaygroundState()) { Between = Breathe };
            Send("hello", new Hello { Session = Name }, StudioJson.Default.Hello);
            ShowAll([]);
            while (!closed)
            {
                if (mailbox.TryTake(out var command)) Obey(command);
                else if (running) Train();
                else if (race?.IsRunning == true) RaceOn();
                else if (views.IsStale) views.ShowAll(course, pinned);
                else posted.WaitOne();
            }
        }
        catch (Exception error)
        {
            // Whatever it is: other sessions live on. Where Studio was started it is written whole, since nobody foresaw it.
            closed = true;
            Console.Error.WriteLine(error);
            Send("trouble", new Trouble($"This session ended, others go on: {error.Message} Load the page again.", Ended: true), StudioJson.Default.Trouble);
        }
        finally
        {
            closed = isOver = true;
            GiveBack();
            ended?.Invoke(this);
        }
    }

    // Whoever waits for a look at the course is told that there will be none.
    private void GiveBack()
    {
        while (mailbox.TryTake(out var left)) left.GivenBack?.Invoke();
    }

    private void Obey(Command command)
    {
        try
        {
            Do(command);
        }
        catch (Exception error) when (error is ArgumentException or RunException or DatasetException or ShapeException)
        {
            // A sentence repeats what it received, and that may be a megabyte.
            Tell(PlainText.Of(error.Message, MostSaid));
            ShowScene([]);
        }
    }

    private void Do(Command command)
    {
        switch (command.Do)
        {
            case "work":
                command.Work?.Invoke(this);
                break;
            case "open":
                var opened = StateText.Read(command.Link ?? "", out var notes);
                course = new Course(opened) { Between = Breathe };
                running = false;
                ShowAll(notes);
                break;
            case "set":
                if (course.Change(command.State ?? throw new ArgumentException("'set' brings a whole state; received none."))) pinned = null;
                nextStep = 0;
                ShowAll(command.Notes);
                break;
            case "play":
                running = course.Frozen is null;
                if (race is not null) race.IsRunning = false;
                (markedAt, markedEpoch) = (Stopwatch.GetTimestamp(), course.Bench.Trainer.EpochsDone);
                ShowFigures();
                break;
            case "pause":
                running = false;
                ShowMoment();
                break;
            case "step":
                running = false;
                Step(command.By ?? "epoch");
                ShowMoment();
                break;
            case "reset":
                running = false;
                course.Reset();
                ShowAll([]);
                break;
            case "rewind":
                running = false;
                course.Rewind(command.Step);
                ShowScene([]);
                ShowMoment();
                break;
            case "pin":
                pinned = command.Row is { } row && (row < 0 || row >= course.Bench.Data.Targets.Length)
                    ? throw new ArgumentException($"There are points 0 to {course.Bench.Data.Targets.Length - 1}; received {row}.") : command.Row;
                ShowPinned();
                views.Tire();
                break;
            case "doctor":
                Send("advice", course.Doctor.Ask(course.Bench), StudioJson.Default.Advice);
                break;
            case "try":
                course.Change(course.Doctor.Try(course.State, command.Finding, command.Prescription));
                ShowAll([]);
                break;
            case "edit":
                running = false;
                course.Edit(PlaceOf(command), ValueOf(command));
                ShowMoment();
                break;
            case "edit-gradient":
                running = false;
                course.EditGradient(PlaceOf(command), ValueOf(command));
                ShowMoment();
                break;
            case "undo":
                running = false;
                course.UndoEdit();
                ShowMoment();
                break;
            case "one-matrix":
                Send("oneMatrix", LinearProduct.Of(course.Bench), StudioJson.Default.OneMatrix);
                break;
            case "race" or "race-play" or "race-pause" or "race-step" or "race-end":
                (running, race) = (false, RaceCommands.Obey(command, course.State, race, () => closed));
                ShowFigures();
                ShowRace();
                break;
            case "view":
                views.Ask(command.View ?? throw new ArgumentException("'view' brings what is to be shown; received nothing."), course, pinned);
                break;
            case "gallery":
                Send("gallery", new GalleryRows(Gallery.All), StudioJson.Default.GalleryRows);
                break;
            case "share":
                Send("shared", new Shared(StateText.Write(course.State, course.Bench.Weights)), StudioJson.Default.Shared);
                break;
            default:
                throw new ArgumentException($"A session knows open, set, play, pause, step, reset, rewind, pin, doctor, try, gallery, share, view, edit, edit-gradient, undo, one-matrix and race; received '{command.Do}'.");
        }
    }

    private static WeightPlace PlaceOf(Command command) => command.Place ?? throw new ArgumentException($"'{command.Do}' brings the place of a weight or bias; received none.");

    private static double ValueOf(Command command) => command.Value ?? throw new ArgumentException($"'{command.Do}' brings a number; received none.");

    private void Step(string by)
    {
        switch (by)
        {
            case "sample":
                if (course.StepSample() is { } row) pinned = row;
                break;
            case "batch":
                course.StepBatch();
                break;
            case "epoch":
                course.StepEpoch();
                break;
            default:
                throw new ArgumentException($"A step is one of sample, batch, epoch; received '{by}'.");
        }
    }

    // An epoch in each lane; all lanes are shown now and then, and when the race halts.
    private void RaceOn()
    {
        race!.Advance();
        long now = Stopwatch.GetTimestamp();
        if (now < nextFrame && race.IsRunning) return;
        ShowRace();
        nextFrame = now + Math.Max(Ticks(MillisecondsPerRace), 2 * (Stopwatch.GetTimestamp() - now));
    }

    private void ShowRace() => Send("race", race?.View ?? new RaceView { Epoch = 0, Running = false, Lanes = [] }, StudioJson.Default.RaceView);

    private void Train()
    {
        views.Clock.Start();
        if (course.Run()) return;
        running = false;
        ShowMoment();
    }

    // Between two steps: shows what is due, keeps the pace, and looks whether somebody asked for something.
    private bool Breathe()
    {
        // A single step is made to its end.
        if (!running) return closed;
        views.Clock.Stop();
        long now = Stopwatch.GetTimestamp();
        if (now >= nextFrame && Outbox.IsDrawn)
        {
            ShowFigures();
            if (pinned is not null) ShowPinned();
            Glance(now);
            ShowPicture();
            long cost = Stopwatch.GetTimestamp() - now;
            // A large network is drawn less often: training has two thirds of the time.
            nextFrame = Math.Max(Math.Max(nextFrame, now - Ticks(MillisecondsPerFrame)) + Ticks(MillisecondsPerFrame), now + 3 * cost);
        }
        views.ShowNext(course, pinned);
        if (!Outbox.IsDrawn && FewCores && now >= nextRest)
        {
            // On few cores the page draws with what training leaves: while it does, training rests for half of the time.
            Thread.Sleep(1);
            nextRest = Stopwatch.GetTimestamp() + Ticks(1);
        }
        if (course.State.Speed > 0) Pace(course.State.Speed);
        views.Clock.Start();
        return closed || !mailbox.IsEmpty;
    }

    private void Pace(double stepsPerSecond)
    {
        long now = Stopwatch.GetTimestamp(), each = (long)(Stopwatch.Frequency / stepsPerSecond);
        if (nextStep < now - Ticks(100)) nextStep = now;
        nextStep += each;
        while (mailbox.IsEmpty && !closed && nextStep > Stopwatch.GetTimestamp())
        {
            double wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), nextStep).TotalMilliseconds;
            if (wait < 1) break;
            if (wait > 40) ShowMoment();
            posted.WaitOne((int)Math.Min(wait, 250));
        }
    }

    private void Glance(long now)
    {
        if (now >= nextCurve)
        {
            Send("curves", course.Curves.Curves, StudioJson.Default.Curves);
            nextCurve = now + Ticks(MillisecondsPerCurve);
        }
        if (now < nextGlance) return;
        Send("advice", course.Doctor.Glance(course.Bench), StudioJson.Default.Advice);
        nextGlance = now + Ticks(MillisecondsPerGlance);
    }

    private void ShowAll(IReadOnlyList<string> notes)
    {
        if (pinned >= course.Bench.Data.Targets.Length) pinned = null;
        views.Clock.Clear();
        ShowScene(notes);
        ShowMoment();
        Send("advice", course.Doctor.Glance(course.Bench), StudioJson.Default.Advice);
    }

    private void ShowMoment()
    {
        // The picture last: the page draws all of it in the frame that it asks for.
        ShowFigures();
        Send("curves", course.Curves.Curves, StudioJson.Default.Curves);
        ShowPinned();
        if (!running) Send("lecture", LectureCheck.Of(course) ?? new LectureRows(), StudioJson.Default.LectureRows);
        ShowPicture();
        views.Tire();
    }

    private void ShowPicture() => Outbox.Put(new Letter("picture", Maps.Frame(course.Bench, Maps.SideOf(course.Bench)), IsBinary: true));

    private void ShowScene(IReadOnlyList<string> notes) => Send("scene", SceneWriting.Of(course, notes), StudioJson.Default.Scene);

    private void ShowFigures()
    {
        long now = Stopwatch.GetTimestamp();
        if (!running) epochsPerSecond = 0;
        else if (now - markedAt > Ticks(250))
        {
            epochsPerSecond = (course.Bench.Trainer.EpochsDone - markedEpoch) / Stopwatch.GetElapsedTime(markedAt, now).TotalSeconds;
            (markedAt, markedEpoch) = (now, course.Bench.Trainer.EpochsDone);
        }
        Send("figures", SceneWriting.FiguresOf(course, running, epochsPerSecond), StudioJson.Default.Figures);
    }

    private void ShowPinned()
    {
        if (pinned is { } row && course.Frozen is null)
            Send("pin", PinnedSample.Trace(course.Bench, row, running ? null : course.PreviewUpdate()), StudioJson.Default.PinnedTrace);
    }

    private void Send<T>(string kind, T message, JsonTypeInfo<T> type)
    {
        // What its page has chosen, or what the browser asked for when it came.
        Tongue.Current = course?.State.Language is { Length: > 0 } chosen ? chosen : ownTongue;
        Outbox.Put(new Letter(kind, JsonSerializer.SerializeToUtf8Bytes(message, type), IsBinary: false));
    }

    private static long Ticks(int milliseconds) => Stopwatch.Frequency * milliseconds / 1000;
}
