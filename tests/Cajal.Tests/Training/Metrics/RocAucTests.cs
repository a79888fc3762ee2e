using Cajal.Training;
using static Cajal.Tests.Training.Metrics.MetricSamples;

namespace Cajal.Tests.Training.Metrics;

public class RocAucTests
{
    [Theory]
    [InlineData(new[] { 0.1f, 0.4f, 0.35f, 0.8f }, new[] { 0L, 0, 1, 1 }, 0.75)]
    [InlineData(new[] { 1f, 1f, 1f, 1f }, new[] { 0L, 0, 1, 1 }, 0.5)]
    [InlineData(new[] { 0f, 1f, 1f, 2f }, new[] { 0L, 0, 1, 1 }, 0.875)]
    [InlineData(new[] { 3f, 2f, 1f, 0f }, new[] { 0L, 0, 1, 1 }, 0)]
    [InlineData(new[] { 3f, float.PositiveInfinity, float.NegativeInfinity, 0f }, new[] { 1L, 1, 0, 0 }, 1)]
    [InlineData(new[] { 3f, 2f }, new[] { 1L, 1 }, double.NaN)]
    [InlineData(new[] { 3f, 2f }, new[] { 0L, 0 }, double.NaN)]
    [InlineData(new[] { float.NaN, 2f }, new[] { 0L, 1 }, double.NaN)]
    public void Pairs_in_the_right_order(float[] scores, long[] labels, double expected) =>
        Of(new RocAuc(), Tensor.From(scores), Labels(labels), 1).ShouldBe(expected);

    [Fact]
    public void Equals_the_count_of_pairs()
    {
        var rng = new Rng(5);
        for (int trial = 0; trial < 20; trial++)
        {
            int n = 2 + rng.NextInt(60);
            // Few distinct scores, so that ties are common.
            float[] scores = [.. Enumerable.Range(0, n).Select(_ => (float)rng.NextInt(7))];
            long[] labels = [.. Enumerable.Range(0, n).Select(i => i < 2 ? i : (long)rng.NextInt(2))];
            Of(new RocAuc(), Tensor.From(scores), Labels(labels), n / 2).ShouldBe(Pairs(scores, [.. labels.Select(l => l == 1)]), 1e-12);
        }
    }

    [Fact]
    public void Several_classes_are_each_held_against_the_rest()
    {
        var rng = new Rng(6);
        var probabilities = new double[40, 3];
        var labels = new long[40];
        var logits = new double[40, 3];
        for (int i = 0; i < 40; i++)
        {
            labels[i] = i % 3;
            double sum = 0;
            // A shift per example, which softmax takes away again: comparing raw logits between examples would be wrong.
            double shift = 10 * rng.NextNormal();
            for (int c = 0; c < 3; c++) sum += Math.Exp(logits[i, c] = rng.NextNormal() + (c == labels[i] ? 1 : 0));
            for (int c = 0; c < 3; c++) (probabilities[i, c], logits[i, c]) = (Math.Exp(logits[i, c]) / sum, logits[i, c] + shift);
        }
        double expected = Enumerable.Range(0, 3).Average(c => Pairs(
            [.. Enumerable.Range(0, 40).Select(i => (float)probabilities[i, c])], [.. labels.Select(l => l == c)]));
        Of(new RocAuc(), Tensor.From(logits), Labels(labels), 11).ShouldBe(expected, 1e-9);
        Of(new RocAuc(ScoreKind.Probabilities), Tensor.From(probabilities), Labels(labels), 11).ShouldBe(expected, 1e-9);
    }

    [Fact]
    public void Two_columns_equal_one_score_even_where_probabilities_are_one()
    {
        // The probabilities of the first two round to 1, their logits still differ.
        var two = Scores([0, 60], [0, 50], [0, 55], [0, -1]);
        var one = Tensor.From([60f, 50f, 55f, -1f], [4]);
        var labels = Labels(1, 0, 1, 0);
        Of(new RocAuc(), two, labels).ShouldBe(1);
        Of(new RocAuc(), one, labels).ShouldBe(1);
    }

    [Fact]
    public void A_class_without_examples_stays_out() =>
        Of(new RocAuc(), Scores([2, 0, 0], [0, 2, 0], [1, 0, 5]), Labels(0, 1, 1)).ShouldBe(
            (Pairs([2f, -2.2f, -4f], [true, false, false]) + Pairs([-2, 2f, -5f], [false, true, true])) / 2);

    private static double Pairs(float[] scores, bool[] positive)
    {
        double right = 0, all = 0;
        for (int i = 0; i < scores.Length; i++)
            for (int j = 0; j < scores.Length; j++)
                if (positive[i] && !positive[j])
                {
                    right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    all++;
                }
        return right / all;
    }
}
