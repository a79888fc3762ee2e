using Cajal.Networks;
using Cajal.Tests.Ops;

namespace Cajal.Tests.Networks;

/// <summary>Losses over embeddings against plain loops.</summary>
public class EmbeddingLossTests
{
    private static readonly Entry Vectors = new([4, 3]), One = new([3]);
    private static readonly Entry Ones = new([4]) { Fixed = DType.Float64 };

    internal static IEnumerable<OpSample> Samples =>
    [
        new("PairwiseDistance", [Vectors, Vectors], x => x[0].PairwiseDistance(x[1]), x => Rows(x[0], x[1], (a, b) => Distance(a, b))),
        new("PairwiseDistance of one", [One, One], x => x[0].PairwiseDistance(x[1], 1, 0, keepAxis: true),
            x => new Plain([1], [x[0].Values.Zip(x[1].Values, (a, b) => Math.Abs(a - b)).Sum()])),
        new("Normalize", [Vectors], x => x[0].Normalize(), x => Plain.Lines(x[0], 1, r => [.. r.Select(v => v / Math.Sqrt(Dot(r, r)))])),
        new("Normalize along axis 0", [Vectors], x => x[0].Normalize(1, 0), x => Plain.Lines(x[0], 0, r => [.. r.Select(v => v / r.Sum(Math.Abs))])),
        new("CosineSimilarity", [Vectors, Vectors], x => x[0].CosineSimilarity(x[1]), x => Rows(x[0], x[1], Cosine)),
        new("CosineEmbedding", [Vectors, Vectors], x => x[0].CosineEmbedding(x[1], Signs(x[0]), 0.1, LossReduction.None),
            x => Plain.Fill([4], i => i[0] % 2 == 0 ? 1 - Cosine(Row(x[0], i[0]), Row(x[1], i[0])) : Math.Max(0, Cosine(Row(x[0], i[0]), Row(x[1], i[0])) - 0.1))),
        new("Triplet", [Vectors, Vectors, Vectors], x => x[0].Triplet(x[1], x[2], reduction: LossReduction.None),
            x => Plain.Fill([4], i => Math.Max(0, Distance(Row(x[0], i[0]), Row(x[1], i[0])) - Distance(Row(x[0], i[0]), Row(x[2], i[0])) + 1))),
        new("MarginRanking", [Ones with { Fixed = null }, Ones with { Fixed = null }], x => x[0].MarginRanking(x[1], Signs(x[0]), 0.3, LossReduction.None),
            x => Plain.Fill([4], i => Math.Max(0, 0.3 - (i[0] % 2 == 0 ? 1 : -1) * (x[0][i] - x[1][i])))),
        new("Contrastive", [Vectors, Vectors], x => x[0].Contrastive(x[1], (Signs(x[0]) + 1) / 2, 3, LossReduction.None),
            x => Plain.Fill([4], i =>
            {
                double d = Distance(Row(x[0], i[0]), Row(x[1], i[0]), 0), m = Math.Max(0, 3 - d);
                return i[0] % 2 == 0 ? d * d / 2 : m * m / 2;
            })),
        new("InfoNce", [Vectors, Vectors], x => x[0].InfoNce(x[1], 0.4, reduction: LossReduction.None), x => Plain.Fill([4], i => AmongAll(x[0], x[1], i[0]))),
        new("InfoNce both ways", [Vectors, Vectors], x => x[0].InfoNce(x[1], 0.4, symmetric: true, LossReduction.None),
            x => Plain.Fill([4], i => (AmongAll(x[0], x[1], i[0]) + AmongAll(x[1], x[0], i[0])) / 2)),
        new("NtXent", [Vectors, Vectors], x => x[0].NtXent(x[1], 0.4, LossReduction.None), x => Plain.Fill([8], i =>
        {
            double[] View(int n) => n < 4 ? Row(x[0], n) : Row(x[1], n - 4);
            double sum = Enumerable.Range(0, 8).Where(j => j != i[0]).Sum(j => Math.Exp(Cosine(View(i[0]), View(j)) / 0.4));
            return Math.Log(sum) - Cosine(View(i[0]), View((i[0] + 4) % 8)) / 0.4;
        })),
    ];

    [Fact]
    public void Equal_vectors_have_finite_gradients()
    {
        var a = new Parameter(Tensor.From(new[,] { { 1.0, 2 }, { 0, 0 } }));
        var b = Tensor.From(new[,] { { 1.0, 2 }, { 0, 0 } });
        using var tape = Tape.Start();
        Tensor y = Tensor.From([1.0, -1]), same = Tensor.From([1.0, 0]);
        foreach (var loss in new[] { a.CosineEmbedding(b, y), a.Triplet(b, b), a.Triplet(b, b, swap: true), a.Contrastive(b, same), a.InfoNce(b), a.NtXent(b) })
        {
            double.IsFinite(loss.Item()).ShouldBeTrue();
            tape.Gradients(loss)[a].ToArray<double>().ShouldAllBe(g => double.IsFinite(g));
        }
        Tensor.Zeros([1, 2]).CosineSimilarity(b.Slice(0, ..1).To(DType.Float32)).Item().ShouldBe(0);
    }

    [Fact]
    public void Single_pairs_and_the_reductions()
    {
        Tensor a = Tensor.From([1.0, 0]), b = Tensor.From([0.0, 2]), y = Tensor.Scalar(1, DType.Float64);
        a.CosineEmbedding(b, y).Item().ShouldBe(1, 1e-9);
        a.Contrastive(b, y).Item().ShouldBe(2.5, 1e-12);
        a.Triplet(a, b, epsilon: 0).Item().ShouldBe(0);
        Tensor pairs = Tensor.From(new[,] { { 1.0, 0 }, { 0, 1 } });
        pairs.Triplet(pairs, pairs, reduction: LossReduction.Sum).Item().ShouldBe(2, 1e-12);
        Tensor.From([2.0]).MarginRanking(Tensor.From([3.0]), Tensor.From([1.0])).Item().ShouldBe(1);
        // A batch of one has nothing to be told from.
        Tensor.From(new[,] { { 1.0, 2 } }).InfoNce(Tensor.From(new[,] { { 3.0, 4 } })).Item().ShouldBe(0);
    }

    [Fact]
    public void What_does_not_fit_is_told_in_one_sentence()
    {
        Tensor a = Tensor.Ones([4, 3]), other = Tensor.Ones([4, 2]), y = Tensor.Ones([4]);
        Should.Throw<ShapeException>(() => a.CosineEmbedding(other, y)).Message.ShouldContain("[4, 3] on every side");
        Should.Throw<ShapeException>(() => a.CosineEmbedding(a, Tensor.Ones([3]))).Message.ShouldContain("one number for each pair, [4]");
        Should.Throw<ShapeException>(() => a.Triplet(a, other)).Message.ShouldContain("[4, 2]");
        Should.Throw<ShapeException>(() => a.Contrastive(a, a)).Message.ShouldContain("one number for each pair");
        Should.Throw<ShapeException>(() => a.MarginRanking(other, a)).Message.ShouldContain("[4, 2]");
        Should.Throw<ShapeException>(() => a.InfoNce(other)).Message.ShouldContain("two views of one shape");
        Should.Throw<ArgumentOutOfRangeException>(() => a.NtXent(a, 0)).Message.ShouldContain("positive number; received 0");
        Should.Throw<ShapeException>(() => Tensor.Ones([2, 2, 2]).Triplet(a, a)).Message.ShouldContain("[N, D] or [D]");
    }

    private static Tensor Signs(Tensor like) => Tensor.From([1.0, -1, 1, -1]).To(like.DType).To(like.Device);

    private static double[] Row(Plain x, int n) => [.. Enumerable.Range(0, x.Sizes[1]).Select(k => x[n, k])];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (u, v) => u * v).Sum();

    private static double Cosine(double[] a, double[] b) => Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b));

    private static double Distance(double[] a, double[] b, double epsilon = 1e-6) => Math.Sqrt(a.Zip(b, (u, v) => (u - v + epsilon) * (u - v + epsilon)).Sum());

    private static double AmongAll(Plain a, Plain b, int i) =>
        Math.Log(Enumerable.Range(0, 4).Sum(j => Math.Exp(Cosine(Row(a, i), Row(b, j)) / 0.4))) - Cosine(Row(a, i), Row(b, i)) / 0.4;

    private static Plain Rows(Plain a, Plain b, Func<double[], double[], double> f) => Plain.Fill([4], i => f(Row(a, i[0]), Row(b, i[0])));
}
