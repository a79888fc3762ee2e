namespace Cajal.Tests.Ops;

public class FirstOpsTests
{
    [Fact]
    public void Smoke()
    {
        var x = new Parameter(Tensor.From(new double[,] { { 1, 2, 3 }, { 1000, 1001, 1002 } }));
        using var tape = Tape.Start();
        var y = x.LogSoftmax();
        y[0, 0].ShouldBe(-2.40760596444438, 1e-12);
        y[1, 2].ShouldBe(-0.40760596444438, 1e-12);
        x.Softmax(0)[1, 0].ShouldBe(1, 1e-12);
        x.LogSumExp(1)[1].ShouldBe(1002.40760596444, 1e-9);
        var picked = y.Gather(1, Tensor.From(new long[,] { { 2 }, { 0 } }));
        var g = tape.Gradients(-picked.Mean())[x];
        g[0, 2].ShouldBe((0.66524095577482178 - 1) / 2, 1e-12);
        g[1, 0].ShouldBe((0.09003057317038046 - 1) / 2, 1e-12);
        x.Max(1)[1].ShouldBe(1002);
        x.Variance(1)[0].ShouldBe(1, 1e-12);
        x.Norm(1)[0].ShouldBe(Math.Sqrt(14), 1e-12);
        Should.Throw<InvalidOperationException>(() => tape.Gradients(x.Step().Sum())).Message.ShouldContain("sigmoid", Case.Insensitive);
        Should.Throw<ArgumentException>(() => x.Gather(1, Tensor.From(new long[,] { { 3 }, { 0 } }))).Message.ShouldContain("3");
    }
}
