using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class EmbeddingTests
{
    public static IEnumerable<ModuleSample> Samples =>
    [
        new("Embedding", [4, 3], null, rng => new Asked(new Embedding(5, 2, rng, paddingIndex: 1))),
        new("EmbeddingBag", [4, 3], null, rng => new Asked(new EmbeddingBag(5, 2, rng, BagMode.Sum))),
        new("LearnedPositions", [2, 4, 3], [2, 4, 2], rng => new LearnedPositions(6, 3, rng)),
        new("SinePositions", [2, 4, 3], [2, 4, 2], _ => new SinePositions(3)),
        new("RotaryPositions", [2, 4, 2, 6], [2, 4, 5], _ => new RotaryPositions(6)),
    ];

    /// <summary>Asks a table by numbers made whole, and adds them so that a gradient passes.</summary>
    private sealed class Asked : Layer
    {
        private readonly Layer table;

        public Asked(Layer table) => this.table = RegisterModule("table", table);

        protected override Tensor Compute(Tensor x) =>
            table.Forward((x.Abs() * 2).Floor().StopGradient().Clamp(0, 4).To(DType.Int64)).Sum(-1) + x.Sum(-1,
                keepAxis: table is not EmbeddingBag);
    }

    private static Tensor Table => Tensor.From(new[,] { { 1.0, 2 }, { 3, -4 }, { 5, 6 }, { 7, 8 } });

    private static T With<T>(T layer) where T : Layer
    {
        ((Variable)layer.Parameters[0]).Assign(Table);
        return layer;
    }

    private static EmbeddingBag Bag(BagMode mode, int? padding = null) => With(new EmbeddingBag(4, 2, new Rng(1), mode, padding,
        DType.Float64));

    [Fact]
    public void Rows_are_picked_and_repeated_rows_add_their_gradients()
    {
        var layer = With(new Embedding(4, 2, new Rng(1), dtype: DType.Float64));
        var index = Tensor.From(new[,] { { 3L, 0 }, { 0, 1 } });
        layer.Forward(index).ToArray<double>().ShouldBe([7, 8, 1, 2, 1, 2, 3, -4]);
        using var tape = Tape.Start();
        tape.Gradients(layer.Forward(index).Sum())[layer.Weight].ToArray<double>().ShouldBe([2, 2, 1, 1, 0, 0, 1, 1]);
    }

    /// <summary>Rows longer than the bound become as long as it, in the table itself when training; the gradient is that of the look-up
    /// alone, as in PyTorch.</summary>
    [Fact]
    public void Rows_that_are_asked_for_are_shortened_to_the_largest_norm()
    {
        var layer = With(new Embedding(4, 2, new Rng(1), maxNorm: 5, dtype: DType.Float64));
        var index = Tensor.From(new long[] { 2, 0, 2 });
        double[] before = layer.Weight.ToArray<double>();
        double norm = Math.Sqrt(before[4] * before[4] + before[5] * before[5]);
        norm.ShouldBeGreaterThan(5);
        double[] expected = [before[4] * 5 / (norm + 1e-7), before[5] * 5 / (norm + 1e-7), before[0], before[1]];
        double[] used = layer.Forward(index).ToArray<double>();
        for (int i = 0; i < 4; i++) used[i].ShouldBe(expected[i], 1e-6);
        layer.Weight.ToArray<double>().ShouldBe(before, "in use the table stays");
        using (var tape = Tape.Start())
        {
            var y = layer.Forward(index);
            for (int i = 0; i < 4; i++) y.ToArray<double>()[i].ShouldBe(expected[i], 1e-12);
            tape.Gradients(y.Sum())[layer.Weight].ToArray<double>().ShouldBe([1, 1, 0, 0, 2, 2, 0, 0]);
        }
        double[] after = layer.Weight.ToArray<double>();
        after[4].ShouldBe(expected[0], 1e-12);
        after[5].ShouldBe(expected[1], 1e-12);
        after[6..].ShouldBe(before[6..], "a row that nobody asks for keeps its length");
        Should.Throw<ArgumentOutOfRangeException>(() => new Embedding(4, 2, new Rng(1), maxNorm: 0));
    }

    [Fact]
    public void The_padding_row_starts_as_zeros_and_stays()
    {
        var layer = new Embedding(4, 2, new Rng(1), paddingIndex: -1, dtype: DType.Float64);
        layer.Weight.Slice(0, 3..).ToArray<double>().ShouldBe([0, 0]);
        layer.Weight.Slice(0, ..3).ToArray<double>().ShouldAllBe(v => v != 0);
        using var tape = Tape.Start();
        tape.Gradients(layer.Forward(Tensor.From([3L, 2L, 3L])).Sum())[layer.Weight].ToArray<double>().ShouldBe([0, 0, 0, 0, 1, 1, 0, 0]);
        Should.Throw<ArgumentOutOfRangeException>(() => new Embedding(4, 2, new Rng(1), paddingIndex: 4));
    }

    [Theory]
    [InlineData(BagMode.Sum, new double[] { 4, -2, 12, 14 })]
    [InlineData(BagMode.Mean, new double[] { 2, -1, 6, 7 })]
    [InlineData(BagMode.Max, new double[] { 3, 2, 7, 8 })]
    public void Bags_of_one_size(BagMode mode, double[] expected) =>
        Bag(mode).Forward(Tensor.From(new[,] { { 0L, 1 }, { 2, 3 } })).ToArray<double>().ShouldBe(expected);

    [Theory]
    [InlineData(BagMode.Sum, new double[] { 4, -2, 0, 0, 5, 6 })]
    [InlineData(BagMode.Mean, new double[] { 2, -1, 0, 0, 5, 6 })]
    [InlineData(BagMode.Max, new double[] { 3, 2, 0, 0, 5, 6 })]
    public void Bags_that_begin_at_places_one_of_them_empty(BagMode mode, double[] expected)
    {
        Bag(mode).Forward(Tensor.From([0L, 1L, 2L]), Tensor.From([0L, 2L, 2L])).ToArray<double>().ShouldBe(expected);
        // The same with padding strewn in.
        Bag(mode, padding: 3).Forward(Tensor.From([0L, 3L, 1L, 3L, 2L]), Tensor.From([0L, 3L, 4L])).ToArray<double>().ShouldBe(expected);
    }

    [Fact]
    public void Weights_of_single_indices_go_with_sums()
    {
        var index = Tensor.From(new[,] { { 0L, 1 } });
        Bag(BagMode.Sum).Forward(index, null, Tensor.From(new[,] { { 2.0, 0.5 } })).ToArray<double>().ShouldBe([3.5, 2]);
        Should.Throw<ArgumentException>(() => Bag(BagMode.Max).Forward(index, null, Tensor.From(new[,] { { 2.0,
            0.5 } }))).Message.ShouldContain("BagMode.Sum");
        Should.Throw<ShapeException>(() => Bag(BagMode.Sum).Forward(Tensor.From([1L]))).Message.ShouldContain("[N, L]");
    }

    [Fact]
    public void Sine_positions_are_those_of_the_paper()
    {
        var table = SinePositions.Table(3, 4, DType.Float64);
        table.ToArray<double>()[..4].ShouldBe([0, 1, 0, 1]);
        (table[2, 0], table[2, 1], table[2, 2], table[2, 3]).ShouldBe((Math.Sin(2), Math.Cos(2), Math.Sin(0.02), Math.Cos(0.02)));
    }

    [Fact]
    public void Products_of_rotated_rows_depend_on_their_distance()
    {
        var rotary = new RotaryPositions(6);
        Tensor a = Tensor.Normal([1, 1, 6], new Rng(1), dtype: DType.Float64).Expand([1, 9, 6]), b = Tensor.Normal([1, 1, 6],
            new Rng(2), dtype: DType.Float64).Expand([1, 9, 6]);
        Tensor x = rotary.Forward(a), y = rotary.Forward(b);
        double At(int i, int j) => (x.Select(1, i) * y.Select(1, j)).Sum().Item();
        At(5, 2).ShouldBe(At(8, 5), 1e-12);
        At(3, 3).ShouldBe(At(0, 0), 1e-12);
        Math.Abs(At(5, 2) - At(2, 5)).ShouldBeGreaterThan(1e-3);
        Should.Throw<ArgumentOutOfRangeException>(() => new RotaryPositions(5)).Message.ShouldContain("even");
    }

    [Fact]
    public void Learned_positions_can_begin_anywhere()
    {
        var layer = new LearnedPositions(6, 3, new Rng(1));
        layer.From(Tensor.Zeros([2, 2, 3]), Tensor.From([4L]).Reshape(Shape.Scalar)).Select(0,
            1).ToArray<float>().ShouldBe(layer.Weight.Slice(0, 4..).ToArray<float>());
        Should.Throw<ShapeException>(() => layer.Forward(Tensor.Zeros([1, 7, 3]))).Message.ShouldContain("at most 6 steps");
    }
}
