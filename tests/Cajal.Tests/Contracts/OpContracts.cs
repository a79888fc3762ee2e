using Cajal.Tests.Ops;

namespace Cajal.Tests.Contracts;

/// <summary>What must hold for every op, tried on every sample.</summary>
public class OpContracts
{
    public static TheoryData<string> Samples => OpSamples.Names;

    public static TheoryData<string> Differentiable => OpSamples.Differentiable;

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_value_is_that_of_the_plain_loop_in_Float64(string name)
    {
        var sample = OpSamples.ByName[name];
        var x = sample.Draw(DType.Float64);
        Closeness.ShouldBeClose(sample.Call(x), sample.Reference([.. x.Select(Plain.Of)]), 2e-12);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_value_is_that_of_the_plain_loop_in_Float32(string name)
    {
        var sample = OpSamples.ByName[name];
        var x = sample.Draw(DType.Float32);
        Closeness.ShouldBeClose(sample.Call(x), sample.Reference([.. x.Select(Plain.Of)]), IsLong(x) ? 2e-4 : 3e-6);
    }

    [Theory]
    [MemberData(nameof(Differentiable))]
    public void The_derivative_is_that_of_central_differences(string name)
    {
        var sample = OpSamples.ByName[name];
        var x = sample.Draw(DType.Float64);
        var error = GradientCheck.Run(a => Weighted(sample.Call(a)), x, most: IsLong(x) ? 4 : 24);
        // A sum of thousands has rounding errors that the division by 2h makes large; the short samples are the sharp ones.
        error.Worst.ShouldBeLessThan(IsLong(x) ? 1e-3 : 2e-8, $"{name}: {error}");
    }

    [Theory]
    [MemberData(nameof(Differentiable))]
    public void The_second_derivative_is_that_of_central_differences_of_gradients(string name)
    {
        var sample = OpSamples.ByName[name];
        var x = sample.Draw(DType.Float64);
        if (IsLong(x)) return;
        var error = GradientCheck.Run(a => GradientDot(sample, a), x, most: 24);
        error.Worst.ShouldBeLessThan(1e-7, $"{name}: {error}");
    }

    [Theory]
    [MemberData(nameof(Differentiable))]
    public void The_fast_derivative_is_that_of_the_algebra(string name)
    {
        var sample = OpSamples.ByName[name];
        var x = sample.Draw(DType.Float64);
        var fast = Gradients(sample, x, differentiable: false);
        var algebra = Gradients(sample, x, differentiable: true);
        for (int i = 0; i < fast.Length; i++) Closeness.ShouldBeClose(fast[i], Plain.Of(algebra[i]), 1e-13);
    }

    [Theory]
    [MemberData(nameof(Differentiable))]
    public void The_derivative_in_Float32_is_that_in_Float64(string name)
    {
        var sample = OpSamples.ByName[name];
        Tensor[] narrow = sample.Draw(DType.Float32), wide = sample.Draw(DType.Float64);
        foreach (bool differentiable in new[] { false, true })
        {
            var single = Gradients(sample, narrow, differentiable);
            var exact = Gradients(sample, wide, differentiable);
            for (int i = 0; i < single.Length; i++) Closeness.ShouldBeClose(single[i], Plain.Of(exact[i]), IsLong(narrow) ? 1e-4 : 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_plan_gives_the_same_bits_as_the_eager_run(string name)
    {
        var sample = OpSamples.ByName[name];
        Tensor[] first = sample.Draw(DType.Float32), second = [.. first.Select(t => t.DType.IsFloat() ? t * 1.0009765625 : t)];
        Plan plan;
        using (var tape = Tape.Start())
        {
            foreach (var x in first) tape.Input(x);
            plan = tape.ToPlan([.. Everything(sample, first, tape)]);
        }
        plan.Run(second);
        Tensor[] replayed = [.. plan.Outputs], eager;
        using (var tape = Tape.Start())
        {
            eager = [.. Everything(sample, second, tape).Select(t => t.Keep())];
        }
        for (int i = 0; i < eager.Length; i++) Closeness.ShouldHaveTheSameBits(replayed[i], eager[i]);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Views_give_the_same_bits_as_tensors_whose_elements_lie_side_by_side(string name)
    {
        var sample = OpSamples.ByName[name];
        var x = sample.Draw(DType.Float32);
        var expected = sample.Call(x);
        foreach (var disguise in Disguise.All)
            Closeness.ShouldHaveTheSameBits(sample.Call([.. x.Select(disguise)]), expected);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Shape_and_element_type_are_known_beforehand_and_backward_reads_what_Saves_says(string name)
    {
        var sample = OpSamples.ByName[name];
        var x = sample.Draw(DType.Float64);
        using var tape = Tape.Start();
        foreach (var t in x) if (t.DType.IsFloat()) tape.Watch(t);
        var y = sample.Call(x);
        Node[] forward = [.. tape.Nodes];
        foreach (var node in forward)
            for (int i = 0; i < node.Outputs.Count; i++)
                node.Op.Infer([.. node.Inputs], i).ShouldBe(new TensorSpec(node.Outputs[i].Shape, node.Outputs[i].DType));
        if (!sample.HasDerivative || forward.Length != 1) return;
        tape.Gradients(y, Tensor.Ones(y.Shape, y.DType));
        var read = tape.Nodes.Skip(1).SelectMany(n => n.Inputs).ToHashSet(ReferenceEqualityComparer.Instance);
        if (!forward[0].Op.Saves.HasFlag(Saves.Inputs)) forward[0].Inputs.ShouldNotContain(t => read.Contains(t));
        if (!forward[0].Op.Saves.HasFlag(Saves.Outputs)) forward[0].Outputs.ShouldNotContain(t => read.Contains(t));
    }

    private static bool IsLong(Tensor[] x) => x.Sum(t => t.Count) > 1000;

    // A number that depends on every result with a weight of its own.
    private static Tensor Weighted(Tensor y) => (y * Weights(y)).Sum();

    private static Tensor Weights(Tensor y) => Tensor.Uniform(y.Shape, new Rng(5), 0.5, 1.5).To(y.DType);

    // Σ v · gradient: its gradient is the second derivative in the direction v. The term x · 0 keeps a path where the gradient is constant.
    private static Tensor GradientDot(OpSample sample, Tensor[] x)
    {
        var gradients = Tape.Recording!.Gradients(Weighted(sample.Call(x)), differentiable: true);
        var sum = Tensor.Scalar(0, DType.Float64);
        foreach (var t in x)
        {
            if (t.DType != DType.Float64) continue;
            sum += (t * 0).Sum();
            if (gradients.TryGet(t, out var g)) sum += (g * Weights(g)).Sum();
        }
        return sum;
    }

    private static Tensor[] Gradients(OpSample sample, Tensor[] x, bool differentiable)
    {
        using var tape = Tape.Start();
        foreach (var t in x) if (t.DType.IsFloat()) tape.Watch(t);
        var y = sample.Call(x);
        var gradients = tape.Gradients(y, Weights(y), differentiable);
        return [.. x.Where(t => t.DType.IsFloat()).Select(t => gradients[t].Keep())];
    }

    private static IEnumerable<Tensor> Everything(OpSample sample, Tensor[] x, Tape tape)
    {
        if (sample.HasDerivative) foreach (var t in x) if (t.DType.IsFloat()) tape.Watch(t);
        var y = sample.Call(x);
        yield return y;
        if (!sample.HasDerivative) yield break;
        var gradients = tape.Gradients(y, Weights(y));
        foreach (var t in x) if (t.DType.IsFloat()) yield return gradients[t];
    }
}
