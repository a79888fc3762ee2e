using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class OutboxTests
{
    [Fact]
    public async Task However_many_troubles_wait_the_newest_of_all_else_gets_through()
    {
        var outbox = new Outbox();
        for (int i = 0; i < 100; i++)
        {
            outbox.Put(new Letter("trouble", [(byte)i], IsBinary: false));
            outbox.Put(new Letter("scene", [(byte)i], IsBinary: false));
        }
        var all = new List<Letter>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!(all.LastOrDefault()?.Kind == "scene")) all.Add(await outbox.TakeAsync(limit.Token));
        all[^1].Bytes.ShouldBe([(byte)99]);
        all.Count.ShouldBe(21);
        all[0].Bytes.ShouldBe([(byte)0]);
    }
}
