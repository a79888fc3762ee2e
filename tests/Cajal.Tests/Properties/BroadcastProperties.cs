using Cajal.Tests.Contracts;
using Cajal.Tests.Ops;
using FsCheck.Fluent;

namespace Cajal.Tests.Properties;

public class BroadcastProperties
{
    [Fact]
    public void Values_and_gradients_of_stretched_pairs_are_those_of_plain_loops()
    {
        var cases = from sizes in Shapes.Any from a in Shapes.StretchingTo(sizes) from b in Shapes.StretchingTo(sizes) from seed in Gen.Choose(0, 9999) select (a, b, seed);
        Shapes.Check(cases, c =>
        {
            Tensor a = Shapes.Numbers(c.a, c.seed), b = Shapes.Numbers(c.b, c.seed + 1);
            Plain p = Plain.Of(a), q = Plain.Of(b);
            Closeness.ShouldBeClose(a + b, Plain.Pairs(p, q, (u, v) => u + v), 0);
            Closeness.ShouldBeClose(a > b, Plain.Pairs(p, q, (u, v) => u > v ? 1 : 0), 0);
            using var tape = Tape.Start();
            tape.Watch(a);
            tape.Watch(b);
            var y = a * b;
            var dy = Shapes.Numbers(y.Shape.ToArray(), c.seed + 2);
            var gradients = tape.Gradients(y, dy);
            Closeness.ShouldBeClose(y, Plain.Pairs(p, q, (u, v) => u * v), 0);
            Closeness.ShouldBeClose(gradients[a], Folded(c.a, Plain.Pairs(Plain.Of(dy), q, (u, v) => u * v)), 1e-13);
            Closeness.ShouldBeClose(gradients[b], Folded(c.b, Plain.Pairs(Plain.Of(dy), p, (u, v) => u * v)), 1e-13);
        });
    }

    [Fact]
    public void Where_stretches_all_three()
    {
        var cases = from sizes in Shapes.Any
                    from m in Shapes.StretchingTo(sizes)
                    from a in Shapes.StretchingTo(sizes)
                    from b in Shapes.StretchingTo(sizes)
                    from seed in Gen.Choose(0, 9999)
                    select (m, a, b, seed);
        Shapes.Check(cases, c =>
        {
            Tensor mask = Shapes.Numbers(c.m, c.seed) > 0, a = Shapes.Numbers(c.a, c.seed + 1), b = Shapes.Numbers(c.b, c.seed + 2);
            int[] sizes = Plain.Together(c.m, Plain.Together(c.a, c.b));
            Closeness.ShouldBeClose(Tensor.Where(mask, a, b),
                Plain.Fill(sizes, i => mask[Plain.Fold(i, c.m)] != 0 ? a[Plain.Fold(i, c.a)] : b[Plain.Fold(i, c.b)]), 0);
        });
    }

    [Fact]
    public void Shapes_fit_in_either_order_or_not_at_all()
    {
        var cases = from a in Shapes.Any from b in Shapes.Any select (a, b);
        Shapes.Check(cases, c =>
        {
            bool fits = Enumerable.Range(1, Math.Min(c.a.Length, c.b.Length)).All(i => c.a[^i] == c.b[^i] || c.a[^i] == 1 || c.b[^i] == 1);
            if (fits) Shape.Broadcast(c.a, c.b).ToArray().ShouldBe(Plain.Together(c.a, c.b));
            else Should.Throw<ShapeException>(() => Shape.Broadcast(c.b, c.a));
        });
    }

    // Summed over everything that an operand of these sizes was stretched along.
    private static Plain Folded(int[] sizes, Plain y)
    {
        var sum = Plain.Fill(sizes, _ => 0);
        foreach (int[] i in Plain.Indices(y.Sizes)) sum[Plain.Fold(i, sizes)] += y[i];
        return sum;
    }
}
