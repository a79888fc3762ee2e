using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class StateTextTests
{
    [Fact]
    public void The_usual_state_is_a_short_text_and_an_empty_text_is_the_usual_state()
    {
        StateText.Write(new PlaygroundState()).ShouldBe("v=1");
        StateText.Read("", out _).ShouldBe(new PlaygroundState());
        StateText.Read("#v=1", out _).ShouldBe(new PlaygroundState());
    }

    [Fact]
    public void Every_part_of_a_state_comes_back()
    {
        var state = new PlaygroundState
        {
            Data = "drawn",
            Noise = 0.15,
            Count = 77,
            Classes = 5,
            TrainShare = 0.8,
            SplitInOrder = true,
            Points = "0.5,-1,0;2,3,1",
            Numbers = true,
            Table = "a,b\n1,\"x; y\"\n2,名",
            Target = 2,
            Task = "classes",
            Columns = "1,3",
            Validation = 0.2,
            LabelNoise = 0.1,
            Ratio = 0.5,
            Outliers = 0.05,
            Duplicates = 0.3,
            Leak = true,
            Scale = "x1000",
            AxisX = "3",
            AxisY = "1.2",
            Fixed = "4:1.5;2:-3",
            Inputs = "x,sin-y",
            Layers = "3:relu,5:leaky-relu(0.2)",
            Output = "tanh",
            Loss = "huber(delta=0.5)",
            Init = "uniform(low=-0.5, high=0.5)",
            FirstBias = 0.1,
            Bias = false,
            Weights = "1,-2e-05",
            Optimizer = "sgd(momentum=0.9)",
            Rate = 1e-5,
            Schedule = "warmup(5)+cosine",
            Epochs = 12,
            Batch = 0,
            Shuffle = false,
            L1 = 0.001,
            L2 = 0.3,
            Clip = 1,
            OldRules = true,
            StopEpoch = 9,
            StopLoss = 0.01,
            StopAccuracy = 0.99,
            StopPatience = 25,
            DataSeed = 1L << 40,
            WeightSeed = 3,
            OrderSeed = 4,
            DropoutSeed = 5,
            Speed = 25,
            ShowTest = true,
            Discretize = true,
            Hide = "noise,batch",
            Language = "zh",
            Theme = "dark",
            Palette = "grey",
        };
        // Each property differs from the usual one, so that none can be left out.
        Changes.Between(new PlaygroundState(), state).Count.ShouldBe(typeof(PlaygroundState).GetProperties().Length);
        StateText.Read("#" + StateText.Write(state), out var notes).ShouldBe(state);
        notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("v=1&rat=0.1", "rate")]
    [InlineData("v=1&rate=fast", "'rate' of the link is a number")]
    [InlineData("v=1&rate=1,5", "'rate' of the link is a number")]
    [InlineData("v=1&rate=NaN", "'rate' of the link is a number")]
    [InlineData("v=1&batch=2.5", "Whole numbers")]
    [InlineData("v=1&shuffle=yes", "true or false")]
    [InlineData("v=2", "version 2")]
    [InlineData("v=1&nonsense", "name=value")]
    public void A_wrong_link_says_what_was_expected(string link, string lesson) =>
        Should.Throw<ArgumentException>(() => StateText.Read(link, out _)).Message.ShouldContain(lesson);

    [Fact]
    public void A_link_without_end_is_refused() => Should.Throw<ArgumentException>(() => StateText.Read("v=1&points=" + new string('1', 300_000), out _)).Message.ShouldContain("characters");

    [Fact]
    public void Every_preset_opens()
    {
        foreach (string[] preset in Presets.All) Should.NotThrow(() => new Course(StateText.Read(preset[1], out _)), preset[0]);
    }
}
