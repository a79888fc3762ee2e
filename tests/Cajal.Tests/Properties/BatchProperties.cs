using Cajal.Tests.Contracts;
using Cajal.Tests.Ops;
using FsCheck.Fluent;

namespace Cajal.Tests.Properties;

public class BatchProperties
{
    [Fact]
    public void Batched_products_and_their_gradients_are_those_of_plain_loops()
    {
        var batch = from rank in Gen.Choose(0, 2) from sizes in Shapes.Size.ArrayOf(rank) select sizes;
        var cases = from sizes in batch
                    from a in Shapes.StretchingTo(sizes)
                    from b in Shapes.StretchingTo(sizes)
                    from n in Shapes.Size
                    from k in Shapes.Size
                    from m in Shapes.Size
                    from turned in Gen.Elements(true, false)
                    from seed in Gen.Choose(0, 9999)
                    select (a, b, n, k, m, turned, seed);
        Shapes.Check(cases, c =>
        {
            // Turned operands are views of matrices stored the other way round.
            Tensor a = c.turned ? Shapes.Numbers([.. c.a, c.k, c.n], c.seed).Transpose(-1, -2) : Shapes.Numbers([.. c.a, c.n, c.k], c.seed);
            Tensor b = Shapes.Numbers([.. c.b, c.k, c.m], c.seed + 1);
            using var tape = Tape.Start();
            tape.Watch(a);
            tape.Watch(b);
            var y = a.MatMul(b);
            Plain p = Plain.Of(a), q = Plain.Of(b);
            int[] sizes = [.. Plain.Together(c.a, c.b), c.n, c.m];
            Plain expected = Plain.Fill(sizes, _ => 0), da = Plain.Fill(p.Sizes, _ => 0), db = Plain.Fill(q.Sizes, _ => 0);
            var dy = Shapes.Numbers(sizes, c.seed + 2);
            foreach (int[] i in Plain.Indices(sizes))
            {
                for (int j = 0; j < c.k; j++)
                {
                    int[] left = [.. Plain.Fold(i[..^2], c.a), i[^2], j], right = [.. Plain.Fold(i[..^2], c.b), j, i[^1]];
                    expected[i] += p[left] * q[right];
                    da[left] += dy[i] * q[right];
                    db[right] += dy[i] * p[left];
                }
            }
            Closeness.ShouldBeClose(y, expected, 1e-12);
            var gradients = tape.Gradients(y, dy);
            Closeness.ShouldBeClose(gradients[a], da, 1e-12);
            Closeness.ShouldBeClose(gradients[b], db, 1e-12);
        });
    }

    [Fact]
    public void A_batch_gives_what_its_examples_give_one_by_one()
    {
        var cases = from n in Gen.Choose(1, 9) from features in Gen.Choose(1, 9) from seed in Gen.Choose(0, 9999) select (n, features, seed);
        Shapes.Check(cases, c =>
        {
            Tensor x = Shapes.Numbers([c.n, c.features], c.seed), w = Shapes.Numbers([c.features, 3], c.seed + 1);
            var together = Network(x, w);
            for (int i = 0; i < c.n; i++)
                Closeness.ShouldBeClose(Network(x.Slice(0, i..(i + 1)), w), Plain.Of(together.Slice(0, i..(i + 1))), 1e-13);
        });
    }

    private static Tensor Network(Tensor x, Tensor w) => (x.MatMul(w) + 0.5).Tanh().LogSoftmax();
}
