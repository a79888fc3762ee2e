using Cajal.Studio;

namespace Cajal.Tests.Studio;

/// <summary>Digits are read through the path that drawings take; what is added is learned and forgotten again; all is bounded.</summary>
public class DigitRoomTests
{
    private static byte[] Enlarged(ReadOnlySpan<byte> picture)
    {
        var ink = new byte[56 * 56];
        for (int p = 0; p < ink.Length; p++) ink[p] = picture[p / 56 / 2 * 28 + p % 56 / 2];
        return ink;
    }

    [Fact]
    public void A_drawing_is_cut_out_scaled_and_put_in_the_middle()
    {
        InkPicture.Prepare(new byte[56 * 56], 56).ShouldBeNull();
        var small = new byte[56 * 56];
        // A bar of 4 × 20 pixels near a corner.
        for (int row = 2; row < 22; row++) small.AsSpan(row * 56 + 3, 4).Fill(255);
        byte[] seen = InkPicture.Prepare(small, 56)!;
        int[] inked = [.. Enumerable.Range(0, 784).Where(p => seen[p] > 127)];
        (inked.Max(p => p / 28) - inked.Min(p => p / 28) + 1).ShouldBeInRange(22, 24);
        (inked.Average(p => p % 28) + 0.5).ShouldBe(14, 0.6);
        (inked.Average(p => p / 28) + 0.5).ShouldBe(14, 0.6);
        var moved = new byte[56 * 56];
        for (int row = 32; row < 52; row++) moved.AsSpan(row * 56 + 40, 4).Fill(255);
        InkPicture.Prepare(moved, 56).ShouldBe(seen);
    }

    [Fact]
    public void Digits_are_answered_and_a_wrong_one_is_learned()
    {
        var room = new DigitRoom();
        var set = DigitSet.Of(60, 77);
        var first = new DigitQuestion { Ink = Enlarged(set[0]) };
        Should.Throw<ArgumentException>(() => room.Answer(first)).Message.ShouldContain("not trained");
        room.Begin();
        Wait(room);
        room.State.Nets.ShouldAllBe(n => n.Right > 930);
        foreach (string net in new[] { "mlp", "cnn" })
        {
            int right = Enumerable.Range(0, 60).Count(i => room.Answer(new DigitQuestion { Ink = Enlarged(set[i]), Net = net }).Digit == set.Labels[i]);
            right.ShouldBeGreaterThanOrEqualTo(net == "cnn" ? 55 : 50, net);
        }
        var answer = room.Answer(first with { IsDone = true });
        answer.Probabilities.Sum().ShouldBe(1, 1e-5);
        answer.Layers.Select(l => (l.Maps, l.Rows, l.Columns)).ShouldBe([(6, 28, 28), (6, 28, 28), (6, 14, 14), (16, 10, 10), (16, 10, 10), (16, 5, 5), (1, 10, 12), (1, 10, 12), (1, 7, 12), (1, 7, 12), (1, 1, 10)]);
        answer.Layers.ShouldAllBe(l => l.Values.Length == l.Maps * l.Rows * l.Columns);
        answer.IsIntegrated.ShouldBeTrue();
        room.Answer(first with { Digit = 7 }).About.ShouldBe(7);

        // A sign that is no digit is to be a 3 from now on.
        var sign = new byte[56 * 56];
        for (int row = 8; row < 48; row++) sign.AsSpan(row * 56 + 8, 40).Fill(255);
        var strange = new DigitQuestion { Ink = sign };
        int was = room.Answer(strange).Digit, label = was == 3 ? 4 : 3;
        for (int i = 0; i < 3; i++)
        {
            room.Correct(strange with { Digit = label });
            Wait(room);
        }
        room.Answer(strange).Digit.ShouldBe(label);
        var state = room.State;
        state.Added.ShouldBe(3);
        state.Nets.ShouldAllBe(n => n.AddedRight == 3 && n.AddedRightBefore >= 0 && n.RightBefore > 900);
        state.Nets.ShouldAllBe(n => n.Right > 900);
        room.Forget();
        (room.State.Added, room.Answer(strange).Digit).ShouldBe((0, was));

        Should.Throw<ArgumentException>(() => room.Answer(new DigitQuestion { Ink = new byte[10] })).Message.ShouldContain("3136");
        Should.Throw<ArgumentException>(() => room.Answer(new DigitQuestion { Ink = new byte[3136] })).Message.ShouldContain("no ink");
        Should.Throw<ArgumentException>(() => room.Answer(first with { Net = "gpt" })).Message.ShouldContain("gpt");
        Should.Throw<ArgumentException>(() => room.Answer(first with { Digit = 10 })).Message.ShouldContain("10");
        Should.Throw<ArgumentException>(() => room.Correct(first)).Message.ShouldContain("which digit");
    }

    private static void Wait(DigitRoom room)
    {
        for (int i = 0; i < 6000 && room.State.Phase is not "ready"; i++)
        {
            room.State.Trouble.ShouldBeNull();
            Thread.Sleep(50);
        }
        room.State.Phase.ShouldBe("ready");
    }
}
