namespace Cajal.Tests.Kernels;

/// <summary>Moves between views and dense rows meet plain loops over indices.</summary>
public class StridedTests
{
    [Fact]
    public void Thousands_of_views_are_copied_and_written()
    {
        var rng = new Rng(1);
        for (int trial = 0; trial < Trials.Of(3000); trial++)
        {
            var layout = Random(rng, trial % 100 == 0 ? 60 : 9);
            Check<float>(layout);
            Check<double>(layout);
            Check<byte>(layout);
        }
    }

    [Theory]
    [InlineData(1000, 1003)]
    [InlineData(3, 100_000)]
    [InlineData(100_000, 3)]
    [InlineData(40_000, 1)]
    public void Large_transposed_matrices(int rows, int columns)
    {
        var layout = new Layout([columns, rows]).Permute([1, 0]);
        Check<float>(layout);
        Check<long>(layout);
    }

    [Fact]
    public void Large_views_of_many_axes()
    {
        var images = new Layout([8, 16, 40, 30]);
        Check<float>(images.Permute([0, 2, 3, 1]));
        Check<float>(images.Permute([3, 1, 0, 2]));
        Check<float>(images.Permute([1, 0, 3, 2]));
        Check<float>(images.Slice(3, 1, 29, 2));
        Check<float>(images.Slice(2, 3, 37));
        Check<float>(new Layout([16, 1, 1]).Expand([8, 16, 40, 30]), writes: false);
    }

    private static Layout Random(Rng rng, int largest)
    {
        int rank = rng.NextInt(5);
        var layout = new Layout(Shape.Of([.. Enumerable.Range(0, rank).Select(_ => 1 + rng.NextInt(largest >> (rank / 2)))]));
        if (rank > 0) layout = layout.Permute(rng.Permutation(rank));
        for (int axis = 0; axis < rank; axis++)
        {
            if (rng.NextInt(3) > 0) continue;
            int size = layout.Shape[axis], start = rng.NextInt(size);
            layout = layout.Slice(axis, start, start + 1 + rng.NextInt(size - start), 1 + rng.NextInt(3));
        }
        return layout;
    }

    private static void Check<T>(in Layout layout, bool writes = true) where T : unmanaged, System.Numerics.INumber<T>
    {
        int[] places = Places(layout);
        T[] memory = new T[places.DefaultIfEmpty().Max() + 1], dense = new T[places.Length + 1];
        for (int i = 0; i < memory.Length; i++) memory[i] = T.CreateTruncating(i * 31 % 1009);
        Strided.Copy(ref memory[layout.Offset], layout, dense.AsSpan(0, places.Length));
        for (int i = 0; i < places.Length; i++)
            if (dense[i] != memory[places[i]]) Assert.Fail($"{layout.Shape} {layout.Strides}: element {i}");
        dense[places.Length].ShouldBe(T.Zero);
        if (!writes) return;
        T[] written = [.. memory.Select(v => v + T.One)], expected = [.. written];
        for (int i = 0; i < places.Length; i++) expected[places[i]] = dense[i];
        Strided.Scatter<T>(dense.AsSpan(0, places.Length), ref written[layout.Offset], layout);
        written.AsSpan().SequenceEqual(expected).ShouldBeTrue($"{layout.Shape} {layout.Strides}");
    }

    // Where each element lies, by its index along every axis.
    private static int[] Places(in Layout layout)
    {
        var places = new List<int> { layout.Offset };
        for (int axis = 0; axis < layout.Shape.Rank; axis++)
        {
            int size = layout.Shape[axis], stride = layout.Strides[axis];
            places = [.. places.SelectMany(p => Enumerable.Range(0, size).Select(i => p + i * stride))];
        }
        return [.. places];
    }
}
