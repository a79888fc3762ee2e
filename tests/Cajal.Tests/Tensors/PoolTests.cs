using System.Runtime.CompilerServices;

namespace Cajal.Tests.Tensors;

/// <summary>Memory that changes hands: nobody sees another's numbers.</summary>
[Collection("alone")]
public class PoolTests
{
    [Fact]
    public void Returned_memory_is_used_again()
    {
        var first = Pool.Rent(DType.Float32, 12_345);
        Pool.Return(first);
        var second = Pool.Rent(DType.Float32, 12_345);
        second.ShouldBeSameAs(first);
        Pool.Return(second);
    }

    [Fact]
    public void A_region_may_change_its_type_and_length()
    {
        var floats = Pool.Rent(DType.Float32, 20_000);
        Pool.Return(floats);
        var doubles = Pool.Rent(DType.Float64, 10_000);
        doubles.ShouldBeSameAs(floats);
        (doubles.DType, doubles.Length).ShouldBe((DType.Float64, 10_000));
        Pool.Return(doubles);
    }

    [Theory]
    [InlineData(DType.Bool, 0)]
    [InlineData(DType.Float32, 1)]
    [InlineData(DType.Float64, 7)]
    [InlineData(DType.Int64, 1000)]
    [InlineData(DType.Float32, 1023)]
    [InlineData(DType.Float32, 123_457)]
    public void Regions_are_large_enough_and_waste_little(DType dtype, int length)
    {
        var storage = Pool.Rent(dtype, length);
        int bytes = length * dtype.Size();
        storage.Capacity.ShouldBeGreaterThanOrEqualTo(bytes);
        storage.Capacity.ShouldBeLessThanOrEqualTo(Math.Max(64, bytes + bytes / 4));
        storage.Length.ShouldBe(length);
        Pool.Return(storage);
    }

    [Fact]
    public void Tensors_see_that_their_memory_has_gone_and_keep_theirs_when_asked()
    {
        Tensor lost, view, kept, keptView;
        using (Tape.Start())
        {
            lost = Tensor.Ones([50, 50]) + 1;
            view = lost.T;
            kept = (Tensor.Ones([50, 50]) + 2).Keep();
            keptView = kept.Slice(0, 1..3);
        }
        using (Tape.Start())
        {
            _ = Tensor.Ones([50, 50]) + 5;
#pragma warning disable CAJ006 // read too late on purpose
            Should.Throw<InvalidOperationException>(() => lost.ToArray<float>()).Message.ShouldContain("Keep()");
            Should.Throw<InvalidOperationException>(() => view[0, 0]);
            Should.Throw<InvalidOperationException>(() => view + 1);
#pragma warning restore CAJ006
            keptView.ToArray<float>().ShouldAllBe(v => v == 3);
        }
    }

    [Fact]
    public void Thousands_of_steps_do_not_grow_the_heap()
    {
        void Steps(int count)
        {
            for (int i = 0; i < count; i++)
            {
                using var tape = Tape.Start();
                var x = Tensor.Ones([100, 100]);
                _ = (x.Exp() * 2 + x).Sum();
            }
        }

        Steps(50);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Steps(500);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(2_000_000);
    }

    [Fact]
    public void Tapes_on_many_threads_do_not_mix_their_memory()
    {
        Parallel.For(0, 200, i =>
        {
            using var tape = Tape.Start();
            var x = Tensor.Full([1000], i);
            var y = (x * 3 + x).Relu();
            y.ToArray<float>().ShouldAllBe(v => v == 4 * i);
        });
    }

    [Fact]
    public void What_lay_idle_between_two_trims_is_dropped()
    {
        var first = RentAndReturn();
        Pool.Trim();
        Pool.Trim();
        GC.Collect();
        first.IsAlive.ShouldBeFalse();

        // A method of its own, so that no slot of this one's stack holds the memory.
        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference RentAndReturn()
        {
            var storage = Pool.Rent(DType.Float32, 1_000_003);
            Pool.Return(storage);
            return new WeakReference(storage);
        }
    }

    [Fact]
    public void The_record_of_a_planned_step_does_not_keep_the_memory_of_its_values()
    {
        WeakReference? value = null;
        var step = new PlannedStep(t =>
        {
            var y = t[0] * 2;
            value = new WeakReference(y.RawStorage);
            return [y.Sum()];
        })
        { IsDebugged = () => false };
        step.Run(Tensor.Ones([777_777]));
        Pool.Trim();
        Pool.Trim();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        value.ShouldNotBeNull().IsAlive.ShouldBeFalse();
        GC.KeepAlive(step);
    }
}
