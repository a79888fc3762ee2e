using Cajal.Training;

namespace Cajal.Tests.Training.Practice;

public class RateSearchTests
{
    private static readonly Recipe Moons = new() { Data = "moons", Layers = "16", Batch = "32" };

    [Fact]
    public void TheSuggestionTrainsAndItsNeighboursFarAwayDoNot()
    {
        var curve = RateSearch.Run(Moons);
        double rate = curve.Suggestion!.Value;
        double At(double r) => Run.Train(Moons with { LearningRate = r, Epochs = 10, Schedule = "constant" }).Outcome!.History[^1].Loss;
        At(rate).ShouldBeLessThan(0.2 * Math.Log(2) + 0.12);
        At(rate / 300).ShouldBeGreaterThan(2 * At(rate));
        curve.Reason.ShouldContain("falls fastest");
        curve.Points.Zip(curve.Points.Skip(1)).ShouldAllBe(p => p.First.Rate < p.Second.Rate);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(42)]
    public void ChanceAtTheFirstStepsIsNotTakenForLearning(int seed)
    {
        // Small batches of bounded numbers with much noise: the first means of the loss move more than learning does.
        var recipe = new Recipe { Data = "multi-gauss", DataOptions = new() { Noise = 0.3, Count = 300 }, Batch = "4", Seed = (ulong)seed };
        RateSearch.Run(recipe).Suggestion!.Value.ShouldBeGreaterThan(1e-4);
    }

    [Fact]
    public void TheSameSeedGivesTheSameCurve() => RateSearch.Run(Moons).Points.ShouldBe(RateSearch.Run(Moons).Points);

    [Fact]
    public void ALossThatBreaksOutEndsTheTestEarly()
    {
        var curve = RateSearch.Run(Moons with { Optimizer = "sgd", Layers = "32,32", Data = "sine" });
        curve.Points.Count.ShouldBeLessThanOrEqualTo(RateSearch.UsualSteps);
        curve.Points.ShouldAllBe(p => double.IsFinite(p.Smooth));
        curve.Suggestion!.Value.ShouldBeInRange(1e-4, 3);
    }

    [Fact]
    public void ItCanBeCancelledSavedAndMustBeLongEnough()
    {
        Should.Throw<OperationCanceledException>(() => RateSearch.Run(Moons, cancellation: new CancellationToken(true)));
        Should.Throw<ArgumentException>(() => RateSearch.Run(Moons, steps: 5)).Message.ShouldContain("received 5");
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "rates.csv");
        var curve = RateSearch.Run(Moons, steps: 40);
        curve.Save(file);
        File.ReadAllLines(file).Length.ShouldBe(curve.Points.Count + 1);
    }
}
