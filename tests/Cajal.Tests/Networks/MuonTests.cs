using Cajal.Networks;

namespace Cajal.Tests.Networks;

/// <summary>Muon on matrices against plain loops, and its scale rule.</summary>
public class MuonTests
{
    public static IEnumerable<OptimizerSample> Samples =>
        [new("Muon", p => new Muon(p, 0.1)), new("Muon original", p => new Muon(p, 0.05, nesterov: false, scale: MuonScale.Original))];

    [Theory]
    [InlineData(4, 3)]
    [InlineData(3, 5)]
    [InlineData(1, 4)]
    [InlineData(4, 1)]
    [InlineData(1, 1)]
    public void Three_steps_on_a_matrix_follow_the_formula(int rows, int columns)
    {
        const double rate = 0.1, mu = 0.8, decay = 0.05;
        foreach (bool nesterov in new[] { true, false })
        {
            foreach (var scale in new[] { MuonScale.LikeAdam, MuonScale.Original })
            {
                var rng = new Rng(2);
                var x = new Parameter(Tensor.Normal([rows, columns], rng, dtype: DType.Float64));
                double[,] p = Matrix(x), m = new double[rows, columns];
                double factor = scale == MuonScale.LikeAdam ? 0.2 * Math.Sqrt(Math.Max(rows, columns)) : Math.Sqrt(Math.Max(1, (double)rows / columns));
                var muon = new Muon([x], rate, mu, nesterov, weightDecay: decay, scale: scale);
                for (int t = 0; t < 3; t++)
                {
                    var gradient = Tensor.Normal([rows, columns], rng, dtype: DType.Float64);
                    muon.Step(new Gradients(new(ReferenceEqualityComparer.Instance) { [x] = gradient }));
                    double[,] g = Matrix(gradient), u = new double[rows, columns];
                    Each(rows, columns, (i, j) =>
                    {
                        m[i, j] = mu * m[i, j] + (1 - mu) * g[i, j];
                        u[i, j] = nesterov ? (1 - mu) * g[i, j] + mu * m[i, j] : m[i, j];
                    });
                    double[,] o = NewtonSchulzByHand(u);
                    Each(rows, columns, (i, j) => p[i, j] = p[i, j] * (1 - rate * decay) - rate * factor * o[i, j]);
                    double[,] found = Matrix(x);
                    Each(rows, columns, (i, j) => found[i, j].ShouldBe(p[i, j], 1e-12));
                }
            }
        }
    }

    [Fact]
    public void A_kernel_of_a_convolution_is_one_row_for_each_output()
    {
        var rng = new Rng(3);
        Tensor first = Tensor.Normal([4, 2, 3, 3], rng), pull = Tensor.Normal([4, 2, 3, 3], rng);
        Parameter kernel = new(first), flat = new(first.Reshape(4, 18));
        Muon of = new([kernel]), ofFlat = new([flat]);
        for (int i = 0; i < 3; i++)
        {
            using (Tape.Start()) of.Step(Tape.Recording!.Gradients((kernel * pull).Sum()));
            using (Tape.Start()) ofFlat.Step(Tape.Recording!.Gradients((flat * pull.Reshape(4, 18)).Sum()));
        }
        kernel.ToArray<float>().ShouldBe(flat.ToArray<float>());
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(20, 6)]
    [InlineData(6, 20)]
    public void Newton_and_Schulz_bring_all_singular_values_near_one_and_keep_the_directions(int rows, int columns)
    {
        var u = Tensor.Normal([rows, columns], new Rng(1), dtype: DType.Float64);
        var o = NewtonSchulz.Orthogonal(u * 1000);
        var small = rows < columns ? o.MatMul(o.T) : o.T.MatMul(o);
        // The trace of (O·Oᵀ)ᵏ is Σ σ²ᵏ: all σ² lie between 0.4 and 1.5.
        int n = small.Shape[0];
        double Trace(Tensor a) => (a * Tensor.Eye(n, DType.Float64)).Sum().Item();
        (Trace(small) / n).ShouldBe(1, 0.35);
        Math.Pow(Trace(small.MatMul(small).MatMul(small).MatMul(small)), 0.25).ShouldBeLessThan(1.5 * Math.Pow(n, 0.25));
        // u·oᵀ is symmetric where o has u's directions.
        var product = rows < columns ? u.MatMul(o.T) : u.T.MatMul(o);
        (product - product.T).Abs().Max().Item().ShouldBeLessThan(1e-9);
        NewtonSchulz.Orthogonal(Tensor.Zeros([2, 3])).ToArray<float>().ShouldAllBe(v => v == 0);
        Should.Throw<ShapeException>(() => NewtonSchulz.Orthogonal(Tensor.Zeros([2])));
    }

    [Fact]
    public void Matrices_named_for_Adam_go_by_AdamW()
    {
        var rng = new Rng(3);
        Tensor first = Tensor.Normal([3, 2], rng), pull = Tensor.Normal([3, 2], rng);
        Parameter named = new(first), other = new(first);
        Muon muon = new([named], weightDecay: 0.01, byAdam: [named]);
        AdamW adam = new([other]);
        using (Tape.Start()) muon.Step(Tape.Recording!.Gradients((named * pull).Sum()));
        using (Tape.Start()) adam.Step(Tape.Recording!.Gradients((other * pull).Sum()));
        named.ToArray<float>().ShouldBe(other.ToArray<float>());
    }

    [Fact]
    public void A_step_like_Adams_has_the_root_mean_square_a_fifth_of_the_rate()
    {
        var w = new Parameter(Tensor.Zeros([40, 60], DType.Float64));
        var muon = new Muon([w], learningRate: 1, weightDecay: 0);
        using (Tape.Start()) muon.Step(Tape.Recording!.Gradients((w * Tensor.Normal([40, 60], new Rng(1), dtype: DType.Float64)).Sum()));
        Math.Sqrt(w.Square().Mean().Item()).ShouldBe(0.2 * Math.Sqrt(60 / 60.0) * Math.Sqrt(40 / 40.0), 0.04);
    }

    private static double[,] Matrix(Tensor x)
    {
        var y = new double[x.Shape[0], x.Shape[1]];
        Each(x.Shape[0], x.Shape[1], (i, j) => y[i, j] = x[i, j]);
        return y;
    }

    private static void Each(int rows, int columns, Action<int, int> action)
    {
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) action(i, j);
    }

    private static double[,] Times(double[,] a, double[,] b)
    {
        var y = new double[a.GetLength(0), b.GetLength(1)];
        Each(a.GetLength(0), b.GetLength(1), (i, j) =>
        {
            for (int k = 0; k < a.GetLength(1); k++) y[i, j] += a[i, k] * b[k, j];
        });
        return y;
    }

    // The same from the left on the matrix as it is, whichever side is longer.
    private static double[,] NewtonSchulzByHand(double[,] u)
    {
        int rows = u.GetLength(0), columns = u.GetLength(1);
        double norm = Math.Sqrt(u.Cast<double>().Sum(v => v * v)) + 1e-7;
        var x = new double[rows, columns];
        Each(rows, columns, (i, j) => x[i, j] = u[i, j] / norm);
        for (int step = 0; step < 5; step++)
        {
            var transposed = new double[columns, rows];
            Each(rows, columns, (i, j) => transposed[j, i] = x[i, j]);
            double[,] a = Times(x, transposed), ax = Times(a, x), aax = Times(a, ax), old = x;
            x = new double[rows, columns];
            Each(rows, columns, (i, j) => x[i, j] = 3.4445 * old[i, j] - 4.775 * ax[i, j] + 2.0315 * aax[i, j]);
        }
        return x;
    }
}
