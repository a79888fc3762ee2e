using Cajal.Networks;
using Cajal.Tests.House;

namespace Cajal.Tests.Plans;

[Collection("alone")]
public class PlannedStepTests
{
    private static (Sequential Model, Adam Adam, State X, State Y) Setup()
    {
        var rng = new Rng(7);
        var model = new Sequential(new Linear(3, 5, rng), Activation.Relu, new Dropout(0.3, rng), new Linear(5, 2, rng));
        return (model, new Adam(model.Parameters, 0.01), new State(Tensor.Normal([8, 3], rng)), new State(Tensor.Normal([8, 2], rng)));
    }

    private static Tensor[] Step(Sequential model, Optimizer optimizer, Tensor x, Tensor y)
    {
        var difference = model.Forward(x) + y * -1;
        var loss = (difference * difference).Sum();
        optimizer.Step(Tape.Recording!.Gradients(loss).ClipByNorm(5));
        return [loss];
    }

    [Fact]
    public void A_planned_run_equals_the_eager_run_bit_for_bit_and_allocates_nothing()
    {
        var (eagerModel, eagerAdam, ex, ey) = Setup();
        var (model, adam, x, y) = Setup();
        var planned = new PlannedStep(t => Step(model, adam, t[0], t[1])) { IsDebugged = () => false };
        for (int i = 0; i < 20; i++)
        {
            double eagerLoss;
            using (Tape.Start()) eagerLoss = Step(eagerModel, eagerAdam, ex, ey)[0].Item();
            planned.Run(x, y)[0].Item().ShouldBe(eagerLoss);
            if (i > 2) planned.WhyEager.ShouldBeNull();
        }
        for (int i = 0; i < model.Parameters.Count; i++)
            model.Parameters[i].ToArray<float>().ShouldBe(eagerModel.Parameters[i].ToArray<float>());
        planned.Run(x, y);
        Allocated.By(() =>
        {
            for (int i = 0; i < 10_000; i++) planned.Run(x, y);
        }).ShouldBe(0);
    }

    [Fact]
    public void One_tensor_given_twice_has_a_plan_of_its_own()
    {
        var step = new PlannedStep(t => [(t[0] * 2 - t[1]).Sum()]) { IsDebugged = () => false };
        for (int i = 0; i < 5; i++)
        {
            Tensor x = Tensor.Full([3], i), y = Tensor.Full([3], 1);
            step.Run(x, x)[0].Item().ShouldBe(3 * i);
            step.Run(x, y)[0].Item().ShouldBe(3 * (2 * i - 1));
        }
        step.WhyEager.ShouldBeNull();
        step.PlanCount.ShouldBe(2);
    }

    [Fact]
    public void Each_shape_is_recorded_again_once_in_each_epoch()
    {
        var step = new PlannedStep(t => [(t[0] * 2).Sum()]) { IsDebugged = () => false };
        Tensor[] shapes = [Tensor.Ones([4]), Tensor.Ones([3])];
        for (int epoch = 0; epoch < 4; epoch++)
        {
            step.BeginEpoch();
            for (int i = 0; i < 4; i++)
                foreach (var x in shapes)
                {
                    step.Run(x);
                    (step.WhyEager is null).ShouldBe(epoch == 0 ? i >= 2 : i >= 1, $"epoch {epoch}, step {i}, {x.Shape}");
                }
        }
    }

    [Fact]
    public void A_change_that_only_the_smaller_batch_sees_is_found_and_ends_all_plans()
    {
        double factor = 1;
        var notices = new List<string>();
        var step = new PlannedStep(t => [(t[0].Count == 3 ? t[0] * factor : t[0] * 2).Sum()])
        {
            IsDebugged = () => false,
            Notice = notices.Add
        };
        Tensor large = Tensor.Ones([4]), small = Tensor.Ones([3]);
        for (int i = 0; i < 3; i++)
        {
            step.Run(large);
            step.Run(small)[0].Item().ShouldBe(3);
        }
        factor = 5;
        step.BeginEpoch();
        step.Run(large)[0].Item().ShouldBe(8);
        step.Run(small)[0].Item().ShouldBe(15);
        notices.Count.ShouldBe(1);
        step.Run(large)[0].Item().ShouldBe(8);
        step.WhyEager.ShouldNotBeNull().ShouldContain("made on the host");
        step.PlanCount.ShouldBe(0);
    }

    [Fact]
    public void A_kept_result_of_a_replay_stays_what_it_was()
    {
        var step = new PlannedStep(t => [(t[0] * 2).Reshape(2, 2).T]) { IsDebugged = () => false };
        var kept = new List<Tensor>();
        for (int i = 0; i < 5; i++) kept.Add(step.Run(Tensor.From([i, i + 1f, i + 2f, i + 3f]))[0].Keep());
        for (int i = 0; i < 5; i++) kept[i].ToArray<float>().ShouldBe([2f * i, 2 * i + 4, 2 * i + 2, 2 * i + 6]);
    }

    [Fact]
    public void Keep_in_a_pause_keeps()
    {
        Tensor kept;
        using (Tape.Start())
        {
            var y = Tensor.Ones([2]) * 3;
            using (Tape.Pause()) kept = y.Keep();
        }
        kept.ToArray<float>().ShouldBe([3f, 3]);
    }

    [Fact]
    public void A_plan_that_would_be_too_large_is_not_made_and_the_step_goes_on()
    {
        var notices = new List<string>();
        var step = new PlannedStep(t => [(t[0] * 2 + 1).Sum()]) { IsDebugged = () => false, MostArenaBytes = 4096, Notice = notices.Add };
        Tensor small = Tensor.Ones([4]), large = Tensor.Ones([4000]);
        for (int i = 0; i < 4; i++)
        {
            step.Run(large)[0].Item().ShouldBe(12000);
            if (i > 0) step.WhyEager.ShouldNotBeNull().ShouldContain("bytes at once, and a plan holds 4096");
            step.Run(small)[0].Item().ShouldBe(12);
        }
        step.WhyEager.ShouldBeNull();
        notices.Count.ShouldBe(1);
    }

    [Fact]
    public void A_step_with_work_for_all_threads_allocates_nothing_on_any_of_them()
    {
        var rng = new Rng(2);
        var model = new Sequential(new Linear(256, 512, rng), Activation.Gelu, new Linear(512, 300, rng));
        var adam = new Adam(model.Parameters, 0.001);
        State x = new(Tensor.Normal([256, 256], rng)), labels = new(Tensor.Arange(256));
        var step = new PlannedStep(t =>
        {
            var loss = model.Forward(t[0]).CrossEntropy(t[1]);
            adam.Step(Tape.Recording!.Gradients(loss).ClipByNorm(1));
            return [loss];
        })
        { IsDebugged = () => false };
        for (int i = 0; i < 5; i++) step.Run(x, labels);
        step.WhyEager.ShouldBeNull();
        var before = AllocatedByWorker();
        Allocated.By(() =>
        {
            for (int i = 0; i < 20; i++) step.Run(x, labels);
        }).ShouldBe(0);
        var after = AllocatedByWorker();
        int[] both = [.. before.Keys.Where(after.ContainsKey)];
        both.Length.ShouldBe(CpuThreads.Count > 1 ? CpuThreads.Count - 1 : 0, "every worker was seen before and after");
        foreach (int thread in both) (after[thread] - before[thread]).ShouldBe(0, "a worker allocated");
    }

    // The test host's own threads allocate too, so each worker is asked for itself.
    private static unsafe Dictionary<int, long> AllocatedByWorker()
    {
        const int chunks = 40;
        (int Thread, long Bytes)[] seen = new (int, long)[chunks];
        fixed ((int, long)* room = seen)
        {
            var body = new Noting { Room = room };
            Workers.For(chunks, ref body);
        }
        var bytes = new Dictionary<int, long>();
        foreach (var (thread, count) in seen)
            if (thread != Environment.CurrentManagedThreadId) bytes[thread] = count;
        return bytes;
    }

    private unsafe struct Noting : IChunkBody
    {
        public (int, long)* Room;

        public readonly void Run(int chunk)
        {
            Room[chunk] = (Environment.CurrentManagedThreadId, GC.GetAllocatedBytesForCurrentThread());
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            while (System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds < 1) Thread.SpinWait(20);
        }
    }
}
