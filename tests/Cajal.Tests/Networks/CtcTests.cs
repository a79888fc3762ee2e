using Cajal.Networks;
using Cajal.Tests.Ops;

namespace Cajal.Tests.Networks;

/// <summary>CTC against the sum over every path, one by one.</summary>
public class CtcTests
{
    internal static IEnumerable<OpSample> Samples =>
    [
        Of("Ctc", 5, 3, 3, 2, 2), Of("Ctc of one step", 1, 2, 3, 1, 2), Of("Ctc with the blank in front", 4, 2, 3, 2, 0),
        Of("Ctc without labels", 3, 2, 2, 0, 1), Of("Ctc of one class", 3, 1, 1, 0, 0), Of("Ctc of no examples", 3, 0, 3, 2, 2),
        new("Ctc of repetitions", [new Entry([5, 2, 2]), new Entry([2, 2], 0, 1) { Fixed = DType.Int64 }],
            x => x[0].Ctc(x[1], Whole(5, 4).To(x[0].Device), Whole(2, 2).To(x[0].Device), blank: 1, LossReduction.None),
            x => Truth(x[0], x[1], [5, 4], [2, 2], 1)),
    ];

    private static OpSample Of(string name, int steps, int examples, int classes, int most, int blank)
    {
        long[] times = [.. Enumerable.Range(0, examples).Select(n => (long)(steps - n % 2 * (steps > 3 ? 1 : 0)))];
        long[] lengths = [.. times.Select((_, n) => (long)(most - n % 2 * most / 2))];
        var labels = blank == 0 ? new Entry([examples, most], 1, classes) { Fixed = DType.Int64 }
            : Entry.Index([examples, most], Math.Max(1, classes - 1));
        return new(name, [new Entry([steps, examples, classes]), labels],
            x => x[0].Ctc(x[1], Whole(times).To(x[0].Device), Whole(lengths).To(x[0].Device), blank, LossReduction.None),
            x => Truth(x[0], x[1], times, lengths, blank));
    }

    private static Tensor Whole(params long[] values) => Tensor.From(values);

    // −ln Σ over every sequence of classes that reads as the target.
    private static Plain Truth(Plain logs, Plain targets, long[] times, long[] lengths, int blank)
    {
        int classes = logs.Sizes[2];
        return Plain.Fill([logs.Sizes[1]], at =>
        {
            int n = at[0], steps = (int)times[n];
            long[] wanted = [.. Enumerable.Range(0, (int)lengths[n]).Select(i => (long)targets[n, i])];
            double sum = 0;
            foreach (int[] path in Plain.Indices([.. Enumerable.Repeat(classes, steps)]))
            {
                long[] read = [.. path.Where((c, t) => c != blank && (t == 0 || path[t - 1] != c)).Select(c => (long)c)];
                if (read.SequenceEqual(wanted)) sum += Math.Exp(path.Select((c, t) => logs[t, n, c]).Sum());
            }
            return -Math.Log(sum);
        });
    }

    [Fact]
    public void Alone_it_is_the_batch_of_one_and_the_mean_divides_by_the_target_lengths()
    {
        var rng = new Rng(4);
        var x = Tensor.Normal([6, 2, 4], rng, dtype: DType.Float64).LogSoftmax();
        Tensor targets = Tensor.From(new long[,] { { 1, 2, 3 }, { 2, 2, -7 } }), times = Whole(6, 5), lengths = Whole(3, 2);
        double[] each = x.Ctc(targets, times, lengths, reduction: LossReduction.None).ToArray<double>();
        x.Ctc(targets, times, lengths).Item().ShouldBe((each[0] / 3 + each[1] / 2) / 2, 1e-14);
        x.Ctc(targets, times, lengths, reduction: LossReduction.Sum).Item().ShouldBe(each[0] + each[1], 1e-14);
        x.Ctc(targets.To(DType.Int32), times.To(DType.Int32), lengths.To(DType.Int32)).Item().ShouldBe((each[0] / 3 + each[1] / 2) / 2, 1e-14);
        x.Select(1, 0).Ctc(targets.Select(0, 0), Tensor.Scalar(6, DType.Int64), Tensor.Scalar(3, DType.Int64), reduction: LossReduction.None)
            .Item().ShouldBe(each[0], 1e-14);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_target_that_does_not_fit_costs_infinity_or_nothing_and_gives_no_gradient(bool differentiable)
    {
        var x = new Parameter(Tensor.Normal([3, 3, 3], new Rng(1), dtype: DType.Float64).LogSoftmax());
        // Two equal labels need three steps; the second example has two, the third none.
        Tensor targets = Tensor.From(new long[,] { { 1, 1 }, { 1, 1 }, { 1, 2 } }), times = Whole(3, 2, 0), lengths = Whole(2, 2, 0);
        using var tape = Tape.Start();
        var losses = x.Ctc(targets, times, lengths, reduction: LossReduction.None);
        losses.ToArray<double>()[1..].ShouldBe([double.PositiveInfinity, 0]);
        var zeroed = x.Ctc(targets, times, lengths, zeroInfinity: true);
        zeroed.Item().ShouldBe(losses[0] / 2 / 3, 1e-14);
        double[] gradient = tape.Gradients(zeroed, differentiable: differentiable)[x].ToArray<double>();
        gradient.ShouldAllBe(g => double.IsFinite(g));
        Plain.Indices([3, 3, 3]).Where((i, k) => i[1] > 0 && gradient[k] != 0).ShouldBeEmpty();
        gradient.Sum().ShouldBe(-3 / 2.0 / 3, 1e-12);
        tape.Gradients(losses.Sum(), differentiable: differentiable)[x].ToArray<double>().Sum().ShouldBe(-3, 1e-12);
    }

    [Fact]
    public void Long_sequences_keep_their_digits()
    {
        // With equal chances the loss is T·ln C − ln(number of paths); for one label there are T(T+1)/2 of them.
        const int steps = 2000;
        var x = new Parameter(Tensor.Full([steps, 1, 5], -Math.Log(5)));
        using var tape = Tape.Start();
        var loss = x.Ctc(Tensor.From(new long[,] { { 3 } }), Whole(steps), Whole(1), reduction: LossReduction.Sum);
        loss.Item().ShouldBe(steps * Math.Log(5) - Math.Log(steps * (steps + 1) / 2.0), 1e-2);
        // Each step gives away a chance of one in all.
        tape.Gradients(loss)[x].Sum([1, 2]).ToArray<float>().ShouldAllBe(g => Math.Abs(g + 1) < 1e-4);
    }

    [Fact]
    public void What_does_not_fit_is_told_in_one_sentence()
    {
        Tensor x = Tensor.Zeros([4, 2, 3]), targets = Tensor.From(new long[,] { { 1, 2 }, { 2, 1 } }), times = Whole(4, 4), lengths = Whole(2, 2);
        Should.Throw<ArgumentException>(() => x.Ctc(targets, Whole(4, 5), lengths)).Message.ShouldContain("Example 1 is said to be 5 steps long");
        Should.Throw<ArgumentException>(() => x.Ctc(targets, times, Whole(3, 2))).Message.ShouldContain("Target 0 is said to have 3 labels");
        Should.Throw<ArgumentException>(() => x.Ctc(targets, times, lengths, blank: 2)).Message.ShouldContain("Label 1 of target 0 is 2");
        Should.Throw<ArgumentException>(() => x.Ctc(targets + 2, times, lengths)).Message.ShouldContain("classes in 0..2");
        Should.Throw<ArgumentException>(() => x.Ctc(targets, times, lengths, blank: 3)).Message.ShouldContain("received 3");
        Should.Throw<ShapeException>(() => x.Ctc(Tensor.From([1L, 2]), times, lengths)).Message.ShouldContain("targets [2, S]");
        Should.Throw<ShapeException>(() => x.Ctc(targets, Whole(4), lengths)).Message.ShouldContain("one length for each example, [2]");
        Should.Throw<InvalidOperationException>(() => x.Ctc(Tensor.Ones([2, 2]), times, lengths)).Message.ShouldContain("Int64 or Int32");
    }
}
