using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Training.Penalties;

public class PenaltyTests
{
    private static Linear Layer(params float[] weights)
    {
        var layer = new Linear(weights.Length, 1, new Rng(1));
        layer.Weight.Assign<float>(weights);
        layer.Bias!.Assign<float>([5f]);
        return layer;
    }

    [Fact]
    public void L2_adds_two_lambda_w_and_leaves_the_bias_alone()
    {
        var layer = Layer(3, -4);
        using var tape = Tape.Start();
        var loss = new L2Penalty(0.01).Loss(layer);
        loss.Item().ShouldBe(0.25, 1e-7);
        var gradients = tape.Gradients(loss);
        gradients[layer.Weight].ToArray<float>().ShouldBe([0.06f, -0.08f]);
        gradients.Contains(layer.Bias!).ShouldBeFalse();
    }

    [Fact]
    public void L1_adds_lambda_sign_w_and_nothing_at_zero()
    {
        var layer = Layer(3, -4, 0);
        using var tape = Tape.Start();
        var loss = new L1Penalty(0.5).Loss(layer);
        loss.Item().ShouldBe(3.5, 1e-7);
        tape.Gradients(loss)[layer.Weight].ToArray<float>().ShouldBe([0.5f, -0.5f, 0f]);
    }

    [Fact]
    public void The_proximal_form_shrinks_to_exact_zeros_and_has_no_gradient()
    {
        var layer = Layer(3, -4, 0.04f, -0.05f, 0);
        var optimizer = new GradientDescent(layer.Parameters, 0.1);
        var penalty = new ProximalL1(0.5);
        using (var tape = Tape.Start())
        {
            penalty.Loss(layer).Item().ShouldBe(0.5 * 7.09, 1e-6);
            tape.Gradients(penalty.Loss(layer) + (layer.Weight * 0).Sum())[layer.Weight].ToArray<float>().ShouldAllBe(g => g == 0);
        }
        penalty.AfterStep(layer, optimizer);
        layer.Weight.ToArray<float>().ShouldBe([2.95f, -3.95f, 0f, 0f, 0f]);
        layer.Bias!.Item().ShouldBe(5);
        optimizer.ScaleLearningRate([layer.Weight], 2);
        penalty.AfterStep(layer, optimizer);
        layer.Weight.ToArray<float>()[0].ShouldBe(2.85f, 1e-6f);
    }

    [Fact]
    public void Useless_weights_become_exactly_zero_in_training()
    {
        var rng = new Rng(4);
        var x = Tensor.Normal([64, 6], rng);
        var y = x.Slice(1, 0..1) * 2;
        var layer = new Linear(6, 1, rng);
        var trainer = new Trainer(layer, SmallRun.MeanSquaredError, new GradientDescent(layer.Parameters,
            0.1))
        { Penalties = [new ProximalL1(0.2)] };
        trainer.Fit(new TensorBatches(x, y), 200);
        float[] weights = layer.Weight.ToArray<float>();
        weights[0].ShouldBe(1.9f, 0.05f);
        weights[1..].ShouldAllBe(w => w == 0);
    }

    [Fact]
    public void The_share_of_zero_weights_is_reported_where_a_penalty_makes_them()
    {
        using var folder = new TemporaryFolder();
#pragma warning disable CAJ002 // the test is about weights, not about what the network can say
        var model = new Sequential(Layer(3, -4, 0.001f, 0, 2), Layer(1));
#pragma warning restore CAJ002
        var trainer = new Trainer(model, (y, _) => (y * 0).Sum(), new GradientDescent(model.Parameters, 0.1))
        {
            Penalties = [new ProximalL1(0.1)],
            Callbacks = [new MetricsLog(folder["metrics.csv"])],
        };
        var epoch = trainer.Fit(new TensorBatches(Tensor.Ones([1, 5]), Tensor.Ones([1, 1])), 1).History.Single();
        epoch.ZeroWeights.ShouldBe(2.0 / 6);
        MetricsTable.Read(folder["metrics.csv"])["zero_weights"].ShouldBe([2.0 / 6]);
        Penalty.ZeroShare([new L1Penalty(0)], model).ShouldBe(2.0 / 6);
        Penalty.ZeroShare([new L2Penalty(0)], model).ShouldBeNull();
    }

    [Fact]
    public void A_run_keeps_the_share_with_its_result()
    {
        using var folder = new TemporaryFolder();
        var few = new Cajal.Data.DatasetOptions { Count = 60 };
        var recipe = new Recipe { Data = "moons", DataOptions = few, Layers = "6", Epochs = 2, L1 = 100, ProximalL1 = true };
        Run.Train(recipe, folder["run"]);
        Run.Load(folder["run"]).Result!.ZeroWeights.ShouldBe(1);
        Run.Train(recipe with { L1 = null, ProximalL1 = null }, folder["other"]).Result!.ZeroWeights.ShouldBeNull();
    }

    [Fact]
    public void Frozen_weights_and_models_without_weights()
    {
        var layer = Layer(1, 2);
        layer.Freeze();
        Should.Throw<InvalidOperationException>(() => new L2Penalty(1).Loss(layer));
        Should.Throw<ArgumentOutOfRangeException>(() => new L1Penalty(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => new L2Penalty(double.NaN));
    }
}
