using Cajal.Tests.Contracts;
using Cajal.Tests.Ops;
using FsCheck.Fluent;

namespace Cajal.Tests.Properties;

/// <summary>Chains of views against index arithmetic: a plain tensor that holds positions goes through the same chain by plain loops.</summary>
public class ViewProperties
{
    [Fact]
    public void Chains_of_views_show_the_right_elements_and_send_gradients_back_to_them()
    {
        var step = from kind in Gen.Choose(0, 4) from a in Gen.Choose(0, 99) from b in Gen.Choose(0, 99) select (kind, a, b);
        var cases = from sizes in Shapes.Any from length in Gen.Choose(1, 6) from steps in step.ArrayOf(length) from seed in Gen.Choose(0, 9999) select (sizes, steps, seed);
        Shapes.Check(cases, c =>
        {
            var x = Shapes.Numbers(c.sizes, c.seed);
            using var tape = Tape.Start();
            tape.Watch(x);
            var view = x;
            int next = 0;
            var places = Plain.Fill(c.sizes, _ => next++);
            foreach (var (kind, a, b) in c.steps) (view, places) = Apply(view, places, kind, a, b);
            double[] values = x.ToArray<double>();
            Closeness.ShouldBeClose(view, Plain.Each(places, p => values[(int)p]), 0);
            Closeness.ShouldBeClose(view.Contiguous() * 1, Plain.Each(places, p => values[(int)p]), 0);
            if (view == x) return;
            var dy = Shapes.Numbers(view.Shape.ToArray(), c.seed + 1);
            double[] expected = new double[values.Length], arriving = dy.ToArray<double>();
            for (int i = 0; i < arriving.Length; i++) expected[(int)places.Values[i]] += arriving[i];
            Closeness.ShouldBeClose(tape.Gradients(view, dy)[x], new Plain(c.sizes, expected), 1e-13);
        });
    }

    [Fact]
    public void A_reshape_shares_memory_exactly_when_the_layout_allows_it()
    {
        var cases = from sizes in Shapes.Any from a in Gen.Choose(0, 99) from b in Gen.Choose(0, 99) select (sizes, a, b);
        Shapes.Check(cases, c =>
        {
            var x = Shapes.Numbers(c.sizes, c.a);
            var (view, places) = Apply(x, Plain.Of(x), 1, c.a, c.b);
            int[] target = Factors(view.Count, c.b);
            var reshaped = view.Reshape(Shape.Of(target));
            reshaped.ToArray<double>().ShouldBe(places.Values);
            if (view.Layout.TryReshape(target, out _)) reshaped.Storage.ShouldBeSameAs(x.Storage);
            else reshaped.Storage.ShouldNotBeSameAs(x.Storage);
        });
    }

    private static (Tensor, Plain) Apply(Tensor x, Plain p, int kind, int a, int b)
    {
        int axis = x.Rank == 0 ? 0 : a % x.Rank;
        switch (kind)
        {
            case 0:
                int[] target = Factors(x.Count, a + b);
                return (x.Reshape(Shape.Of(target)), new Plain(target, p.Values));
            case 1:
                int[] order = [.. Enumerable.Range(0, x.Rank).OrderBy(i => (i * 7 + a) * 13 % 11)];
                return (x.Permute(order), Plain.Fill([.. order.Select(i => p.Sizes[i])], i => p[Back(i, order)]));
            case 2 when x.Rank > 0:
                int size = p.Sizes[axis], start = b % (size + 1), end = start + a % (size - start + 1), step = 1 + (a + b) % 3;
                int[] cut = [.. p.Sizes.Select((s, i) => i == axis ? (end - start + step - 1) / step : s)];
                return (x.Slice(axis, start..end, step), Plain.Fill(cut, i => p[[.. i.Select((v, k) => k == axis ? start + v * step : v)]]));
            case 3 when x.Rank < 6 && p.Values.Length < 500:
                int[] wide = [1 + a % 3, .. p.Sizes.Select((s, i) => s == 1 && i == axis ? 1 + b % 3 : s)];
                return (x.Expand(wide), Plain.Fill(wide, i => p[Plain.Fold(i, p.Sizes)]));
            default:
                if (x.Rank == 0 || p.Sizes[axis] == 0) return (x, p);
                int index = b % p.Sizes[axis];
                return (x.Select(axis, index), Plain.Fill([.. p.Sizes.Where((_, i) => i != axis)], i => p[[.. i[..axis], index, .. i[axis..]]]));
        }
    }

    private static int[] Back(int[] index, int[] order)
    {
        int[] back = new int[index.Length];
        for (int i = 0; i < order.Length; i++) back[order[i]] = index[i];
        return back;
    }

    // A number as a product of up to four sizes.
    private static int[] Factors(int count, int seed)
    {
        var sizes = new List<int>();
        for (int rest = count; sizes.Count < 3; seed = seed * 31 + 7)
        {
            int[] divisors = rest == 0 ? [1, 2, 3] : [.. Enumerable.Range(1, rest).Where(d => rest % d == 0)];
            int chosen = divisors[Math.Abs(seed) % divisors.Length];
            sizes.Add(chosen);
            rest = rest == 0 ? 0 : rest / chosen;
            if (sizes.Count == 3) sizes.Add(rest);
        }
        return [.. sizes];
    }
}
