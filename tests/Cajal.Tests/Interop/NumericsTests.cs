using System.Buffers;
using System.Numerics.Tensors;
using Cajal.Interop;
using Theirs = System.Numerics.Tensors.Tensor;

namespace Cajal.Tests.Interop;

public class NumericsTests
{
    private static readonly float[] Six = [1, 2, 3, 4, 5, 6];

    [Fact]
    public void Our_tensors_and_views_as_their_spans_without_a_copy()
    {
        float[] values = [.. Six];
        var x = Tensor.Wrap(values, [2, 3]);
        var span = x.AsReadOnlyTensorSpan<float>();
        span.Lengths.ToArray().ShouldBe([2, 3]);
        span[1, 2].ShouldBe(6);
        values[5] = 60;
        span[1, 2].ShouldBe(60);
        var turned = x.T.AsReadOnlyTensorSpan<float>();
        (turned[2, 1], turned[0, 1]).ShouldBe((60, 4));
        var cut = x.Slice(1, 1..3).AsReadOnlyTensorSpan<float>();
        (cut[0, 1], cut[1, 0]).ShouldBe((3, 5));
        Should.Throw<InvalidOperationException>(() => x.Slice(1, 0..3, 2).AsReadOnlyTensorSpan<float>().Rank).Message.ShouldContain("Contiguous()");
        var wide = x.Slice(0, 0..1).Expand([4, 3]).AsReadOnlyTensorSpan<float>();
        (wide.FlattenedLength, wide[3, 1]).ShouldBe((12, 2));
        var own = (x + 1).AsReadOnlyTensorSpan<float>();
        TheirSum(own).ShouldBe(2 + 3 + 4 + 5 + 6 + 61);
    }

    [Fact]
    public void Every_element_type_and_the_special_shapes()
    {
        Tensor.From([1.5]).AsReadOnlyTensorSpan<double>()[0].ShouldBe(1.5);
        Tensor.From([7]).AsReadOnlyTensorSpan<int>()[0].ShouldBe(7);
        Tensor.From([7L]).AsReadOnlyTensorSpan<long>()[0].ShouldBe(7);
        Tensor.From([true]).AsReadOnlyTensorSpan<bool>()[0].ShouldBeTrue();
        var number = Tensor.Scalar(3).AsReadOnlyTensorSpan<float>();
        (number.Rank, number.FlattenedLength, number[0]).ShouldBe((1, 1, 3));
        var empty = Tensor.Zeros([0, 3]).AsReadOnlyTensorSpan<float>();
        (empty.Lengths[0], empty.Lengths[1], empty.FlattenedLength).ShouldBe((0, 3, 0));
        Tensor.Ones([1, 5, 1]).AsReadOnlyTensorSpan<float>()[0, 4, 0].ShouldBe(1);
        Should.Throw<InvalidOperationException>(() => Tensor.Ones([2]).AsReadOnlyTensorSpan<double>().Rank).Message.ShouldContain("Float32");
    }

    [Fact]
    public void Our_wrapped_arrays_as_their_tensors_without_a_copy()
    {
        float[] values = [.. Six];
        var x = Tensor.Wrap(values, [2, 3]);
        var theirs = x.AsNumericsTensor<float>();
        theirs[1, 0] = 40;
        x[1, 0].ShouldBe(40);
        values[3].ShouldBe(40);
        x.T.Slice(0, 1..3).AsNumericsTensor<float>()[0, 1].ShouldBe(5);
        Should.Throw<InvalidOperationException>(() => (x + 1).AsNumericsTensor<float>()).Message.ShouldContain("ToNumericsTensor");
        Should.Throw<InvalidOperationException>(() => x.AsNumericsTensor<double>()).Message.ShouldContain("Double");
        var copy = x.ToNumericsTensor<float>();
        copy[0, 0] = 99;
        x[0, 0].ShouldBe(1);
        x.T.ToNumericsTensor<float>()[2, 1].ShouldBe(6);
    }

    [Fact]
    public void Their_tensors_as_ours_without_a_copy()
    {
        var theirs = Theirs.Create((float[])[.. Six], [2, 3]);
        var x = theirs.AsCajalTensor();
        x.Shape.ShouldBe([2, 3]);
        x.ToArray<float>().ShouldBe(Six);
        theirs[0, 1] = 20;
        x[0, 1].ShouldBe(20);
        (x * 2)[0, 1].ShouldBe(40);
        var turned = Theirs.PermuteDimensions(theirs, [1, 0]).AsCajalTensor();
        turned.ToArray<float>().ShouldBe([1, 4, 20, 5, 3, 6]);
        var cut = theirs.Slice([new NRange(1, 2), new NRange(1, 3)]).AsCajalTensor();
        cut.ToArray<float>().ShouldBe([5, 6]);
        theirs[1, 2] = 66;
        cut[0, 1].ShouldBe(66);
        Theirs.Create((long[])[5], [1, 1]).AsCajalTensor().DType.ShouldBe(DType.Int64);
        Theirs.Create(Array.Empty<double>(), [0, 2]).AsCajalTensor().Shape.ShouldBe([0, 2]);
        Should.Throw<NotSupportedException>(() => Theirs.Create((byte[])[1], [1]).AsCajalTensor()).Message.ShouldContain("Byte");
    }

    [Fact]
    public void Shared_memory_stays_where_it_is_while_the_collector_moves_others()
    {
        var kept = new List<(Tensor<float> Theirs, Tensor Ours)>();
        for (int i = 0; i < 200; i++)
        {
            _ = new byte[5000];
            var theirs = Theirs.Create(Enumerable.Repeat((float)i, 50).ToArray(), [50]);
            kept.Add((theirs, theirs.AsCajalTensor()));
        }
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        for (int i = 0; i < 200; i++)
        {
            kept[i].Theirs[49] = -i;
            kept[i].Ours[49].ShouldBe(-i);
            kept[i].Ours[0].ShouldBe(i);
        }
    }

    [Fact]
    public void Memory_is_let_go_when_nobody_looks_at_it()
    {
        var held = Share();
        for (int i = 0; i < 5 && held.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        held.IsAlive.ShouldBeFalse();

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Share()
        {
            float[] values = [.. Six];
            Theirs.Create(values, [6]).AsCajalTensor()[2].ShouldBe(3);
            return new WeakReference(values);
        }
    }

    [Fact]
    public void Copies_of_spans_and_tensors()
    {
        ReadOnlyTensorSpan<float> span = new(Six, [3, 2], [1, 3]);
        span.ToCajalTensor().ToArray<float>().ShouldBe([1, 4, 2, 5, 3, 6]);
        var theirs = Theirs.Create((int[])[1, 2], [2]);
        var copy = theirs.ToCajalTensor();
        theirs[0] = 9;
        copy[0].ShouldBe(1);
    }

    [Fact]
    public void Parameters_are_written_in_place()
    {
        var w = new Parameter(Tensor.Zeros([2, 3]));
        int version = w.Version;
        w.Write<float>(span =>
        {
            span.Lengths.ToArray().ShouldBe([2, 3]);
            span[1, 2] = 7;
        });
        w[1, 2].ShouldBe(7);
        w.Version.ShouldBeGreaterThan(version);
        using var tape = Tape.Start();
        Should.Throw<InvalidOperationException>(() => w.Write<float>(_ => { }));
    }

    [Fact]
    public void Looking_counts_as_a_read_by_the_host()
    {
        using var tape = Tape.Start();
        var y = Tensor.Ones([2]) * 2;
        _ = y.AsReadOnlyTensorSpan<float>()[0];
        _ = y + 1;
        tape.NotReplayable.ShouldNotBeNull();
    }

    private static float TheirSum(in ReadOnlyTensorSpan<float> span) => Theirs.Sum(span);
}
