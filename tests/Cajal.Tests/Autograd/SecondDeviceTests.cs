namespace Cajal.Tests.Autograd;

/// <summary>The kernel table and the rule that nothing moves silently, tried with a device of the tests.</summary>
public class SecondDeviceTests
{
    private readonly SlowDevice slow = new();
    private readonly Tensor a = Tensor.Normal([3, 4], new Rng(1)), b = Tensor.Normal([4, 2], new Rng(2));

    [Fact]
    public void A_kernel_of_the_device_gives_the_value_of_the_cpu_and_the_result_stays_there()
    {
        slow.Learn<MatMul>();
        slow.Learn<Add>();
        Tensor x = a.To(slow), w = b.To(slow);
        slow.Transfers.ShouldBe(2);
        var y = x.MatMul(w) + x.MatMul(w);
        (y.Device, slow.Kernels, slow.Transfers).ShouldBe(((Device)slow, 3, 2));
        y.To(Device.Cpu).ToArray<float>().ShouldBe((a.MatMul(b) + a.MatMul(b)).ToArray<float>());
        slow.Transfers.ShouldBe(3);
    }

    [Fact]
    public void A_missing_kernel_names_the_operation_and_the_way_out() =>
        Should.Throw<InvalidOperationException>(() => a.To(slow).Exp()).Message.ShouldBe(
            "Exp has no kernel on device 'slow'. Register one with KernelTable.Register, or move the inputs with To(Device.Cpu).");

    [Fact]
    public void Tensors_of_two_devices_do_not_meet()
    {
        slow.Learn<MatMul>();
        var x = a.To(slow);
        int before = slow.Transfers;
        Should.Throw<InvalidOperationException>(() => x.MatMul(b)).Message.ShouldContain("tensors on 'slow' and 'cpu'. Nothing moves by itself");
        Should.Throw<InvalidOperationException>(() => a.MatMul(b.To(slow)));
        slow.Transfers.ShouldBe(before + 1);
    }

    [Fact]
    public void The_host_cannot_look_and_printing_does_not_try()
    {
        var x = a.To(slow);
        int before = slow.Transfers;
        foreach (Action look in new Action[] { () => x.ToArray<float>(), () => x.AsSpan<float>(), () => _ = x[0, 0], () => x.Slice(0, 0..1).Slice(1, 0..1).Item() })
            Should.Throw<InvalidOperationException>(look).Message.ShouldContain("host code cannot look there");
        x.ToString().ShouldBe("Float32 [3, 4] on slow");
        slow.Transfers.ShouldBe(before);
    }

    [Fact]
    public void Views_move_nothing_and_need_no_kernel()
    {
        slow.Learn<MatMul>();
        var x = a.To(slow);
        int before = slow.Transfers;
        var y = x.T.Slice(0, 1..3).T.MatMul(b.To(slow).Slice(0, 1..3));
        slow.Transfers.ShouldBe(before + 1);
        y.To(Device.Cpu).ToArray<float>().ShouldBe(a.Slice(1, 1..3).MatMul(b.Slice(0, 1..3)).ToArray<float>());
    }

    [Fact]
    public void Gradients_are_taken_where_the_values_live()
    {
        slow.Learn<MatMul>();
        slow.Learn<Multiply>();
        slow.Learn<Sum>();
        slow.Learn<Add>();
        slow.Learn<Contiguous>();
        Parameter w = new(b.To(slow)), twin = new(b);
        w.Device.ShouldBe(slow);
        float[] expected, found;
        using (var tape = Tape.Start())
        {
            var y = a.MatMul(twin);
            expected = tape.Gradients((y * y).Sum())[twin].ToArray<float>();
        }
        using (var tape = Tape.Start())
        {
            var y = a.To(slow).MatMul(w);
            var loss = (y * y).Sum();
            var gradient = tape.Gradients(loss)[w];
            gradient.Device.ShouldBe(slow);
            found = gradient.To(Device.Cpu).ToArray<float>();
        }
        found.ShouldBe(expected);
    }

    [Fact]
    public void A_transfer_is_an_operation_of_the_record_and_its_gradient_comes_back()
    {
        slow.Learn<Multiply>();
        slow.Learn<Add>();
        slow.Learn<Contiguous>();
        var x = new Parameter(Tensor.From([1f, 2, 3]));
        using var tape = Tape.Start();
        var there = x.To(slow);
        var y = (there * there).To(Device.Cpu).Sum();
        var gradient = tape.Gradients(y)[x];
        (gradient.Device, tape.Nodes.Count(n => n.Op is Transfer)).ShouldBe((Device.Cpu, 4));
        gradient.ToArray<float>().ShouldBe([2f, 4, 6]);
    }

    [Fact]
    public void A_plan_on_the_device_finds_its_kernels_once_and_gives_the_same_bits()
    {
        slow.Learn<MatMul>();
        slow.Learn<Add>();
        Tensor x = a.To(slow), w = b.To(slow);
        Plan plan;
        using (var tape = Tape.Start(Mode.Inference))
        {
            tape.Input(x);
            var y = x.MatMul(w);
            plan = tape.ToPlan((y + y).To(Device.Cpu));
        }
        for (int i = 1; i < 4; i++)
        {
            var other = a * i;
            plan.Run(other.To(slow));
            plan.Outputs[0].ToArray<float>().ShouldBe((other.MatMul(b) + other.MatMul(b)).ToArray<float>());
        }
        Should.Throw<InvalidOperationException>(() => plan.Run(a)).Message.ShouldContain("Move them with To(device)");
    }

    [Fact]
    public void A_copy_larger_than_any_array_is_refused_with_a_sentence()
    {
        var large = new Tensor(new Nothing(slow, 600_000_000), new Layout([600_000_000]));
        Should.Throw<InvalidOperationException>(() => new State(large)).Message.ShouldContain("these 600000000 elements of Float32 are 2400000000. Split the tensor");
        Should.Throw<ArgumentException>(() => large.To(Device.Cpu)).Message.ShouldContain("2400000000");
    }

    // Memory that says how large it is and holds nothing.
    private sealed class Nothing(Device device, int length) : Storage(device, DType.Float32, length);
}
