using Cajal.Benchmarks.Endurance;

namespace Cajal.Tests.Benchmarks;

public class MemoryWatchTests
{
    private const long Mega = 1 << 20;

    [Fact]
    public void Growth_counts_from_the_first_look_at_settled_memory()
    {
        var watch = new MemoryWatch();
        watch.Take(new(1 * Mega, 50 * Mega), isSettled: false);
        watch.Take(new(9 * Mega, 90 * Mega), isSettled: true);
        watch.Growth.ShouldBeNull();
        for (int look = 0; look < 3; look++) watch.Take(new(10 * Mega, 122 * Mega), isSettled: true);
        watch.Growth.ShouldBeNull("both are at their bounds, not beyond");
    }

    [Theory]
    [InlineData(1, 0, "the managed heap grew from 9437184 to 10485761 bytes, by more than 1048576")]
    [InlineData(0, 1, "the working set grew from 94371840 to 127926273 bytes, by more than 33554432")]
    public void A_byte_more_than_the_bound_is_told(int heap, int workingSet, string sentence)
    {
        var watch = new MemoryWatch();
        watch.Take(new(9 * Mega, 90 * Mega), isSettled: true);
        for (int look = 0; look < 3; look++)
            watch.Take(new(heap == 1 ? 10 * Mega + 1 : 9 * Mega, workingSet == 1 ? 122 * Mega + 1 : 90 * Mega), isSettled: true);
        watch.Growth.ShouldBe(sentence);
    }

    [Fact]
    public void What_the_process_gives_back_is_no_growth()
    {
        var watch = new MemoryWatch();
        foreach (long mega in new long[] { 70, 120, 120, 80, 120, 120, 75 }) watch.Take(new(Mega, mega * Mega), isSettled: true);
        watch.Growth.ShouldBeNull();
    }
}
