using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Training.Callbacks;

public class EarlyStoppingTests
{
    // A model of one number, moved by 1 each step, whose validation loss is whatever the story says.
    private static (TrainingResult Result, double Weight) Tell(EarlyStopping stopping, int epochs, params double[] story)
    {
        var model = new Sequential(new Linear(1, 1, new Rng(1), bias: false, weight: new Zeros()));
        var validation = new TensorBatches(Tensor.Ones([1, 1]), Tensor.Ones([1, 1]));
        // In training ℓ = −w, so the weight counts the steps; in validation the story is told.
        int epoch = 0;
        var trainer = new Trainer(model, (y, t) => Tape.IsTraining ? y.Mean() * -1 : (y * 0).Mean() + story[epoch++],
            new GradientDescent(model.Parameters, 1))
        {
            Callbacks = [stopping],
            StopWhenNotFinite = false,
        };
        var result = trainer.Fit(new TensorBatches(Tensor.Ones([1, 1]), Tensor.Ones([1, 1])), epochs, validation);
        return (result, model.Parameters[0].Item());
    }

    [Fact]
    public void Stops_after_the_patience_and_restores_the_best_weights()
    {
        var stopping = new EarlyStopping(patience: 3);
        var (result, weight) = Tell(stopping, 100, 5, 4, 3, 3.5, 3, 3.1, 9);
        result.Reason.ShouldBe(StopReason.StoppedEarly);
        result.Epochs.ShouldBe(6);
        result.WeightsOfEpoch.ShouldBe(3);
        weight.ShouldBe(3);
        result.Sentence.ShouldBe("Stopped early after epoch 6: loss has not got better for 3 epochs. Restored the weights of epoch 3, the "
            + "best by loss (3).");
    }

    [Fact]
    public void All_epochs_trained_still_restore_the_best()
    {
        var (result, weight) = Tell(new EarlyStopping(patience: 9), 4, 5, 2, 3, 4);
        result.Reason.ShouldBe(StopReason.Completed);
        weight.ShouldBe(2);
        result.Sentence.ShouldBe("Trained 4 epochs (4 steps). Restored the weights of epoch 2, the best by loss (2).");
    }

    [Fact]
    public void When_the_last_is_the_best_nothing_is_restored()
    {
        var (result, weight) = Tell(new EarlyStopping(patience: 2), 3, 5, 4, 3);
        weight.ShouldBe(3);
        result.WeightsOfEpoch.ShouldBe(3);
        result.Sentence.ShouldBe("Trained 3 epochs (3 steps).");
    }

    [Fact]
    public void Small_gains_do_not_count()
    {
        var (result, weight) = Tell(new EarlyStopping(patience: 2, minimumChange: 0.5), 10, 5, 4.6, 4.55, 4);
        result.Epochs.ShouldBe(3);
        weight.ShouldBe(1);
        result.Sentence.ShouldContain("by more than 0.5");
    }

    [Fact]
    public void NaN_is_never_better()
    {
        var (result, weight) = Tell(new EarlyStopping(patience: 2), 10, double.NaN, 5, double.NaN, double.NaN, 1);
        result.Epochs.ShouldBe(4);
        weight.ShouldBe(2);
    }

    [Fact]
    public void Training_that_is_called_again_goes_on_from_the_last_weights_not_from_the_best()
    {
        var model = new Sequential(new Linear(1, 1, new Rng(1), bias: false, weight: new Zeros()));
        var examples = new TensorBatches(Tensor.Ones([1, 1]), Tensor.Ones([1, 1]));
        double[] story = [5, 2, 3, 4, 6, 7];
        int epoch = 0;
        double afterFive = 0;
        var trainer = new Trainer(model, (y, t) => Tape.IsTraining ? y.Mean() * -1 : (y * 0).Mean() + story[epoch++],
            new GradientDescent(model.Parameters, 1))
        {
            Callbacks = [new EarlyStopping(patience: 9), new AfterStep(5, () => afterFive = model.Parameters[0].Item())],
        };
        trainer.Fit(examples, 4, examples).WeightsOfEpoch.ShouldBe(2);
        model.Parameters[0].Item().ShouldBe(2);
        trainer.Fit(examples, 6, examples);
        afterFive.ShouldBe(5);
        model.Parameters[0].Item().ShouldBe(2);
    }

    [Fact]
    public void A_metric_that_should_rise_is_watched_upwards()
    {
        using var folder = new TemporaryFolder();
        var run = new SmallRun();
        var stopping = new EarlyStopping(1, "r2");
        var trainer = new Trainer(run.Model, SmallRun.MeanSquaredError, run.Optimizer) { Metrics = [new R2()], Callbacks = [stopping] };
        var result = trainer.Fit(run.Train, 100, run.Validation);
        stopping.BestValue.ShouldBe(result.History.Max(e => e["r2"]!.Value));
    }

    [Fact]
    public void Unknown_figures_and_missing_validation_are_named()
    {
        var run = new SmallRun();
        Trainer With(string monitor) =>
            new(run.Model, SmallRun.MeanSquaredError, run.Optimizer) { Metrics = [new R2()], Callbacks = [new EarlyStopping(1, monitor)] };
        Should.Throw<ArgumentException>(() => With("los").Fit(run.Train, 1, run.Validation)).Message.ShouldContain("Did you mean 'loss'?");
        Should.Throw<ArgumentException>(() => With("r2").Fit(run.Train, 1)).Message.ShouldContain("needs validation examples");
        With("loss").Fit(run.Train, 1).Epochs.ShouldBe(1);
    }
}
