using Cajal.Data;
using Cajal.Training;

namespace Cajal.Tests.Data;

public class SeriesTests
{
    private static readonly double[] Ramp = [.. Enumerable.Range(0, 50).Select(t => (double)t)];

    private static string Months(int count, Func<int, double> value) => "Month,Sales\n" + string.Concat(Enumerable.Range(0, count)
        .Select(t => FormattableString.Invariant($"{2000 + t / 12}-{t % 12 + 1:00},{value(t):0.###}\n")));

    [Fact]
    public void AWindowIsFollowedByItsNumber()
    {
        var data = Series.Of("ramp", Ramp, 4);
        data.Count.ShouldBe(46);
        data.IsOrdered.ShouldBeTrue();
        var features = (SequenceFeatures)data.Features;
        features.Sequence(0).ToArray().ShouldBe([0, 1, 2, 3]);
        features.Sequence(45).ToArray().ShouldBe([45, 46, 47, 48]);
        GeneratorTests.Numbers(data)[45].ShouldBe(49);
        data.SimpleForecasts[0].Values[45].ShouldBe(48);
        var split = data.Split();
        split.Test.Count.ShouldBe(10, "a fifth of the fifty steps");
        split.Test.Open().Rows.ToArray().ShouldBe(Enumerable.Range(36, 10));
        split.Train.Rows.ToArray().Max().ShouldBeLessThan(split.Validation.Rows.ToArray().Min());
        DataSplit.Repeat(data, split.Record).Test.Open().Rows.ToArray().ShouldBe(Enumerable.Range(36, 10));
    }

    [Fact]
    public void ASeasonBeyondTheWindowIsItsPhaseAndOneWithinIsALag()
    {
        double[] wave = [.. Enumerable.Range(0, 200).Select(t => 10 + 5 * Math.Sin(2 * Math.PI * t / 20))];
        var phase = Series.Of("wave", wave, 5, season: 20);
        var features = (SequenceFeatures)phase.Features;
        features.Width.ShouldBe(3);
        // The last step of window 0 is step 4, and step 5 is foretold: a quarter of the way round.
        features.Sequence(0)[(4 * 3)..].ToArray().ShouldBe([(float)wave[4], 1, 0], 1e-6f);
        phase.SuggestedModel!.Value.Model.ShouldBe("forecaster(lag=1)");
        var lag = Series.Of("wave", wave, 24, season: 20);
        ((SequenceFeatures)lag.Features).Width.ShouldBe(1);
        lag.SuggestedModel!.Value.Model.ShouldBe("forecaster(lag=20)");
        double.IsNaN(phase.SimpleForecasts[1].Values[14]).ShouldBeTrue();
        phase.SimpleForecasts[1].Values[15].ShouldBe(wave[0]);
    }

    [Fact]
    public void InputsAndAnswersAreScaledAlikeByTheTrainingPart()
    {
        double[] growing = [.. Enumerable.Range(0, 120).Select(t => 100 * Math.Exp(0.03 * t))];
        var data = Series.Of("growing", growing, 3);
        data.Notes.ShouldContain(note => note.Contains("logarithms"));
        var split = data.Split();
        var preprocessing = Preprocessing.Fit(split.Train);
        preprocessing = Preprocessing.FromJson(preprocessing.ToJson());
        var examples = preprocessing.Apply(split.Train);
        var x = new float[3];
        examples.CopyInputs(1, x);
        examples.Values[0].ShouldBe(x[2], 1e-5f, "the answer of window 0 is the last step of window 1");
        ((NumberScaling)preprocessing.Target).Unscale(examples.Values[0]).ShouldBe(growing[3], 1e-3);
        Series.Of("growing", growing, 3, logarithm: false).Notes.ShouldNotContain(note => note.Contains("logarithms"));
    }

    [Fact]
    public void ACsvFileIsASeriesWhenAWindowIsAskedFor()
    {
        using var folder = new TestFolder();
        string file = folder.Write("sales.csv", Months(60, t => 50 + t + 10 * Math.Sin(t * Math.PI / 6)));
        var data = Datasets.Load(file, new DatasetOptions { Window = 13 });
        data.Count.ShouldBe(47);
        data.Notes[0].ShouldContain("12 months");
        data.SimpleForecasts.Count.ShouldBe(2);
        Should.Throw<DatasetException>(() => Datasets.Load(file, new DatasetOptions { Window = 55 })).Message.ShouldContain("too few");
        Should.Throw<ArgumentException>(() => Datasets.Load(file, new DatasetOptions { Window = 3, Ignore = ["Month"] }));
        Should.Throw<ArgumentException>(() => Datasets.Load("moons", new DatasetOptions { Window = 3 })).Message.ShouldContain("window");
        folder.Write("sales.csv", Months(60, t => 1) + "2005-01,\n");
        Should.Throw<DatasetException>(() => Datasets.Load(file, new DatasetOptions { Window = 13 })).Message.ShouldContain("Line 62");
        folder.Write("sales.csv", Months(60, t => 1) + "2005-01,many\n");
        Should.Throw<DatasetException>(() => Datasets.Load(file, new DatasetOptions { Window = 13 })).Message.ShouldContain("'many'");
        Should.Throw<ArgumentException>(() => Series.Of("s", Ramp, 0));
        Should.Throw<ArgumentException>(() => Series.Of("s", Ramp, 3, season: 1));
        Should.Throw<ArgumentException>(() => Series.Of("s", Ramp, 3, logarithm: true)).Message.ShouldContain("positive");
    }

    [Fact]
    public void ARunForetellsBetterThanTheSimpleForecastsAndTheNextStep()
    {
        using var folder = new TestFolder();
        double Sales(int t) => 50 + 0.1 * t + 10 * Math.Sin(t * Math.PI / 6) * (1 + 0.3 * Math.Cos(t * 0.9));
        string file = folder.Write("sales.csv", Months(240, Sales));
        string runs = Path.Combine(folder.Path, "run");
        var run = Run.Train(new Recipe { Data = file, DataOptions = new() { Window = 15 }, Epochs = 60, LearningRate = 0.01 }, runs);
        run.Recipe.Model.ShouldBe("forecaster(lag=12)");
        run.Recipe.Reasons!["model"].ShouldContain("season ago");
        double mine = run.Result!.Figures["mae"];
        run.Result.Baselines.Select(b => b.Name).ShouldContain("last value");
        foreach (var baseline in run.Result.Baselines.Skip(2)) mine.ShouldBeLessThan(baseline.Metrics.Single(m => m.Name == "mae").Value);
        run.Evaluate().Notes.ShouldContain(note => note.StartsWith("last value: mae", StringComparison.Ordinal));
        var again = Run.Load(runs);
        var answers = again.Predict(file, new DatasetOptions { Window = 15 });
        answers.Count.ShouldBe(226, "one for each window, the last one for the step after the end");
        answers.Value(225).ShouldBe(Sales(240), 6);
        again.Evaluate(file, new DatasetOptions { Window = 15 }).Figures["mae"].ShouldBeLessThan(6);
    }
}
