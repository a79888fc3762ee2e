using Cajal.Networks;

namespace Cajal.Tests.Autograd;

/// <summary>The whole matrix of second derivatives of a small network, against central differences of its gradients.</summary>
public class HessianTests
{
    private readonly Parameter[] parameters;
    private readonly Tensor x, labels = Tensor.From([0L, 2, 1, 2]);

    public HessianTests()
    {
        var rng = new Rng(9);
        Parameter Draw(Shape shape) => new(Tensor.Normal(shape, rng, dtype: DType.Float64));
        x = Tensor.Normal([4, 2], rng, dtype: DType.Float64);
        parameters = [Draw([2, 3]), Draw([3]), Draw([3, 3]), Draw([3])];
    }

    [Fact]
    public void Is_symmetric_and_equals_central_differences()
    {
        int n = parameters.Sum(p => p.Count);
        double[][] hessian = [.. Enumerable.Range(0, n).Select(Row)];
        for (int i = 0; i < n; i++)
        {
            var (parameter, element) = Place(i);
            const double h = 1e-5;
            double[] up = Moved(parameter, element, h), down = Moved(parameter, element, -h);
            for (int j = 0; j < n; j++)
            {
                hessian[i][j].ShouldBe((up[j] - down[j]) / (2 * h), 1e-8, $"∂²L/∂θ{i}∂θ{j}");
                hessian[i][j].ShouldBe(hessian[j][i], 1e-14);
            }
        }
        hessian.Sum(row => row.Count(v => Math.Abs(v) > 1e-3)).ShouldBeGreaterThan(n * n / 2, "a matrix of zeros would prove nothing");
    }

    private Tensor Loss()
    {
        var hidden = (x.MatMul(parameters[0]) + parameters[1]).Tanh();
        return (hidden.MatMul(parameters[2]) + parameters[3]).CrossEntropy(labels) + hidden.Softmax(1).Square().Sum();
    }

    // Row i: the gradient of the i-th number of the gradient.
    private double[] Row(int i)
    {
        var (parameter, element) = Place(i);
        using var tape = Tape.Start();
        var gradient = tape.Gradients(Loss(), differentiable: true)[parameter];
        return Flat(tape.Gradients(gradient.Reshape(gradient.Count).Select(0, element)));
    }

    private double[] Moved(Parameter parameter, int element, double by)
    {
        void Move(double step) => parameter.Write<double, (int At, double Step)>((element, step), (values, move) => values[move.At] += move.Step);
        double old = parameter.ToArray<double>()[element];
        Move(by);
        using var tape = Tape.Start();
        double[] gradient = Flat(tape.Gradients(Loss()));
        tape.Dispose();
        Move(old - parameter.ToArray<double>()[element]);
        return gradient;
    }

    private double[] Flat(Gradients gradients) =>
        [.. parameters.SelectMany(p => gradients.TryGet(p, out var g) ? g.ToArray<double>() : new double[p.Count])];

    private (Parameter Parameter, int Element) Place(int i)
    {
        foreach (var parameter in parameters)
        {
            if (i < parameter.Count) return (parameter, i);
            i -= parameter.Count;
        }
        throw new ArgumentOutOfRangeException(nameof(i));
    }
}
