using Cajal.Tests.Contracts;
using Cajal.Tests.Ops;

namespace Cajal.Tests.Autograd;

/// <summary>Every op with its derivatives on a device that knows the public ops only: the values and gradients of the CPU's algebra, bit for bit.</summary>
public class SecondDeviceOpsTests
{
    private static readonly SlowDevice Slow = Taught();

    public static TheoryData<string> Samples => OpSamples.Names;

    [Theory]
    [MemberData(nameof(Samples))]
    public void Values_and_gradients_are_computed_where_the_inputs_live(string name)
    {
        var sample = OpSamples.ByName[name];
        var x = sample.Draw(DType.Float32);
        if (x.Sum(t => t.Count) > 1000) return;
        Tensor[] here = Everything(sample, x, Device.Cpu), there = Everything(sample, x, Slow);
        for (int i = 0; i < here.Length; i++)
        {
            there[i].Device.ShouldBe(Slow);
            Closeness.ShouldHaveTheSameBits(there[i].To(Device.Cpu), here[i]);
        }
    }

    [Fact]
    public void Updates_run_where_the_written_tensors_live()
    {
        var counter = new State(Tensor.From([5L]).To(Slow));
        var sum = new State(Tensor.From([1f, 2]).To(Slow));
        UpdateOp.Apply(new Advance(3), [], [counter]);
        counter.To(Device.Cpu).ToArray<long>().ShouldBe([8]);
        UpdateOp.Apply(Clear.Instance, [], [sum]);
        sum.To(Device.Cpu).ToArray<float>().ShouldBe([0f, 0]);
        Should.Throw<InvalidOperationException>(() => UpdateOp.Apply(Accumulate.Instance, [Tensor.Ones([2])], [sum])).Message
            .ShouldContain("Nothing moves by itself");
    }

    [Fact]
    public void Gradients_are_summed_where_they_live_and_plans_give_them_no_room_of_the_host()
    {
        var w = new Parameter(Tensor.From([1f, 2]).To(Slow));
        var sum = new GradientSum();
        Tensor x = Tensor.From([3f, 4]).To(Slow);
        for (int i = 1; i <= 2; i++)
        {
            using var tape = Tape.Start();
            sum.Add(tape.Gradients((w * x * i).Sum()));
        }
        using (Tape.Start()) sum.Take()[w].To(Device.Cpu).ToArray<float>().ShouldBe([4.5f, 6]);
        using (var tape = Tape.Start()) tape.ToPlan((w * x * 2).To(Device.Cpu)).ValueBytes.ShouldBe(8);
    }

    // The scalar of a step's seed and those of derivatives must be made on the device, or they would meet it from the host.
    private static Tensor[] Everything(OpSample sample, Tensor[] x, Device device)
    {
        using var tape = Tape.Start();
        Tensor[] moved = [.. x.Select(t => t.To(device))];
        foreach (var t in moved) if (t.DType.IsFloat()) tape.Watch(t);
        var y = sample.Call(moved);
        var results = new List<Tensor> { y.Contiguous() };
        if (sample.HasDerivative)
        {
            var loss = (y * y).Sum();
            var gradients = tape.Gradients(loss, differentiable: device == Device.Cpu);
            foreach (var t in moved) if (t.DType.IsFloat()) results.Add(gradients[t].Contiguous());
        }
        return [.. results.Select(t => t.Keep())];
    }

    private static SlowDevice Taught()
    {
        var device = new SlowDevice();
        foreach (var type in OpCoverage.Ops().Where(t => t.IsVisible || t.Assembly != typeof(Op).Assembly)) device.Learn(type);
        foreach (var type in new[] { typeof(Accumulate), typeof(Advance), typeof(Clear) }) device.Learn(type);
        return device;
    }
}
