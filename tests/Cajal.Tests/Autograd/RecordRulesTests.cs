using System.Reflection;
using Cajal.Networks;

namespace Cajal.Tests.Autograd;

/// <summary>The rules of the record: scope, host reads, writes, memory, the one door. Refusals of plans are in PlanRefusalTests.cs.</summary>
public class RecordRulesTests
{
    [Fact]
    public void A_thread_has_one_tape_at_a_time_and_another_thread_its_own()
    {
        using var tape = Tape.Start();
        Should.Throw<InvalidOperationException>(() => Tape.Start()).Message.ShouldContain("A tape is already open on this thread");
        Tape.Recording.ShouldBeSameAs(tape);
        int recorded = -1;
        Elsewhere(() =>
        {
            Tape.Recording.ShouldBeNull();
            using var other = Tape.Start();
            _ = Tensor.Ones([2]) + 1;
            recorded = other.Nodes.Count;
        });
        recorded.ShouldBe(1);
        tape.Nodes.Count.ShouldBe(0);
    }

    [Fact]
    public void A_tape_ends_on_the_thread_that_started_it()
    {
        var tape = Tape.Start();
        try
        {
            Elsewhere(() => Should.Throw<InvalidOperationException>(tape.Dispose).Message.ShouldContain("on the thread that started it"));
            Tape.Recording.ShouldBeSameAs(tape);
        }
        finally
        {
            tape.Dispose();
        }
        Tape.Recording.ShouldBeNull();
        tape.Dispose();
    }

    [Fact]
    public void After_its_end_a_tape_takes_nothing_more()
    {
        var tape = Tape.Start();
        var loss = (new Parameter(Tensor.Ones([2])) * 2).Sum();
        tape.Dispose();
        Should.Throw<InvalidOperationException>(() => tape.Gradients(loss)).Message.ShouldContain("This tape has ended");
        Should.Throw<InvalidOperationException>(() => tape.Watch(loss)).Message.ShouldContain("This tape has ended");
    }

    [Fact]
    public void No_tape_means_inference_and_a_tape_carries_the_mode()
    {
        Tape.IsTraining.ShouldBeFalse();
        using (Tape.Start()) Tape.IsTraining.ShouldBeTrue();
        using (Tape.Start(Mode.Inference)) Tape.IsTraining.ShouldBeFalse();
        Tape.IsTraining.ShouldBeFalse();
    }

    [Fact]
    public void A_pause_records_nothing_has_a_mode_of_its_own_and_gives_back_what_was()
    {
        using var tape = Tape.Start();
        var loss = new Parameter(Tensor.Ones([2])).Square().Sum();
        int before = tape.Nodes.Count;
        using (Tape.Pause())
        {
            (Tape.Recording, Tape.IsTraining).ShouldBe((null, false));
            _ = Tensor.Ones([2]) + 1;
            Should.Throw<InvalidOperationException>(() => tape.Gradients(loss)).Message.ShouldContain("The tape is paused");
            using (Tape.Pause(Mode.Training)) Tape.IsTraining.ShouldBeTrue();
            (Tape.Recording, Tape.IsTraining).ShouldBe((null, false));
            Should.Throw<InvalidOperationException>(() => Tape.Start()).Message.ShouldContain("already open");
        }
        (Tape.Recording, Tape.IsTraining).ShouldBe((tape, true));
        tape.Nodes.Count.ShouldBe(before);
        tape.Gradients(loss);
    }

    [Fact]
    public void Stop_gradient_cuts_the_path()
    {
        var x = new Parameter(Tensor.From([3.0]));
        using var tape = Tape.Start();
        tape.Gradients((x * x.StopGradient()).Sum())[x].Item().ShouldBe(3);
        Should.Throw<InvalidOperationException>(() => tape.Gradients(x.StopGradient().Sum())).Message.ShouldContain("cut by StopGradient()");
    }

    [Fact]
    public void Assigning_copies_in_place_and_raises_the_version()
    {
        var w = new Parameter(Tensor.From([1f, 2]));
        var view = w.Reshape(2, 1);
        var values = Tensor.From([3f, 4]);
        w.Assign(values);
        view.ToArray<float>().ShouldBe([3f, 4]);
        w.Version.ShouldBe(1);
        w.Assign([5f, 6]);
        w.Write<float, float>(7, (span, value) => span[0] = value);
        view.ToArray<float>().ShouldBe([7f, 6]);
        w.Version.ShouldBe(3);
        values.ToArray<float>().ShouldBe([3f, 4]);
        Should.Throw<ShapeException>(() => w.Assign(Tensor.Ones([3]))).Message.ShouldContain("[2]");
        Should.Throw<ArgumentException>(() => w.Assign(Tensor.Ones([2], DType.Float64))).Message.ShouldContain("needs Float32 values");
    }

    [Fact]
    public void A_square_matrix_may_be_assigned_its_own_transpose()
    {
        var w = new Parameter(Tensor.From(new[,] { { 1f, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } }));
        w.Assign(w.T);
        w.ToArray<float>().ShouldBe([1f, 4, 7, 2, 5, 8, 3, 6, 9]);
    }

    [Fact]
    public void Assigning_while_a_tape_records_throws()
    {
        var w = new Parameter(Tensor.From([1f, 2]));
        using var tape = Tape.Start();
        Should.Throw<InvalidOperationException>(() => w.Assign(Tensor.Ones([2]))).Message.ShouldContain("while a tape records");
        Should.Throw<InvalidOperationException>(() => w.Assign([1f, 1])).Message.ShouldContain("while a tape records");
        Should.Throw<InvalidOperationException>(() => w.Write<float, int>(0, (span, _) => span.Clear())).Message.ShouldContain("while a tape records");
        w.ToArray<float>().ShouldBe([1f, 2]);
        w.Version.ShouldBe(0);
    }

    [Fact]
    public void A_gradient_after_the_update_that_wrote_what_it_needs_throws()
    {
        var w = new Parameter(Tensor.From(new[,] { { 1f, 2 }, { 3, 4 } }));
        using var tape = Tape.Start();
        var x = Tensor.Ones([1, 2]);
        tape.Watch(x);
        var loss = x.MatMul(w.T).Sum();
        new GradientDescent([w], 0.1).Step(tape.Gradients(loss));
        Should.Throw<InvalidOperationException>(() => tape.Gradients(loss)).Message.ShouldContain("written since");
    }

    [Fact]
    public void A_gradient_after_an_assignment_in_a_pause_throws_too()
    {
        var w = new Parameter(Tensor.From([1f, 2]));
        using var tape = Tape.Start();
        var loss = w.Square().Sum();
        using (Tape.Pause()) w.Assign([5f, 5]);
        Should.Throw<InvalidOperationException>(() => tape.Gradients(loss)).Message.ShouldContain("written since");
        tape.NotReplayable.ShouldNotBeNull();
    }

    [Fact]
    public void A_tensor_that_outlives_its_tape_throws_whoever_looks()
    {
        Tensor lost, view;
        using (Tape.Start())
        {
            lost = Tensor.Ones([2, 3]) + 1;
            view = lost.T;
        }
#pragma warning disable CAJ006 // read too late on purpose
        foreach (var gone in new[] { lost, view })
#pragma warning restore CAJ006
        {
            Should.Throw<InvalidOperationException>(() => gone.ToArray<float>()).Message.ShouldContain("Keep()");
            Should.Throw<InvalidOperationException>(() => gone[0, 0]).Message.ShouldContain("Keep()");
            Should.Throw<InvalidOperationException>(() => gone + 1).Message.ShouldContain("Keep()");
            gone.ToString().ShouldContain("its step has ended");
        }
    }

    [Fact]
    public void Host_reads_mark_the_record_only_when_an_op_follows()
    {
        var x = Tensor.From([1f, 2]);
        foreach (Action<Tensor> read in new Action<Tensor>[]
            { t => t.Sum().Item(), t => _ = t[0], t => t.AsSpan<float>(), t => t.ToArray<float>() })
        {
            using var tape = Tape.Start();
            var y = x * 2;
            read(y);
            var marked = tape.NotReplayable;
            if (tape.Nodes.Count == 1) marked.ShouldBeNull();
            _ = y + 1;
            tape.NotReplayable.ShouldNotBeNull().ShouldContain("read on the host before");
            Should.Throw<InvalidOperationException>(() => tape.ToPlan(y)).Message.ShouldContain("cannot be replayed");
        }
    }

    [Fact]
    public void Printing_never_marks_the_record()
    {
        using var tape = Tape.Start();
        var y = Tensor.From([1f, 2]) * 2;
        _ = y.ToString();
        _ = $"{y} {tape.Nodes[0]} {y.Shape} {y.Layout}";
        var z = y + 1;
        tape.NotReplayable.ShouldBeNull();
        tape.Nodes.Count.ShouldBe(2);
        tape.ToPlan(z).OperationCount.ShouldBe(1, "the first is a constant");
    }

    [Fact]
    public void An_optimizers_learning_rate_read_in_a_step_is_a_host_read()
    {
        var w = new Parameter(Tensor.From([1f, 2]));
        var sgd = new Sgd([w], 0.1, momentum: 0.5);
        foreach (var read in new Func<double>[] { () => sgd.LearningRate, () => sgd.Momentum })
        {
            using var tape = Tape.Start();
            _ = w * read();
            tape.NotReplayable.ShouldNotBeNull();
        }
    }

    [Fact]
    public void Mixed_element_types_throw_and_numbers_adopt_the_tensors()
    {
        Tensor single = Tensor.From([1f, 2]), wide = Tensor.From([1.0, 2]), whole = Tensor.From([1, 2]);
        Should.Throw<InvalidOperationException>(() => single + wide).Message.ShouldContain("needs inputs of one element type; received Float32 [2] and Float64 [2]");
        Should.Throw<InvalidOperationException>(() => whole * single).Message.ShouldContain("one element type");
        foreach (var x in new[] { single, wide, whole })
        {
            (x + 1).DType.ShouldBe(x.DType);
            (1 + x).DType.ShouldBe(x.DType);
            (2 * x).DType.ShouldBe(x.DType);
            (x - 1).DType.ShouldBe(x.DType);
            (x > 1).DType.ShouldBe(DType.Bool);
        }
    }

    [Fact]
    public void Equality_is_that_of_references()
    {
        Tensor a = Tensor.From([1f]), b = Tensor.From([1f]), same = a;
        (a == b).ShouldBeFalse();
        (a == same).ShouldBeTrue();
        a.Equals(b).ShouldBeFalse();
        new HashSet<Tensor> { a, b, same }.Count.ShouldBe(2);
    }

    [Fact]
    public void No_public_member_of_a_tensor_gives_a_tensor_computed_from_another()
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        new[] { typeof(Tensor[]), typeof((int, State)), typeof(IEnumerable<Tensor>), typeof(Tensor).MakeByRefType() }
            .ShouldAllBe(t => Gives(t));
        foreach (var type in new[] { typeof(Tensor), typeof(Variable), typeof(Parameter), typeof(State) })
        {
            type.GetMethods(all).Where(m => m.Name.StartsWith("op_", StringComparison.Ordinal)).ShouldBeEmpty("operators are recorded extensions");
            type.GetMethods(all).Where(m => Gives(m.ReturnType))
                .Where(m => !m.IsStatic || m.GetParameters().Any(p => typeof(Tensor).IsAssignableFrom(p.ParameterType)))
                .Select(m => m.ToString()).ShouldBeEmpty("it would win over the recorded extension and lose the gradient in silence");
        }
    }

    [Fact]
    public void First_order_backward_gives_its_memory_back_and_a_differentiable_one_keeps_it()
    {
        foreach (bool differentiable in new[] { false, true })
        {
            var caught = new List<Tensor>();
            var x = new Parameter(Tensor.From([0.5, 0.25]));
            using var tape = Tape.Start();
            var middle = Op.Apply(new Spy(caught), x.Exp());
            var g = tape.Gradients((middle * 3).Exp().Sum(), differentiable: differentiable);
            caught.Count.ShouldBe(1);
            if (differentiable) caught[0].ToArray<double>().Length.ShouldBe(2);
            else Should.Throw<InvalidOperationException>(() => caught[0].ToArray<double>());
            // What was asked for and what forward made stays either way.
            g[x].ToArray<double>().Length.ShouldBe(2);
            middle.ToArray<double>().Length.ShouldBe(2);
        }
    }

    [Fact]
    public void An_op_may_have_several_results_and_gradients_through_each()
    {
        var x = new Parameter(Tensor.From([0.3, 1.1]));
        using var tape = Tape.Start();
        Tensor[] both = Op.ApplyAll(new SineAndCosine(), x);
        tape.Gradients(both[0].Sum())[x].ToArray<double>().ShouldBe([Math.Cos(0.3), Math.Cos(1.1)], 1e-15);
        tape.Gradients(both[1].Sum())[x].ToArray<double>().ShouldBe([-Math.Sin(0.3), -Math.Sin(1.1)], 1e-15);
        tape.Gradients((both[0] * both[1]).Sum())[x].ToArray<double>().ShouldBe([Math.Cos(0.6), Math.Cos(2.2)], 1e-15);
    }

    [Fact]
    public void A_loss_without_a_path_or_with_many_numbers_says_so()
    {
        var x = new Parameter(Tensor.From([0.3, 1.1]));
        using var tape = Tape.Start();
        Should.Throw<ShapeException>(() => tape.Gradients(x * 2)).Message.ShouldContain("a loss with one element");
        Should.Throw<InvalidOperationException>(() => tape.Gradients((Tensor.Ones([2]) * 2).Sum())).Message.ShouldContain("does not depend on any trainable parameter");
        Should.Throw<InvalidOperationException>(() => tape.Gradients(Tensor.Scalar(1))).Message.ShouldContain("was not computed on this tape");
        var g = tape.Gradients((x * 2).Sum());
        Should.Throw<KeyNotFoundException>(() => g[Tensor.Ones([2])]).Message.ShouldContain("tape.Watch");
    }

    // A tensor, or anything that holds some: an array, a tuple, a sequence.
    private static bool Gives(Type type) => typeof(Tensor).IsAssignableFrom(type) || (type.HasElementType && Gives(type.GetElementType()!))
        || (type.IsGenericType && type.GetGenericArguments().Any(Gives));

    private static void Elsewhere(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null) throw new InvalidOperationException("on the other thread", failure);
    }

    // Y = X; keeps hold of the gradient that passes.
    private sealed record Spy(List<Tensor> Caught) : Op
    {
        public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape, x[0].DType);

        public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) => Read<double>(x[0]).CopyTo(Write<double>(y[0]));

        public override void Backward(BackwardPass pass)
        {
            Caught.Add(pass.OutputGradient);
            pass[0] = pass.OutputGradient * 1;
        }
    }

    private sealed record SineAndCosine : Op
    {
        public override int OutputCount => 2;

        public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape, x[0].DType);

        public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
        {
            for (int i = 0; i < x[0].Count; i++) (Write<double>(y[0])[i], Write<double>(y[1])[i]) = Math.SinCos(Read<double>(x[0])[i]);
        }

        public override void Backward(BackwardPass pass)
        {
            Tensor? sine = pass.OutputGradientOf(0) is { } ds ? ds * pass.Output(1) : null, cosine = pass.OutputGradientOf(1) is { } dc ? -dc * pass.Output(0) : null;
            pass[0] = sine is null ? cosine : cosine is null ? sine : sine + cosine;
        }
    }

    [Fact]
    public void A_tape_that_another_thread_tried_to_end_gives_way_to_the_next()
    {
        Tape? lost = null;
        Exception? failure = null;
        using var handed = new ManualResetEventSlim();
        using var tried = new ManualResetEventSlim();
        var owner = new Thread(() =>
        {
            lost = Tape.Start();
            handed.Set();
            tried.Wait();
            try
            {
                Tape.Start().Dispose();
            }
            catch (InvalidOperationException e)
            {
                failure = e;
            }
        });
        owner.Start();
        handed.Wait();
        Should.Throw<InvalidOperationException>(() => lost!.Dispose()).Message.ShouldContain("free of await");
        tried.Set();
        owner.Join();
        failure.ShouldBeNull();
    }

    [Fact]
    public void Differentiating_gradients_taken_for_one_use_says_how_to_take_them()
    {
        var x = new Parameter(Tensor.From([0.5, 0.25]));
        using var tape = Tape.Start();
        var g = tape.Gradients((x.Exp() * x).Exp().Sum())[x];
        Should.Throw<InvalidOperationException>(() => tape.Gradients(g.Sum())).Message.ShouldContain("differentiable: true");
    }
}
