using Cajal.Tests.Contracts;
using Cajal.Tests.Ops;
using FsCheck.Fluent;

namespace Cajal.Tests.Properties;

public class ReductionProperties
{
    [Fact]
    public void Reductions_over_any_axes_of_any_view_are_those_of_plain_loops()
    {
        var cases = from sizes in Shapes.Any
                    from chosen in Gen.Choose(0, 1).ArrayOf(sizes.Length)
                    from keep in Gen.Elements(true, false)
                    from turned in Gen.Elements(true, false)
                    from seed in Gen.Choose(0, 9999)
                    select (sizes, chosen, keep, turned, seed);
        Shapes.Check(cases, c =>
        {
            var x = Shapes.Numbers(c.sizes, c.seed);
            if (c.turned && x.Rank > 1) x = x.Transpose(0, -1);
            var p = Plain.Of(x);
            int[] axes = [.. Enumerable.Range(0, x.Rank).Where(i => c.chosen[i] == 1)];
            Same(x.Sum(axes, c.keep), m => m.Sum());
            Same(x.Mean(axes, c.keep), m => m.Length == 0 ? double.NaN : m.Sum() / m.Length);
            Same(x.Norm(axes, keepAxes: c.keep), m => Math.Sqrt(m.Sum(v => v * v)));
            Same(x.Variance(axes, 0, c.keep), m => m.Length == 0 ? double.NaN : m.Sum(v => (v - m.Average()) * (v - m.Average())) / m.Length);
            Same((x > 0).Any(axes, c.keep), m => m.Any(v => v > 0) ? 1 : 0);
            Same((x > 0).All(axes, c.keep), m => m.All(v => v > 0) ? 1 : 0);
            if (axes.Any(a => x.Shape[a] == 0))
            {
                Should.Throw<ShapeException>(() => x.Max(axes, c.keep));
                return;
            }
            Same(x.Max(axes, c.keep), m => m.Max());
            Same(x.Min(axes, c.keep), m => m.Min());
            Same(x.LogSumExp(axes, c.keep), m => Math.Log(m.Sum(Math.Exp)));
            if (axes is [int axis])
            {
                Same(x.ArgMax(axis, c.keep), m => Array.IndexOf(m, m.Max()));
                Same(x.Product(axis, c.keep), m => m.Aggregate(1.0, (a, b) => a * b));
            }

            void Same(Tensor y, Func<double[], double> f) => Closeness.ShouldBeClose(y, Plain.Reduce(p, axes, c.keep, f), 1e-12);
        });
    }

    [Fact]
    public void Sorting_and_softmax_along_any_axis_work_line_by_line()
    {
        var cases = from sizes in Shapes.Any where sizes.Length > 0 from axis in Gen.Choose(0, sizes.Length - 1) from seed in Gen.Choose(0, 9999) select (sizes, axis, seed);
        Shapes.Check(cases, c =>
        {
            var x = Shapes.Numbers(c.sizes, c.seed);
            var p = Plain.Of(x);
            Same(x.Sort(c.axis).Values, line => [.. line.Order()]);
            Same(x.Sort(c.axis).Positions, line => [.. line.Select((v, i) => (v, i)).OrderBy(e => e.v).Select(e => (double)e.i)]);
            Same(x.Softmax(c.axis), line => [.. line.Select(v => Math.Exp(v) / line.Sum(Math.Exp))]);
            Same(x.LogSoftmax(c.axis), line => [.. line.Select(v => v - Math.Log(line.Sum(Math.Exp)))]);
            Same(x.CumulativeSum(c.axis), line => [.. line.Select((_, i) => line.Take(i + 1).Sum())]);
            Same(x.Flip(c.axis), line => [.. line.Reverse()]);
            int count = c.seed % (x.Shape[c.axis] + 1);
            Same(x.TopK(count, c.axis).Values, line => [.. line.OrderDescending().Take(count)]);

            void Same(Tensor y, Func<double[], double[]> f) => Closeness.ShouldBeClose(y, Plain.Lines(p, c.axis, f), 1e-12);
        });
    }
}
