using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Training.Monitors;

public class LayerMonitorTests
{
    [Theory]
    [InlineData(1, null)]
    [InlineData(null, null)]
    [InlineData(1, 2)]
    public void Training_is_the_same_bit_for_bit_with_and_without_a_monitor(int? every, int? microBatch)
    {
        using var folder = new TemporaryFolder();
        // Dropout draws and normalisation averages in every forward pass, those of the monitor put back.
        var (alone, watched) = (Noisy(null, microBatch), Noisy(new LayerMonitor(folder["m"]) { EverySteps = every }, microBatch));
        watched.ShouldBe(alone);
        MonitorFile.Read(folder["m"]).Count.ShouldBe(every is null ? 5 : 12);
    }

    [Fact]
    public void A_look_holds_the_numbers_of_the_step_it_stands_before()
    {
        var rng = new Rng(5);
        var model = new Sequential(new Linear(2, 3, rng), Activation.Relu, new Linear(3, 1, rng));
        Tensor x = Tensor.Normal([4, 2], rng), t = Tensor.Normal([4, 1], rng);
        var looks = new List<NetworkLook>();
        float[] before = model.Parameters[0].ToArray<float>(), bias = model.Parameters[1].ToArray<float>();
        float[] z, a, slope;
        using (var tape = Tape.Start())
        {
            var first = model[0].Forward(x);
            (z, a) = (first.ToArray<float>(), first.Relu().ToArray<float>());
            var gradients = tape.Gradients(SmallRun.MeanSquaredError(model.Forward(x), t));
            slope = [.. gradients[model.Parameters[0]].ToArray<float>(), .. gradients[model.Parameters[1]].ToArray<float>()];
        }
        Fit(model, x, t, new Sgd(model.Parameters, 0.1), looks, epochs: 1);

        var look = looks.ShouldHaveSingleItem();
        (look.Step, look.Epoch, look.Examples, look.Layers.Count).ShouldBe((0, 1, 4, 2));
        var layer = look.Layers[0];
        (layer.Name, layer.Kind, layer.Activation, layer.Parameters, layer.Saturated).ShouldBe(("0", "Linear", "relu", 9, null));
        layer.GradientNorm!.Value.ShouldBe(Norm(slope), 1e-5f);
        layer.WeightNorm.ShouldBe(Norm([.. before, .. bias]), 1e-5f);
        layer.UpdateRatio!.Value.ShouldBe(0.1f * Norm(slope) / Norm([.. before, .. bias]), 1e-5f);
        layer.Mean!.Value.ShouldBe(a.Average(), 1e-6f);
        layer.Spread!.Value.ShouldBe((float)Math.Sqrt(a.Average(v => Math.Pow(v - a.Average(), 2))), 1e-5f);
        layer.Zeros!.Value.ShouldBe(a.Count(v => v == 0) / 12f);
        layer.Dead!.Value.ShouldBe(Enumerable.Range(0, 3).Count(u => Enumerable.Range(0, 4).All(n => a[n * 3 + u] == 0)) / 3f);
        (layer.PreActivations!.Minimum, layer.PreActivations.Maximum, layer.PreActivations.Counts.Sum()).ShouldBe((z.Min(), z.Max(), 12));
        look.Layers[1].Activation.ShouldBeNull();
    }

    [Fact]
    public void Losses_between_looks_are_summed_up()
    {
        var losses = new List<double>();
        var looks = new List<NetworkLook>();
        var model = Mlp.Build([2, 3, 1], new Rng(1));
        var monitor = new LayerMonitor();
        monitor.Looked += looks.Add;
        var trainer = new Trainer(model, SmallRun.MeanSquaredError, new Sgd(model.Parameters, 0.1)) { Callbacks = [monitor, new EachStep(t => losses.Add(t.LastLoss))] };
        trainer.Fit(new TensorBatches(Tensor.Normal([16, 2], new Rng(2)), Tensor.Zeros([16, 1]), 2), 2);
        looks.Select(l => l.Step).ShouldBe([0, 1, 2, 4, 8]);
        looks[0].Before.ShouldBeNull();
        var window = looks[^1].Before!;
        double[] four = [.. losses[4..8]];
        (window.Count, window.Least, window.Greatest).ShouldBe((4, four.Min(), four.Max()));
        window.Mean.ShouldBe(four.Average(), 1e-9);
        window.Spread.ShouldBe(Math.Sqrt(four.Average(v => Math.Pow(v - four.Average(), 2))), 1e-6);
    }

    private sealed class EachStep(Action<Trainer> action) : Callback
    {
        public override string Name => "each-step";

        public override void OnStep(Trainer trainer) => action(trainer);
    }

    [Theory]
    [InlineData("sigmoid", -30, 1f, 1)]
    [InlineData("tanh", 30, 1f, 0)]
    [InlineData("relu", -30, null, 1)]
    [InlineData("relu", 30, null, 0)]
    public void Saturated_and_dead_units_are_counted(string function, float bias, float? saturated, float dead)
    {
        var layer = new Linear(2, 3, new Rng(1));
        layer.Bias!.Assign([bias, bias, bias]);
        var looks = new List<NetworkLook>();
        var model = new Sequential(layer, Activation.Parse(function), new Linear(3, 1, new Rng(2)));
        Fit(model, Tensor.Ones([4, 2]), Tensor.Ones([4, 1]), new Sgd(model.Parameters, 0.01), looks, epochs: 1);
        looks[0].Layers[0].Saturated.ShouldBe(saturated);
        // A sigmoid near 0 is not 0.
        looks[0].Layers[0].Dead.ShouldBe(function == "relu" ? dead : 0);
        (looks[0].Layers[0].Quiet, looks[0].Layers[0].Far).ShouldBe((function == "relu" ? dead : 0, saturated));
    }

    [Fact]
    public void Channels_of_convolutions_are_units_and_frozen_layers_have_no_gradient()
    {
        var rng = new Rng(3);
        var convolution = new Conv2d(1, 4, 3, rng);
        convolution.Bias!.Assign([-50f, 50f, -50f, 50f]);
        var last = new Linear(4 * 9, 2, rng);
        last.Freeze();
        var model = new Sequential(convolution, Activation.Relu, new Flatten(), last);
        var looks = new List<NetworkLook>();
        Fit(model, Tensor.Normal([6, 1, 5, 5], rng), Tensor.Normal([6, 2], rng), new Sgd(model.Parameters, 0.01), looks, epochs: 1);
        looks[0].Layers.Select(l => (l.Kind, l.Dead)).ShouldBe([("Conv2d", 0.5f), ("Linear", 0f)]);
        looks[0].Layers.Select(l => l.GradientNorm is null).ShouldBe([false, true]);
        looks[0].Layers[1].UpdateRatio.ShouldBe(0);
        looks[0].Layers[1].Gradients.ShouldBeNull();
    }

    [Fact]
    public void Where_numbers_are_lost_is_looked_at_once_more()
    {
        using var folder = new TemporaryFolder();
        var model = Mlp.Build([2, 3, 1], new Rng(1));
        var trainer = new Trainer(model, SmallRun.MeanSquaredError, new Sgd(model.Parameters, 1e30)) { Callbacks = [new LayerMonitor(folder["m"])] };
        Should.Throw<RunException>(() => trainer.Fit(new TensorBatches(Tensor.Ones([40, 2]), Tensor.Zeros([40, 1]), 2), 9));
        var looks = MonitorFile.Read(folder["m"]);
        float.IsFinite(looks[^1].Loss).ShouldBeFalse();
        looks[^1].Layers.ShouldContain(l => !float.IsFinite(l.WeightNorm) && l.Weights!.NotFinite > 0);
    }

    private static byte[] Noisy(LayerMonitor? monitor, int? microBatch)
    {
        var rng = new Rng(3);
        var model = new Sequential(new Linear(3, 6, rng), new BatchNorm1d(6), Activation.Tanh, new Dropout(0.3, rng), new Linear(6, 2, rng));
        var adam = new Adam(model.Parameters, 0.01);
        new Trainer(model, SmallRun.MeanSquaredError, adam)
        {
            Penalties = [new L2Penalty(0.01)],
            ClipNorm = 1,
            MicroBatchSize = microBatch,
            Callbacks = monitor is null ? [] : [monitor],
        }.Fit(new TensorBatches(Tensor.Normal([22, 3], rng), Tensor.Normal([22, 2], rng), 4, shuffleSeed: 1), 2);
        var all = model.NamedVariables.ToDictionary(v => "model/" + v.Name, Tensor (v) => v.Variable);
        foreach (var (name, state) in adam.NamedStates) all["optimizer/" + name] = state;
        var bytes = new MemoryStream();
        SafeTensors.Write(bytes, all);
        return bytes.ToArray();
    }

    private static void Fit(Layer model, Tensor x, Tensor t, Optimizer optimizer, List<NetworkLook> looks, int epochs)
    {
        var monitor = new LayerMonitor();
        monitor.Looked += looks.Add;
        new Trainer(model, SmallRun.MeanSquaredError, optimizer) { Callbacks = [monitor] }.Fit(new TensorBatches(x, t, x.Shape[0]), epochs);
    }

    private static float Norm(float[] values) => (float)Math.Sqrt(values.Sum(v => (double)v * v));
}
