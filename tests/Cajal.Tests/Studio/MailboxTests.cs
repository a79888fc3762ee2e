using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class MailboxTests
{
    [Fact]
    public void It_holds_so_many_commands_and_so_many_bytes_and_has_room_again_when_they_are_taken()
    {
        var box = new Mailbox();
        var large = new Command { Do = "set", Bytes = 1 << 20 };
        for (int i = 0; i < 8; i++) box.TryPut(large).ShouldBeTrue();
        box.TryPut(large).ShouldBeFalse();
        box.TryPut(new Command { Do = "play", Bytes = 1 }).ShouldBeFalse();
        box.TryTake(out _).ShouldBeTrue();
        box.TryPut(large).ShouldBeTrue();
        while (box.TryTake(out _))
        {
        }
        for (int i = 0; i < Mailbox.MostCommands; i++) box.TryPut(new Command { Do = "play", Bytes = 13 }).ShouldBeTrue();
        box.TryPut(new Command { Do = "play", Bytes = 13 }).ShouldBeFalse();
        box.IsEmpty.ShouldBeFalse();
    }
}
