using Cajal.Networks;

namespace Cajal.Tests.Networks;

/// <summary>Recommender, ranker and autoencoder: what they compute, and that they learn.</summary>
public class ModelTests
{
    public static IEnumerable<ModuleSample> Samples =>
    [
        new("Autoencoder", [4, 5], [4, 3], rng => Autoencoder.Build([5, 4, 2], rng)),
        new("Contrastive", [4, 5], [4, 3], rng => new Contrastive(new Linear(5, 3, rng), new Linear(3, 2, rng))),
        new("LinearProbe", [4, 3], [4, 2], rng => new LinearProbe(3, 2, rng)),
        new("Representation", [4, 5], [4, 3], rng => new Representation("contrastive", new Contrastive(new Linear(5, 3, rng), Activation.Tanh), 3, 2, rng)),
        new("Transferred", [4, 5], [4, 3], rng => new Transferred(new Linear(5, 3, rng), 3, 2, rng)),
        new("PairwiseRanker", [4, 3], [4, 2], rng => new PairwiseRanker(Mlp.Build([3, 4, 1], rng))),
        new("TwoTower", [4, 3], null, rng => new TwoTower(new Linear(3, 2, rng), new Linear(5, 2, rng))),
        new("TwoTower of numbers", [4], null, rng => TwoTower.OfNumbers(4, 3, 2, rng)),
        new("Reinforce", [4, 3], null, rng => new Reinforce(Mlp.Build([3, 4, 2], rng), Mlp.Build([3, 4, 1], rng))),
    ];

    [Fact]
    public void An_autoencoder_finds_the_plane_its_inputs_lie_in()
    {
        var rng = new Rng(1);
        var x = Tensor.Normal([64, 2], rng).MatMul(Tensor.Normal([2, 6], rng));
        var model = Autoencoder.Build([6, 2], rng, output: null);
        var adam = new Adam(model.Parameters, 0.02);
        double first = model.Loss(x).Item();
        for (int i = 0; i < 400; i++)
        {
            using var tape = Tape.Start();
            adam.Step(tape.Gradients(model.Loss(x)));
        }
        model.Loss(x).Item().ShouldBeLessThan(1e-3 * first);
        model.Decode(model.Encode(x)).ToArray<float>().ShouldBe(model.Forward(x).ToArray<float>());
        model.Encode(x).Shape.ShouldBe([64, 2]);
    }

    [Fact]
    public void Two_towers_score_by_the_dot_product_and_recommend_the_best()
    {
        var model = TwoTower.OfNumbers(5, 7, 3, new Rng(2));
        Tensor users = Tensor.From(new long[] { 4, 0 }), items = Tensor.Arange(7);
        Tensor u = model.Parameters[0], v = model.Parameters[1];
        var scores = model.Score(users, items);
        scores.Shape.ShouldBe([2, 7]);
        for (int i = 0; i < 7; i++) scores[0, i].ShouldBe(Enumerable.Range(0, 3).Sum(k => u[4, k] * v[i, k]), 1e-5);
        var (best, rows) = model.Recommend(users, items, 2);
        for (int n = 0; n < 2; n++)
        {
            int[] order = [.. Enumerable.Range(0, 7).OrderByDescending(i => scores[n, i])];
            rows.ToArray<long>()[(2 * n)..(2 * n + 2)].ShouldBe([order[0], order[1]]);
            best[n, 0].ShouldBe(scores[n, order[0]]);
        }
    }

    [Fact]
    public void An_item_chosen_twice_is_not_held_against_itself_and_frequent_ones_are_made_up_for()
    {
        var model = TwoTower.OfNumbers(3, 3, 2, new Rng(2));
        Tensor users = Tensor.From(new long[] { 0, 1, 2 }), items = Tensor.From(new long[] { 1, 1, 2 }), shares = Tensor.From([-0.5f, -0.5f, -1f]);
        double[,] s = new double[3, 3];
        var scores = model.Score(users, items);
        for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) s[i, j] = scores[i, j] - shares[j];
        double Of(int i, params int[] others) => Math.Log(others.Append(i).Sum(j => Math.Exp(s[i, j]))) - s[i, i];
        model.Loss(users, items, items, shares).Item().ShouldBe((Of(0, 2) + Of(1, 2) + Of(2, 0, 1)) / 3, 1e-5);
        Should.Throw<ShapeException>(() => model.Loss(users, items.Slice(0, ..2))).Message.ShouldContain("one item for each of 3 users");
    }

    [Fact]
    public void A_ranker_learns_an_order_from_comparisons()
    {
        var rng = new Rng(3);
        Tensor a = Tensor.Normal([200, 2], rng), b = Tensor.Normal([200, 2], rng);
        var order = Tensor.From([2f, -1]);
        var first = (a.MatMul(order.Unsqueeze(1)) > b.MatMul(order.Unsqueeze(1)));
        Tensor better = Tensor.Where(first, a, b), worse = Tensor.Where(first, b, a);
        var model = new PairwiseRanker(new Linear(2, 1, rng));
        var adam = new Adam(model.Parameters, 0.05);
        for (int i = 0; i < 200; i++)
        {
            using var tape = Tape.Start();
            adam.Step(tape.Gradients(model.Loss(better, worse)));
        }
        (model.Forward(better) > model.Forward(worse)).To(DType.Float32).Mean().Item().ShouldBeGreaterThan(0.97);
        var w = ((Linear)model.Scorer).Weight;
        (w[0, 0] / w[0, 1]).ShouldBe(-2, 0.3);
        float[] scores = model.Forward(a).ToArray<float>();
        model.Rank(a).ToArray<long>().ShouldBe([.. Enumerable.Range(0, 200).OrderByDescending(i => scores[i]).Select(i => (long)i)]);
        // A tie costs least where the scores are equal.
        model.Loss(a, a, Tensor.Full([200], 0.5)).Item().ShouldBe(Math.Log(2), 1e-6);
        Should.Throw<ShapeException>(() => new PairwiseRanker(new Linear(2, 2, rng)).Forward(a)).Message.ShouldContain("one score for each of 200 rows");
    }
}
