using Cajal.Networks;

namespace Cajal.Tests.Networks;

// The counts of the lecture are in Lectures/PerceptronLectureTests.cs.
public class PerceptronTests
{
    private static readonly double[][] Inputs = [[0, 0], [0, 1], [1, 0], [1, 1]];

    [Fact]
    public void Tells_what_it_does_about_each_example()
    {
        var perceptron = Perceptron.ZeroOne(2);
        var told = new List<string>();
        perceptron.Pass(Inputs, [0, 0, 0, 1], step => told.Add(step.ToString()));
        told.ShouldBe(
        [
            "x = (0, 0): net 0 → 1, should be 0. Too high: lower the weights of positive inputs. w = (0, 0), b = -1",
            "x = (0, 1): net -1 → 0, should be 0. Right: nothing. w = (0, 0), b = -1",
            "x = (1, 0): net -1 → 0, should be 0. Right: nothing. w = (0, 0), b = -1",
            "x = (1, 1): net -1 → 0, should be 1. Too low: raise the weights of positive inputs. w = (1, 1), b = 0",
        ]);
    }

    [Fact]
    public void Says_that_it_converged()
    {
        var report = Perceptron.ZeroOne(2).Train(Inputs, [0, 0, 0, 1]);
        (report.Converged, report.CannotConverge).ShouldBe((true, false));
        report.ToString().ShouldBe("Converged: pass 6 is the first without a mistake, after 11 updates.");
    }

    [Fact]
    public void Proves_that_it_cannot_on_xor()
    {
        var report = Perceptron.ZeroOne(2).Train(Inputs, [0, 1, 1, 0]);
        (report.Converged, report.CannotConverge, report.IsExact).ShouldBe((false, true, true));
        report.Passes.ShouldBeLessThan(20);
        report.ToString().ShouldStartWith("Cannot converge: the weights after pass");
        report.ToString().ShouldContain("No line separates these examples");
        // The proof holds: from the repeated weights on, every pass of the cycle has mistakes.
        report.Mistakes.Skip(report.RepeatsPass!.Value).ShouldAllBe(m => m > 0);
    }

    [Fact]
    public void Does_not_claim_a_proof_where_it_has_none()
    {
        var report = Perceptron.ZeroOne(2).Train(Inputs, [0, 0, 0, 1], mostPasses: 3);
        (report.Converged, report.CannotConverge).ShouldBe((false, false));
        report.ToString().ShouldContain("or it needs more passes");
        Perceptron.ZeroOne(2, learningRate: 0.1).Train(Inputs, [0, 1, 1, 0], mostPasses: 500).IsExact.ShouldBeFalse();
    }

    [Fact]
    public void Negative_inputs_are_moved_the_other_way()
    {
        var perceptron = Perceptron.PlusMinusOne(2);
        perceptron.Learn([1, -1], -1).Verdict.ShouldBe("too high: lower the weights of positive inputs");
        perceptron.Weights.ShouldBe([-2, 2]);
    }

    [Fact]
    public void Learns_a_separable_cloud_in_any_form()
    {
        var rng = new Rng(2);
        var points = new double[200][];
        var sides = new double[200];
        for (int i = 0; i < points.Length; i++)
        {
            do points[i] = [rng.NextNormal(), rng.NextNormal(), rng.NextNormal()];
            while (Math.Abs(points[i][0] - 2 * points[i][1] + 0.3) < 0.1);
            sides[i] = points[i][0] - 2 * points[i][1] + 0.3 > 0 ? 1 : -1;
        }
        var perceptron = Perceptron.PlusMinusOne(3);
        perceptron.Train(points, sides).Converged.ShouldBeTrue();
        for (int i = 0; i < points.Length; i++) perceptron.Predict(points[i]).ShouldBe(sides[i]);
    }

    [Fact]
    public void Wrong_targets_and_sizes_are_told()
    {
        Should.Throw<ArgumentException>(() => Perceptron.ZeroOne(2).Learn([0, 1], -1)).Message.ShouldBe("Targets of this perceptron are 0 and 1; received -1.");
        Should.Throw<ArgumentException>(() => Perceptron.ZeroOne(3).Predict(0, 1)).Message.ShouldContain("3 inputs; received 2");
        Should.Throw<ArgumentException>(() => Perceptron.ZeroOne(2).Train(Inputs, [0, 1])).Message.ShouldContain("4 examples and 2 targets");
    }
}
