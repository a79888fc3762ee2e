using Cajal.Training;

namespace Cajal.Tests.Training.Monitors;

public class MonitorFileTests
{
    [Fact]
    public void Lines_are_read_again_and_a_torn_one_is_left_out()
    {
        using var folder = new TemporaryFolder();
        using (var file = MonitorFile.Open(folder["m"], 0))
            for (int i = 0; i < 3; i++) MonitorFile.Append(file, Look(i, i == 1 ? float.NaN : i));
        byte[] whole = File.ReadAllBytes(folder["m"]);
        for (int length = 0; length <= whole.Length; length += 7)
        {
            File.WriteAllBytes(folder["t"], whole[..length]);
            MonitorFile.Read(folder["t"]).Count.ShouldBe(whole[..length].Count(b => b == '\n'));
            using (MonitorFile.Open(folder["t"], long.MaxValue)) { }
            File.ReadAllBytes(folder["t"]).Length.ShouldBe(whole.AsSpan(0, length).LastIndexOf((byte)'\n') + 1);
        }
        var looks = MonitorFile.Read(folder["m"]);
        looks.Select(l => l.Step).ShouldBe([0, 1, 2]);
        float.IsNaN(looks[1].Loss).ShouldBeTrue();
        looks[2].Layers[0].Weights!.Counts.ShouldBe([3, 4]);
        looks[2].Layers[0].Weights!.UpperEnd(0).ShouldBe(0);
        looks[2].Before.ShouldBe(new StepWindow(3, 0.5, 0.25, 0.125, 1));
        (looks[2].Layers[0].Quiet, looks[2].Layers[0].Far).ShouldBe((0.5f, null));
    }

    [Fact]
    public void A_line_of_an_older_version_is_read()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["m"], "{\"step\":0,\"epoch\":1,\"examples\":4,\"loss\":1,\"layers\":[{\"name\":\"0\",\"kind\":\"Linear\",\"parameters\":1,\"weightNorm\":1}]}\n");
        var look = MonitorFile.Read(folder["m"]).ShouldHaveSingleItem();
        (look.Before, look.Layers[0].Quiet).ShouldBe((null, null));
    }

    [Theory]
    [InlineData("null\n")]
    [InlineData("{}\n")]
    [InlineData("{\"step\":1\n")]
    [InlineData("{\"step\":\"x\",\"epoch\":1,\"examples\":1,\"loss\":0,\"layers\":[]}\n")]
    [InlineData("{\"step\":0,\"epoch\":1,\"examples\":1e99,\"loss\":0,\"layers\":[]}\n")]
    [InlineData("{\"step\":0,\"epoch\":1,\"examples\":1,\"loss\":\"word\",\"layers\":[]}\n")]
    [InlineData("[[[[\n")]
    [InlineData("{\"step\":0,\"epoch\":1,\"examples\":1,\"loss\":0,\"layers\":[{}]}\n")]
    public void A_damaged_line_says_so(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["m"], text);
        Should.Throw<RunException>(() => MonitorFile.Read(folder["m"])).Message.ShouldContain("Line 1");
    }

    [Fact]
    public void Looks_come_often_at_first_then_seldom()
    {
        long[] Due(long from, long to) => [.. Enumerable.Range(0, (int)(to - from)).Select(i => from + i).Where(LookTimes.IsDue)];
        Due(0, 800).ShouldBe([0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 768]);
        Due(32_768, 65_536).Length.ShouldBe(128);
        Due(1 << 20, 1 << 21).Length.ShouldBe(128);
    }

    private static NetworkLook Look(long step, float loss) => new()
    {
        Step = step,
        Epoch = 1,
        Examples = 4,
        Loss = loss,
        Before = new StepWindow(3, 0.5, 0.25, 0.125, 1),
        Layers = [new() { Name = "0", Kind = "Linear", Parameters = 7, WeightNorm = 1, Quiet = 0.5f, Weights = new() { Minimum = -1, Maximum = 1, Counts = [3, 4] } }],
    };
}
