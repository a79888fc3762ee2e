using Cajal.Networks;

namespace Cajal.Tests.Networks;

/// <summary>Averages of weights against plain loops; the door they come in by.</summary>
public class WeightAverageTests
{
    private static readonly double[] Path = [1, 4, -2, 8, 3, 5];

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.75)]
    [InlineData(0.999)]
    public void An_exponential_average_is_the_plain_mean_until_there_are_enough_steps(double decay)
    {
        var (model, weight) = Model();
        var ema = new Ema(model, decay);
        double average = 0;
        for (int t = 1; t <= Path.Length; t++)
        {
            weight.Assign([(float)Path[t - 1]]);
            ema.Update();
            double d = Math.Min(decay, (t - 1.0) / t);
            average = d * average + (1 - d) * Path[t - 1];
            Judged(ema, weight).ShouldBe(average, 1e-5);
            weight.Item().ShouldBe(Path[t - 1]);
        }
    }

    [Fact]
    public void A_stochastic_average_is_the_mean_of_its_samples_and_nothing_before_the_first()
    {
        var (model, weight) = Model();
        var swa = new Swa(model, start: 1, every: 2);
        double[] expected = [1, 4, -2, -2, 0.5, 0.5];
        for (int t = 0; t < Path.Length; t++)
        {
            weight.Assign([(float)Path[t]]);
            swa.Update();
            Judged(swa, weight).ShouldBe(t < 2 ? Path[t] : expected[t], 1e-6, $"step {t + 1}");
        }
    }

    [Fact]
    public void It_is_part_of_the_plan_and_the_plan_gives_the_same_bits()
    {
        string Run(bool planned)
        {
            var rng = new Rng(5);
            var model = new Sequential(new Linear(4, 7, rng), Activation.Tanh, new Linear(7, 2, rng));
            var adam = new Adam(model.Parameters, 0.01);
            WeightAverage[] averages = [new Ema(model, 0.9), new Swa(model, 3, 2)];
            Tensor x = Tensor.Normal([6, 4], rng), y = Tensor.Normal([6, 2], rng);
            Tensor[] Once(Tensor[] batch)
            {
                var loss = model.Forward(batch[0]).MeanSquaredError(batch[1]);
                adam.Step(Tape.Recording!.Gradients(loss));
                foreach (var average in averages) average.Update();
                return [loss];
            }
            var step = new PlannedStep(Once) { IsDebugged = () => false };
            for (int i = 0; i < 9; i++)
            {
                if (planned) step.Run(x, y);
                else using (Tape.Start()) Once([x, y]);
            }
            if (planned) step.WhyEager.ShouldBeNull();
            return string.Join('\n', averages.SelectMany(a => a.NamedStates)
                .Select(s => $"{s.Name}: {string.Join(' ', s.State.To(DType.Float64).ToArray<double>())}"));
        }
        Run(planned: true).ShouldBe(Run(planned: false));
    }

    [Fact]
    public void Running_statistics_are_averaged_too_and_counters_are_not()
    {
        var layer = new WithStatistics();
        var ema = new Ema(layer, 0.5);
        layer.Running.Assign([1f]);
        ema.Update();
        layer.Running.Assign([3f]);
        ema.Update();
        var swap = new EvaluationSwap(ema);
        swap.SwapIn();
        layer.Running.Item().ShouldBe(2);
        ema.NamedStates.Select(s => s.Name).ShouldBe(["steps", "running"]);
    }

    [Theory]
    [InlineData("ema(1)", "[0, 1); received 1")]
    [InlineData("swa(start=1)", "share of the training in [0, 1); received 1")]
    [InlineData("swa(every=-1)", "received -1")]
    [InlineData("ema(deacy=0.9)", "Did you mean 'decay'?")]
    [InlineData("emma", "Did you mean 'ema'?")]
    public void Wrong_texts_get_one_sentence(string text, string words) =>
        Should.Throw<ArgumentException>(() => WeightAverage.Catalog.Parse(text)).Message.ShouldContain(words);

    [Fact]
    public void Texts_say_what_is_averaged()
    {
        var (model, _) = Model();
        var span = new ScheduleSpan(0.1, 100, 10);
        WeightAverage.Catalog.Parse("none")(model, span).ShouldBeNull();
        ((Ema)WeightAverage.Catalog.Parse("ema(0.99)")(model, span)!).Decay.ShouldBe(0.99);
        var swa = (Swa)WeightAverage.Catalog.Parse("swa")(model, span)!;
        (swa.Start, swa.Every).ShouldBe((75, 10));
        ((Swa)WeightAverage.Catalog.Parse("swa(every=3)")(model, span)!).Every.ShouldBe(3);
    }

    private static (Sequential Model, Parameter Weight) Model()
    {
        var model = new Sequential(new Linear(1, 1, new Rng(1), bias: false));
        return (model, model.Parameters[0]);
    }

    private static double Judged(IEvaluationWeights source, Parameter weight)
    {
        var swap = new EvaluationSwap(source);
        swap.SwapIn();
        double value = weight.Item();
        swap.SwapOut();
        return value;
    }

    private sealed class WithStatistics : Layer
    {
        public WithStatistics()
        {
            Running = Register("running", new State(Tensor.Zeros([1])));
            Register("count", new State(Tensor.Zeros([1], DType.Int64)));
            Register("noise", new State(Tensor.Zeros([1]), persistent: false));
        }

        public State Running { get; }

        protected override Tensor Compute(Tensor x) => x;
    }
}
