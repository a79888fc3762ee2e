using Cajal.Networks;

namespace Cajal.Tests.Autograd;

/// <summary>What happens beside the record while it is open (in a pause, on another thread, in a plan) would be missing in a replay, so it marks the
/// record.</summary>
public class UnseenTests
{
    private readonly Parameter w = new(Tensor.From([1f, 2]));

    [Fact]
    public void An_assignment_in_a_pause_marks_the_record()
    {
        foreach (var write in new Action[]
            { () => w.Assign(Tensor.Ones([2])), () => w.Assign([1f, 1]), () => w.Write<float, int>(0, (span, _) => span[0] = 3) })
            Marks(() =>
            {
                using (Tape.Pause()) write();
            }, "assigned");
    }

    [Fact]
    public void An_update_in_a_pause_marks_the_record()
    {
        var sgd = new Sgd([w], 0.1);
        Marks(tape =>
        {
            var gradients = tape.Gradients(w.Square().Sum());
            using (Tape.Pause()) sgd.Step(gradients);
        }, "where nothing records");
    }

    [Fact]
    public void Operations_in_a_pause_on_what_changes_mark_the_record()
    {
        Marks(_ =>
        {
            using (Tape.Pause()) w.Sum();
        }, "where nothing records");
        Marks(_ =>
        {
            var y = Tensor.Ones([2]) * 2;
            using (Tape.Pause()) y.Sum();
        }, "where nothing records");
    }

    [Fact]
    public void Operations_on_constants_in_a_pause_do_not_mark_the_record()
    {
        var constant = Tensor.Ones([2]);
        using var tape = Tape.Start();
        _ = constant * w;
        using (Tape.Pause()) constant.Sum();
        tape.NotReplayable.ShouldBeNull();
    }

    [Fact]
    public void A_plan_that_runs_inside_a_record_marks_it()
    {
        Plan plan;
        var x = Tensor.Ones([2]);
        using (var tape = Tape.Start(Mode.Inference))
        {
            tape.Input(x);
            plan = tape.ToPlan(x * 2);
        }
        float[] room = new float[2];
        foreach (var run in new Action[] { plan.Run, () => plan.Run(x), () => plan.Run([1f, 2], room) }) Marks(run, "a plan ran");
    }

    [Fact]
    public void A_read_on_another_thread_marks_the_record_when_an_operation_follows()
    {
        foreach (var read in new Action<Tensor>[] { t => t.Sum().Item(), t => _ = t[0], t => t.AsSpan<float>(), t => t.ToArray<float>() })
            Marks(tape =>
            {
                var y = w * 2;
                OnAnotherThread(() => read(y));
                _ = w + 1;
            }, "");
        using var tape = Tape.Start();
        var loss = w.Sum();
        OnAnotherThread(() => loss.Item());
        tape.NotReplayable.ShouldBeNull();
    }

    [Fact]
    public void What_another_thread_does_with_its_own_tensors_is_its_own_affair()
    {
        using var tape = Tape.Start();
        _ = w * 2;
        OnAnotherThread(() => (Tensor.Ones([2]) + 1).Sum().Item());
        _ = w + 1;
        tape.NotReplayable.ShouldBeNull();
    }

    [Fact]
    public void A_step_that_assigns_in_a_pause_stays_eager_and_right()
    {
        w.Assign([0f, 0]);
        float next = 0;
        var step = new PlannedStep(_ =>
        {
            var loss = w.Sum();
            next++;
            using (Tape.Pause()) w.Assign([next, next]);
            return [loss];
        })
        { IsDebugged = () => false };
        for (int i = 0; i < 6; i++) step.Run()[0].Item().ShouldBe(2 * i);
        step.WhyEager.ShouldNotBeNull().ShouldContain("assigned");
    }

    private void Marks(Action action, string why) => Marks(_ => action(), why);

    private static void Marks(Action<Tape> action, string why)
    {
        using var tape = Tape.Start();
        action(tape);
        tape.NotReplayable.ShouldNotBeNull().ShouldContain(why);
        Should.Throw<InvalidOperationException>(() => tape.ToPlan()).Message.ShouldContain("cannot be replayed");
    }

    private static void OnAnotherThread(Action action) => Task.Factory.StartNew(action, TaskCreationOptions.LongRunning).Wait();
}
