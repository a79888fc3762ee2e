using Cajal.Data;
using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Insight.Trust;

public class CurvatureTests
{
    private sealed class Two : Module
    {
        public Two() => W = Register("w", new Parameter(Tensor.From([0.3, -0.7])));

        public Parameter W { get; }
    }

    // ℓ = ½(3a² + 2ab + 3b²): eigenvalues 4 and 2, trace 6.
    private static HessianProduct Quadratic()
    {
        var model = new Two();
        var matrix = Tensor.From(new double[,] { { 3, 1 }, { 1, 3 } });
        return new HessianProduct(model, [(1, () => model.W.Reshape(1, 2).MatMul(matrix).MatMul(model.W.Reshape(2, 1)).Sum() * 0.5)]);
    }

    [Fact]
    public void A_quadratic_has_its_exact_product_eigenvalue_and_trace()
    {
        var hessian = Quadratic();
        hessian.Times([1, 0]).ShouldBe([3, 1], 1e-12);
        var (top, error, _) = hessian.Top(new Rng(1), tolerance: 1e-8, most: 200);
        top.ShouldBe(4, 1e-6);
        error.ShouldBeLessThan(1e-6);
        var (trace, traceError, _) = hessian.Trace(new Rng(2), tolerance: 0, most: 400);
        traceError.ShouldBeLessThan(0.15);
        trace.ShouldBe(6, 4 * traceError);
    }

    [Fact]
    public void Products_are_those_of_central_differences_of_the_gradient()
    {
        var rng = new Rng(4);
        var model = Mlp.Build([3, 5, 2], rng, "tanh");
        Tensor x = Tensor.From(new[,] { { 0.3f, -1, 0.5f }, { 1, 0.2f, -0.4f }, { -0.6f, 0.9f, 1.2f } }), labels = Tensor.From([0, 1, 1]);
        var hessian = new HessianProduct(model, [(1, () => model.Forward(x).CrossEntropy(labels))]);
        double[] v = new double[hessian.Count];
        rng.Fork("v").FillNormal(v);
        double[] product = hessian.Times(v), start = Numbers();
        const double Step = 1e-2;
        double[] above = GradientAt(+Step), below = GradientAt(-Step);
        for (int k = 0; k < v.Length; k++) product[k].ShouldBe((above[k] - below[k]) / (2 * Step), 2e-3);

        double[] Numbers() => [.. model.Parameters.SelectMany(p => p.To(DType.Float64).ToArray<double>())];

        double[] GradientAt(double step)
        {
            Move(start.Zip(v, (s, d) => s + step * d));
            double[] gradient;
            using (var tape = Tape.Start(Mode.Inference))
            {
                var gradients = tape.Gradients(model.Forward(x).CrossEntropy(labels));
                gradient = [.. model.Parameters.SelectMany(p => gradients[p].To(DType.Float64).ToArray<double>())];
            }
            Move(start);
            return gradient;
        }

        void Move(IEnumerable<double> numbers)
        {
            float[] all = [.. numbers.Select(n => (float)n)];
            int from = 0;
            foreach (var parameter in model.Parameters)
            {
                parameter.Assign<float>(all.AsSpan(from, parameter.Count));
                from += parameter.Count;
            }
        }
    }

    [Fact]
    public void A_run_tells_its_landscape_and_is_left_as_it_was()
    {
        var run = Run.Train(new Recipe { Data = "moons", Epochs = 10, Seed = 3 });
        float[][] before = [.. run.Model.Network.Parameters.Select(p => p.ToArray<float>())];
        var curvature = run.Curvature();
        run.Model.Network.Parameters.Select(p => p.ToArray<float>()).ToArray().ShouldBe(before);
        curvature.ShouldBe(run.Curvature());
        curvature.TopError.ShouldBeLessThanOrEqualTo(0.01 * Math.Abs(curvature.TopEigenvalue));
        curvature.Trace.ShouldBeGreaterThan(0);
        curvature.ToPage().ToString().ShouldContain("distance from the start");
        // How far it came is told from the weights of the seed.
        var first = PreparedRun.Of(run.Recipe).Model.Network.Parameters;
        double distance = Math.Sqrt(first.Zip(run.Model.Network.Parameters).Sum(p => p.First.ToArray<float>().Zip(p.Second.ToArray<float>(), (a, b) => Math.Pow(a - (double)b, 2)).Sum()));
        curvature.Distance.ShouldBe(distance, 1e-5);
    }

    [Theory]
    [InlineData(1e-4, -1.05, -0.9)]
    [InlineData(3, 0.5, 1e9)]
    public void Short_steps_land_before_the_bottom_and_long_ones_beyond_it(double rate, double low, double high)
    {
        var run = Run.Train(new Recipe { Data = "sine", DataOptions = new DatasetOptions { Count = 200 }, Layers = "0", Optimizer = "sgd", LearningRate = 0.01, Batch = "all", Epochs = 5, Seed = 3 });
        var prepared = PreparedRun.Of(run.Recipe with { LearningRate = rate });
        StepLength.Of(prepared).ShouldBeInRange(low, high);
    }
}
