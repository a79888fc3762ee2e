using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class LayerNamesTests
{
    [Theory]
    [InlineData("v=1&layers=4:tanh,3:relu", "layer 0 (Linear)", "layer 1 (Linear)", 0)]
    [InlineData("v=1&layers=4:tanh,3:relu", "layer 2 (Linear): 50 % of its units", "layer 2 (Linear): 50 % of its units", 1)]
    [InlineData("v=1&layers=4:tanh,3:relu", "layer 3 (Relu)", "layer 2 (Relu)", null)]
    [InlineData("v=1&layers=4:tanh,3:relu", "4.weight", "W3", 2)]
    [InlineData("v=1&layers=4:tanh,3:relu", "0.weight, 2.bias are exactly as before training", "W1, b2 are exactly as before training", 0)]
    [InlineData("v=1&layers=4:tanh:norm=batch,3:relu", "layer 3 (Linear)", "layer 2 (Linear)", 1)]
    [InlineData("v=1&layers=4:tanh:norm=batch,3:relu", "1.weight", "γ1", null)]
    [InlineData("v=1&layers=4:tanh,4:relu:norm=layer:skip", "layer 2.0 (Linear)", "layer 2 (Linear)", 1)]
    [InlineData("v=1&layers=4:tanh,4:relu:norm=layer:skip", "2.1.bias", "β2", null)]
    [InlineData("v=1&layers=4:tanh,4:relu:norm=layer:skip", "2.0.bias", "b2", 1)]
    [InlineData("v=1&layers=", "layer 7 (Linear)", "layer 7 (Linear)", null)]
    [InlineData("v=1", "a learning rate of 0.5 at step 2", "a learning rate of 0.5 at step 2", null)]
    public void The_Doctor_names_layers_as_the_page_does(string link, string said, string told, int? layer)
    {
        var names = new LayerNames(new Bench(StateText.Read(link, out _)).Layers);
        names.Told(said).ShouldBe(told);
        names.LayerOf(said.Split(',')[0]).ShouldBe(layer);
    }
}
