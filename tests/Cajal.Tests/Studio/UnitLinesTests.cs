using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class UnitLinesTests
{
    [Fact]
    public void A_unit_of_the_first_layer_turns_on_its_line_and_is_above_0_on_the_right_of_it()
    {
        // z = x − 2
        var bench = new Bench(StateText.Read("v=1&layers=1:tanh&weights=1,0,-2,1,0", out _));
        var line = UnitLines.Of(bench, new ViewRequest { Name = "lines", Layer = 1 }).Lines.ShouldHaveSingleItem();
        for (int i = 0; i < line.Path.Length; i += 2) line.Path[i].ShouldBe(2, 1e-3f);
        (line.Path[1], line.Path[^1]).ShouldBe((-6f, 6f));
    }

    [Fact]
    public void On_every_line_z_is_0()
    {
        var bench = new Bench(StateText.Read("v=1&layers=5:tanh,4:tanh", out _));
        foreach (int layer in new[] { 1, 2 })
        {
            var lines = UnitLines.Of(bench, new ViewRequest { Name = "lines", Layer = layer }).Lines;
            lines.ShouldNotBeEmpty();
            foreach (var line in lines)
            {
                var places = new float[line.Path.Length / 2, 2];
                for (int i = 0; i < line.Path.Length; i++) places[i / 2, i % 2] = line.Path[i];
                var output = LayerOutput.Of(bench, places)[layer];
                for (int i = 0; i < places.GetLength(0); i++) output.Z[i * output.Units + line.Unit].ShouldBe(0, 0.02f);
            }
        }
    }

    [Theory]
    [InlineData("v=1&layers=")]
    [InlineData("v=1&data=sine&inputs=x&layers=3:relu")]
    [InlineData("v=1&layers=3:relu&init=zeros")]
    public void Where_there_is_no_line_there_is_none(string link) =>
        UnitLines.Of(new Bench(StateText.Read(link, out _)), new ViewRequest { Name = "lines", Layer = 1 }).Lines.ShouldBeEmpty();
}
