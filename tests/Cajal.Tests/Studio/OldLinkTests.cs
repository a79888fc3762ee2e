using Cajal.Networks;
using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class OldLinkTests
{
    private const string Usual = "activation=tanh&regularization=L1&batchSize=12&dataset=spiral&regDataset=reg-plane&learningRate=0.1&regularizationRate=0.003&noise=25&networkShape=5,3,2"
        + "&seed=0.83412&showTestData=true&discretize=true&percTrainData=70&x=true&y=false&xTimesY=true&xSquared=true&ySquared=false&cosX=false&sinX=true&cosY=false&sinY=false"
        + "&collectStats=false&problem=classification&initZero=false&hideText=false&tutorial=";

    private static PlaygroundState Read(string link) => StateText.Read(link, out _);

    [Fact]
    public void All_27_names_are_read_with_their_old_meaning()
    {
        OldLinks.Names.Length.ShouldBe(27);
        OldLinks.Names.ShouldAllBe(name => Usual.Contains(name + "="));
        var state = Read("#" + Usual);
        state.ShouldBe(new PlaygroundState
        {
            Data = "spiral",
            Noise = 0.25,
            TrainShare = 0.7,
            Inputs = "x,xx,xy,sin-x",
            Layers = "5:tanh,3:tanh,2:tanh",
            Output = "tanh",
            Loss = "half-squared",
            Init = "uniform(low=-0.5, high=0.5)",
            FirstBias = 0.1,
            Optimizer = "gradient-descent",
            Rate = 0.1,
            Batch = 12,
            Shuffle = false,
            L1 = 0.003,
            OldRules = true,
            DataSeed = state.DataSeed,
            WeightSeed = state.DataSeed,
            OrderSeed = state.DataSeed,
            ShowTest = true,
            Discretize = true,
        });
    }

    [Theory]
    [InlineData("activation=sigmoid", "layers", "4:sigmoid,2:sigmoid")]
    [InlineData("regularization=L2&regularizationRate=0.1", "l2", "0.1")]
    [InlineData("batchSize=1", "batch", "1")]
    [InlineData("dataset=gauss", "data", "\"gauss\"")]
    [InlineData("problem=regression", "data", "\"plane\"")]
    [InlineData("problem=regression&regDataset=reg-gauss", "data", "\"multi-gauss\"")]
    [InlineData("problem=regression", "output", "\"linear\"")]
    [InlineData("learningRate=3", "rate", "3")]
    [InlineData("noise=50", "noise", "0.5")]
    [InlineData("noise=90", "noise", "0.5")]
    [InlineData("networkShape=", "layers", "4:tanh,2:tanh")]
    [InlineData("initZero=true", "init", "\"zeros\"")]
    [InlineData("hideText=true", "hide", "\"text\"")]
    [InlineData("noise_hide=true&batchSize_hide=true&batchSize=10", "hide", "\"noise,batch\"")]
    [InlineData("percTrainData=5", "trainShare", "0.1")]
    [InlineData("y=false&x=true", "inputs", "\"x\"")]
    public void Single_names(string link, string part, string value)
    {
        string text = System.Text.Json.JsonSerializer.SerializeToNode(Read(link), StudioJson.Default.PlaygroundState)![part]!.ToJsonString();
        text.Trim('"').ShouldBe(value.Trim('"'));
    }

    [Fact]
    public void What_cannot_be_taken_over_is_said()
    {
        StateText.Read("activation=tanh&tutorial=t1&cosX=true&collectStats=true", out var notes);
        notes.ShouldContain(n => n.Contains("its rules are on"));
        notes.ShouldContain(n => n.Contains("tutorial"));
        notes.ShouldContain(n => n.Contains("cosX"));
        notes.ShouldContain(n => n.Contains("nothing is ever sent"));
    }

    [Fact]
    public void First_weights_lie_between_minus_and_plus_a_half_and_biases_are_a_tenth()
    {
        var bench = new Bench(Read("networkShape=8,8&activation=relu"));
        foreach (var layer in bench.Layers)
        {
            layer.Linear.Weight.ToArray<float>().ShouldAllBe(w => w >= -0.5f && w <= 0.5f);
            layer.Linear.Bias!.ToArray<float>().ShouldAllBe(b => b == 0.1f);
        }
        bench.Layers[^1].Activation.ShouldBe("tanh");
        bench.TrainExamples.Y.ToArray<float>().Distinct().Order().ShouldBe([-1f, 1f]);
    }

    // The loop of its source, in doubles: forward, backward sample by sample in a fixed order, the mean gradient, then the penalty on weights alone.
    [Theory]
    [InlineData("L1", 0.3)]
    [InlineData("L2", 0.1)]
    [InlineData("none", 0)]
    public void A_training_equals_a_plain_loop_with_its_rules(string kind, double penalty)
    {
        string link = FormattableString.Invariant($"activation=tanh&regularization={kind}&regularizationRate={penalty}&batchSize=10&dataset=circle&learningRate=0.1&networkShape=3&noise=10&seed=0.4&percTrainData=50");
        var course = new Course(Read(link));
        var bench = course.Bench;
        double[][] w = [.. bench.Network.Parameters.Select(p => p.ToArray<float>().Select(v => (double)v).ToArray())];
        bool[][] dead = [.. w.Select(p => new bool[p.Length])];
        float[] x = bench.TrainExamples.X.ToArray<float>(), y = bench.TrainExamples.Y.ToArray<float>();
        for (int epoch = 0; epoch < 4; epoch++)
        {
            course.StepEpoch();
            for (int from = 0; from < y.Length; from += 10) Update(from, 10);
        }
        for (int p = 0; p < w.Length; p++)
            bench.Network.Parameters[p].ToArray<float>().Select(v => (double)v).ShouldBe(w[p], 2e-4);
        if (kind == "L1") dead.SelectMany(d => d).ShouldContain(true);

        void Update(int from, int count)
        {
            double[][] g = [.. w.Select(p => new double[p.Length])];
            for (int i = from; i < from + count; i++)
            {
                double[] h = new double[3];
                for (int u = 0; u < 3; u++) h[u] = Math.Tanh(w[0][2 * u] * x[2 * i] + w[0][2 * u + 1] * x[2 * i + 1] + w[1][u]);
                double a = Math.Tanh(h.Select((v, u) => v * w[2][u]).Sum() + w[3][0]), delta = (a - y[i]) * (1 - a * a);
                g[3][0] += delta;
                for (int u = 0; u < 3; u++)
                {
                    g[2][u] += delta * h[u];
                    double below = delta * w[2][u] * (1 - h[u] * h[u]);
                    g[1][u] += below;
                    (g[0][2 * u], g[0][2 * u + 1]) = (g[0][2 * u] + below * x[2 * i], g[0][2 * u + 1] + below * x[2 * i + 1]);
                }
            }
            for (int p = 0; p < w.Length; p++)
                for (int k = 0; k < w[p].Length; k++)
                {
                    if (dead[p][k]) continue;
                    w[p][k] -= 0.1 * g[p][k] / count;
                    if (p % 2 == 1) continue;
                    double next = w[p][k] - 0.1 * penalty * (kind == "L1" ? Math.Sign(w[p][k]) : w[p][k]);
                    dead[p][k] = kind == "L1" && w[p][k] * next < 0;
                    w[p][k] = dead[p][k] ? 0 : next;
                }
        }
    }
}
