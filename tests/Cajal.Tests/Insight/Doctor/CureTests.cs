using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Insight.Doctors;

public class CureTests
{
    private static readonly Recipe Moons = new() { Data = "moons", DataOptions = new() { Count = 300 }, Epochs = 15, Optimizer = "sgd", Seed = 3 };

    [Fact]
    public void A_cure_that_helps_is_told_from_one_that_does_not()
    {
        var run = Run.Train(Moons with { LearningRate = 1e-5 });
        var helped = run.Try(new Prescription("Raise the rate", ("learningRate", "0.1")));
        helped.Helped.ShouldBeTrue(helped.Sentence);
        helped.Sentence.ShouldStartWith("learningRate 0.1 helped: loss from");
        (helped.Before.Epochs, helped.After.Epochs).ShouldBe((15, 15));
        var useless = run.Try(new Prescription("Clip", ("clipNorm", "100")));
        useless.Helped.ShouldBeFalse();
        useless.Sentence.ShouldContain("made no difference beyond noise");
        run.Try(new Prescription("Lower the rate", ("learningRate", "1e-9"))).Helped.ShouldBeFalse();
    }

    [Fact]
    public void A_training_that_breaks_down_is_cured_by_one_that_goes_through()
    {
        var recipe = Moons with { Data = "sine", LearningRate = 1e6 };
        var trial = CureTrial.Of(recipe, new Prescription("Lower the rate", ("learningRate", "0.01")), CureTrial.UsualBudget, null, default);
        trial.Before.Trouble.ShouldNotBeNull();
        trial.Helped.ShouldBeTrue(trial.Sentence);
        CureTrial.Of(Moons with { LearningRate = 0.05 }, new Prescription("Break it", ("learningRate", "1e30")), CureTrial.UsualBudget, null, default).Helped.ShouldBeFalse();
    }

    [Fact]
    public void Another_loss_is_judged_by_right_answers()
    {
        var trial = CureTrial.Of(Moons with { LearningRate = 1e-4, Loss = "mse" }, new Prescription("Take the usual loss", ("loss", "bce-logits"), ("learningRate", "0.1")), CureTrial.UsualBudget, null, default);
        trial.Sentence.ShouldContain("share of right answers");
    }

    [Fact]
    public void What_is_for_a_person_cannot_be_tried()
    {
        var run = Run.Train(Moons with { Epochs = 1 });
        Should.Throw<ArgumentException>(() => run.Try(new Prescription("Look at row 7"))).Message.ShouldContain("is for a person to do");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Should.Throw<OperationCanceledException>(() => run.Try(new Prescription("Raise the rate", ("learningRate", "0.1")), cancellation: cancelled.Token));
    }

    [Fact]
    public void A_model_with_layers_of_its_own_takes_no_layers()
    {
        var layers = new Prescription("Make it wider", ("layers", "64,64"));
        layers.Suits(Moons).ShouldBeTrue();
        layers.Suits(new Recipe { Data = "digits", Model = "lenet" }).ShouldBeFalse();
        new Prescription("Lower the rate", ("learningRate", "0.001")).Suits(new Recipe { Data = "digits", Model = "lenet" }).ShouldBeTrue();
    }

    [Fact]
    public void A_budget_cuts_both_trainings_alike()
    {
        var trial = CureTrial.Of(Moons with { Epochs = 1_000_000, LearningRate = 0.01 }, new Prescription("Raise the rate", ("learningRate", "0.1")), TimeSpan.FromSeconds(0.3), null, default);
        trial.Before.Epochs.ShouldBeInRange(1, 100_000);
        trial.After.Epochs.ShouldBeLessThanOrEqualTo(trial.Before.Epochs);
    }

    [Fact]
    public void A_few_examples_that_cost_nearly_all_are_compared_by_rank()
    {
        // Half of the rows were far off, one of them beyond all measure; the others lose a hair.
        double[] diverged = [1e30, .. Enumerable.Repeat(40.0, 200), .. Enumerable.Repeat(-0.001, 199)];
        CureTrial.IsMoreThanNoise(diverged).ShouldBeTrue();
        CureTrial.IsMoreThanNoise([.. diverged.Select(g => -g)]).ShouldBeFalse();
        // One lucky row among rows that go up and down alike says nothing.
        CureTrial.IsMoreThanNoise([1e30, .. Enumerable.Range(0, 400).Select(i => i % 2 == 0 ? 1.0 : -1.0)]).ShouldBeFalse();
        CureTrial.IsMoreThanNoise([0.5, .. Enumerable.Repeat(-0.01, 40)]).ShouldBeFalse();
        CureTrial.IsMoreThanNoise([1]).ShouldBeFalse();
    }

    [Fact]
    public void T2_prescribes_the_rate_that_led_furthest_in_a_trial()
    {
        var (found, verdict) = (new SickRun() with { Optimizer = p => new Sgd(p, 1000) }).Verdict();
        var first = found["T2"].Prescriptions[0].Changes.Single();
        double rate = double.Parse(first.Value, System.Globalization.CultureInfo.InvariantCulture);
        rate.ShouldBeInRange(0.01, 1, verdict.ToString());
    }
}
