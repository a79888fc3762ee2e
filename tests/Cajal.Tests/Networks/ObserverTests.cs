using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Networks;

public class ObserverTests
{
    [Fact]
    public void An_observer_is_called_in_every_step_of_training()
    {
        var (trainer, model, data) = Training();
        int calls = 0;
        var stop = model[0].Observe((_, y) =>
        {
            calls++;
            return y;
        });
        var result = trainer.Fit(data, 5);
        calls.ShouldBe(20);
        result.StepsReplayed.ShouldBe(0);
        result.WhyEager!.ShouldContain("an observer of 0 (Linear) wants to see every step");
        stop();
        trainer.Fit(data, 10).StepsReplayed.ShouldBeGreaterThan(10);
        calls.ShouldBe(20);
    }

    [Fact]
    public void One_that_only_builds_tensors_may_be_replayed_and_then_still_acts()
    {
        var (trainer, model, data) = Training();
        var (eager, twin, same) = Training();
        model[0].Observe((_, y) => y * 0.5, replayable: true);
        twin[0].Observe((_, y) => y * 0.5);
        trainer.Fit(data, 5).StepsReplayed.ShouldBeGreaterThan(10);
        eager.Fit(same, 5).StepsReplayed.ShouldBe(0);
        model.Parameters[0].ToArray<float>().ShouldBe(twin.Parameters[0].ToArray<float>());
    }

    [Fact]
    public void An_observer_may_take_itself_or_another_away_while_it_is_called()
    {
        var layer = new Linear(2, 1, new Rng(1));
        var seen = new List<string>();
        Action? stopFirst = null, stopThird = null;
        stopFirst = layer.Observe((_, y) =>
        {
            seen.Add("first");
            stopFirst!();
            stopThird!();
            return y;
        });
        layer.Observe((_, y) => { seen.Add("second"); return y; });
        stopThird = layer.Observe((_, y) => { seen.Add("third"); return y; });
        layer.Forward(Tensor.Ones([1, 2]));
        layer.Forward(Tensor.Ones([1, 2]));
        // Who was there when the output came still sees it.
        seen.ShouldBe(["first", "second", "third", "second"]);
    }

    [Fact]
    public void The_same_function_twice_is_taken_away_once()
    {
        var layer = new Linear(2, 1, new Rng(1));
        int calls = 0;
        Tensor Count(Module _, Tensor y) { calls++; return y; }
        var stop = layer.Observe(Count);
        layer.Observe(Count);
        stop();
        stop();
        layer.Forward(Tensor.Ones([1, 2]));
        calls.ShouldBe(1);
    }

    [Fact]
    public void A_module_with_a_forward_of_its_own_is_observed_too()
    {
        var product = new Product();
        Module? who = null;
        product.Observe((module, y) =>
        {
            who = module;
            return y + 1;
        });
        product.Forward(Tensor.From([2f]), Tensor.From([3f])).Item().ShouldBe(7);
        who.ShouldBeSameAs(product);
    }

    private static (Trainer, Sequential, TensorBatches) Training()
    {
        var rng = new Rng(1);
        var model = Mlp.Build([3, 4, 1], rng);
        Tensor x = Tensor.Normal([20, 3], rng), y = Tensor.Normal([20, 1], rng);
        var trainer = new Trainer(model, (a, t) => a.MeanSquaredError(t), new Adam(model.Parameters));
        return (trainer, model, new TensorBatches(x, y, 5));
    }

    private sealed class Product : Module
    {
        public Tensor Forward(Tensor a, Tensor b) => Observed(a * b);
    }
}
