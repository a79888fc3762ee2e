namespace Cajal.Tests.Autograd;

public class PlanTests
{
    [Fact]
    public void Replay_equals_eager_bit_for_bit()
    {
        var rng = new Rng(1);
        var w = new Parameter(Tensor.Normal([5, 3], rng));
        Tensor x = Tensor.Normal([4, 5], rng), other = Tensor.Normal([4, 5], rng);
        Plan plan;
        Tensor gradient;
        using (var tape = Tape.Start())
        {
            tape.Input(x);
            var loss = (x.MatMul(w).Relu() * 2).Exp().Sum();
            gradient = tape.Gradients(loss)[w].Keep();
            plan = tape.ToPlan(gradient, loss);
        }
        plan.Run(x);
        plan.Outputs[0].ToArray<float>().ShouldBe(gradient.ToArray<float>());
        plan.Run(other);
        using (var tape = Tape.Start())
        {
            var loss = (other.MatMul(w).Relu() * 2).Exp().Sum();
            plan.Outputs[0].ToArray<float>().ShouldBe(tape.Gradients(loss)[w].ToArray<float>());
            plan.Outputs[1].Item().ShouldBe(loss.Item());
        }
        plan.ArenaBytes.ShouldBeLessThan((int)plan.ValueBytes + 64 * plan.StepCount);
    }

    [Fact]
    public void A_tensor_that_outlives_its_tape_says_how_to_keep_it()
    {
        Tensor lost, kept;
        using (Tape.Start())
        {
            lost = Tensor.Ones([2]) + 1;
            kept = (Tensor.Ones([2]) + 2).Keep();
        }
        kept.ToArray<float>().ShouldBe([3f, 3f]);
        Should.Throw<InvalidOperationException>(() => lost.ToArray<float>()).Message.ShouldContain("Keep()");
    }

    [Fact]
    public void Second_derivatives()
    {
        var x = new Parameter(Tensor.From([0.5, -0.3], [2]));
        using var tape = Tape.Start();
        var f = (x * x * x).Exp().Sum();
        var g = tape.Gradients(f, differentiable: true)[x];
        var h = tape.Gradients(g.Sum())[x];
        for (int i = 0; i < 2; i++)
        {
            double v = x[i], e = Math.Exp(v * v * v);
            g[i].ShouldBe(3 * v * v * e, 1e-12);
            h[i].ShouldBe((6 * v + 9 * v * v * v * v) * e, 1e-12);
        }
    }
}
