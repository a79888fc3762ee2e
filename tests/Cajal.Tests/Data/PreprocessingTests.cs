using Cajal.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Cajal.Tests.Data;

public class PreprocessingTests
{
    private static Dataset Table(Column column, params Column[] more)
    {
        double[] y = [.. Enumerable.Range(0, column.Count).Select(i => (double)i)];
        return new Dataset("table", new TableFeatures([column, .. more]), new NumberTargets(y));
    }

    private static float[] Inputs(Examples examples)
    {
        var x = new float[examples.Count * examples.ExampleShape.Count];
        Batches.Full(examples).Fill(0, x);
        return x;
    }

    [Fact]
    public void StandardisationIsLearnedOnTheTrainingPartOnly()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(i => Math.Pow(i, 1.5))];
        var split = Table(new NumberColumn("x", values)).Split(0.2, 0.3, seed: 1);
        var model = Preprocessing.Fit(split.Train);
        double[] train = [.. split.Train.Rows.ToArray().Select(row => values[row])];
        double mean = train.Average(), deviation = Math.Sqrt(train.Average(v => (v - mean) * (v - mean)));
        var scaling = (StandardScaling)((TableTransform)model.Inputs).Columns[0];
        scaling.Mean.ShouldBe(mean, 1e-9);
        scaling.StandardDeviation.ShouldBe(deviation, 1e-9);
        float[] x = Inputs(model.Apply(split.Train));
        x.Average().ShouldBe(0, 1e-5f);
        x.Average(v => v * v).ShouldBe(1, 1e-4f);
        // The test part goes through the same numbers, not its own.
        var test = split.Test.Open();
        Inputs(model.Apply(test)).ShouldBe(test.Rows.ToArray().Select(row => (float)((values[row] - mean) / deviation)));
    }

    [Fact]
    public void TestExamplesDoNotChangeWhatIsLearned() => Prop.ForAll<PositiveInt>(seed =>
    {
        double[] values = [.. Enumerable.Range(0, 40).Select(i => (double)(i * i % 17))];
        var split = Table(new NumberColumn("x", [.. values])).Split(0.2, 0.3, (ulong)seed.Get);
        double[] changed = [.. values];
        foreach (int row in split.Test.Open().Rows) changed[row] = 1e6 + row;
        foreach (int row in split.Validation.Rows) changed[row] = double.NaN;
        var again = Table(new NumberColumn("x", changed)).Split(0.2, 0.3, (ulong)seed.Get);
        Preprocessing.Fit(again.Train).ToJson().ShouldBe(Preprocessing.Fit(split.Train).ToJson());
    }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void OnlyTheTrainingPartIsLearnedFrom()
    {
        var split = Table(new NumberColumn("x", [.. Enumerable.Range(0, 40).Select(i => (double)i)])).Split();
        Should.Throw<ArgumentException>(() => Preprocessing.Fit(split.Validation)).Message.ShouldContain("validation");
        Should.Throw<ArgumentException>(() => Preprocessing.Fit(split.Test.Open())).Message.ShouldContain("test");
    }

    [Fact]
    public void AConstantColumnReadsZero()
    {
        var empty = new NumberColumn("empty", [.. Enumerable.Repeat(double.NaN, 20)]);
        var split = Table(new NumberColumn("c", [.. Enumerable.Repeat(0.1, 20)]), empty).Split(0, 0);
        var model = Preprocessing.Fit(split.Train);
        Inputs(model.Apply(split.Train)).ShouldAllBe(v => v == 0);
        var other = Table(new NumberColumn("c", [5, -3]), new NumberColumn("empty", [1, 2]));
        Inputs(model.Apply(other)).ShouldAllBe(v => v == 0);
        model.Inputs.Describe()[0].ShouldContain("tells nothing");
    }

    [Fact]
    public void LargeOffsetsCostNoDigits()
    {
        double[] seconds = [.. Enumerable.Range(0, 100).Select(i => 1.7e9 + i)];
        var split = Table(new NumberColumn("time", seconds)).Split(0, 0);
        float[] x = Inputs(Preprocessing.Fit(split.Train).Apply(split.Train));
        x.Distinct().Count().ShouldBe(100);
        x[99].ShouldBe((float)(49.5 / Math.Sqrt(833.25)), 1e-5f);
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(-1e300)]
    public void ANumberBeyondAllScalingIsToldWithColumnAndExample(double huge)
    {
        double[] plain = [1, 2, 3, 4], odd = [1, 2, huge, 4];
        var model = Preprocessing.Fit(Table(new NumberColumn("x", plain)).Split(0, 0).Train);
        var inputs = Table(new NumberColumn("x", odd)).Split(0, 0).Train;
        Should.Throw<DatasetException>(() => Inputs(model.Apply(inputs))).Message
            .ShouldBe(FormattableString.Invariant($"Column 'x' holds {huge} in example 3, far beyond the numbers of the training part. ")
                + "Correct or remove that example.");
        var targets = new Dataset("table", new TableFeatures([new NumberColumn("x", plain)]), new NumberTargets(odd)).Split(0, 0).Train;
        Should.Throw<DatasetException>(() => model.Apply(targets)).Message.ShouldContain("in example 3");
    }

    [Fact]
    public void NumbersTooLargeToScaleAreRefused()
    {
        var split = Table(new NumberColumn("x", [1e200, -1e200, 3])).Split(0, 0);
        Should.Throw<DatasetException>(() => Preprocessing.Fit(split.Train)).Message.ShouldContain("too large");
    }

    [Fact]
    public void CategoriesKnowTheTrainingWordsOnly()
    {
        // The word "rare" is in one row; where that row is not in training, it is unseen.
        int[] codes = [.. Enumerable.Range(0, 30).Select(i => i == 7 ? 2 : i % 2)];
        string[] words = ["b", "a", "rare"];
        for (ulong seed = 0; seed < 10; seed++)
        {
            var split = Table(new CategoryColumn("w", codes, words)).Split(0, 0.4, seed);
            var model = Preprocessing.Fit(split.Train);
            bool isTrained = split.Train.Rows.Contains(7);
            ((OneHotWords)((TableTransform)model.Inputs).Columns[0]).Words.ShouldBe(isTrained ? ["a", "b", "rare"] : ["a", "b"]);
            model.Inputs.ExampleShape.ShouldBe(Shape.Of(isTrained ? 3 : 2));
            if (isTrained) continue;
            var test = model.Apply(split.Test.Open());
            test.Notes.ShouldHaveSingleItem().ShouldContain("1 with a word unseen in training");
            Inputs(test).Sum().ShouldBe(test.Count - 1);
        }
    }

    [Fact]
    public void MissingValuesTakeMeanAndMostFrequentWord()
    {
        var data = Table(new NumberColumn("x", [1, 3, double.NaN, 8]), new CategoryColumn("w", [0, 1, 1, -1], ["u", "v"]));
        var split = data.Split(0, 0);
        var model = Preprocessing.Fit(split.Train);
        var columns = ((TableTransform)model.Inputs).Columns;
        (columns[0].Missing, columns[1].Missing, ((OneHotWords)columns[1]).MostFrequent).ShouldBe((1, 1, "v"));
        var examples = model.Apply(split.Train);
        float[] x = Inputs(examples);
        x[6].ShouldBe(0);
        x[10..].ShouldBe([0, 1]);
        examples.Notes.ShouldBe(["column 'x': 1 missing, filled with the training mean "
            + "4", "column 'w': 1 missing, filled with the most frequent word 'v'"]);
    }

    [Fact]
    public void PicturesAreScaledByOneMeanAndDeviation()
    {
        var data = new Dataset("p", new BytePictures([0, 10, 20, 30, 40, 50, 60, 70], [2, 2]), new ClassTargets([0, 1], ["a", "b"]));
        var split = data.Split(0, 0);
        var model = Preprocessing.Fit(split.Train);
        var scaling = (PictureScaling)model.Inputs;
        (scaling.Shift, scaling.Scale).ShouldBe((35, Math.Sqrt(525)));
        Inputs(model.Apply(split.Train))[0].ShouldBe((float)(-35 / Math.Sqrt(525)), 1e-6f);
        var grey = new Dataset("g", new FloatPictures(new float[8], [2, 2]), new ClassTargets([0, 1], ["a", "b"])).Split(0, 0);
        Inputs(Preprocessing.Fit(grey.Train).Apply(grey.Train)).ShouldAllBe(v => v == 0);
    }

    [Fact]
    public void TargetsAreScaledByDeviationOrBounds()
    {
        double[] y = [1, 2, 3, 6];
        Dataset With(NumberTargets targets) => new("t", new TableFeatures(new NumberColumn("x", [1, 2, 3, 4])), targets);
        var free = (NumberScaling)Preprocessing.Fit(With(new NumberTargets(y)).Split(0, 0).Train).Target;
        (free.Shift, free.Scale, free.Bounded).ShouldBe((3, Math.Sqrt(3.5), false));
        var bounded = (NumberScaling)Preprocessing.Fit(With(new NumberTargets(y, bounds: (0, 10))).Split(0, 0).Train).Target;
        (bounded.Shift, bounded.Scale, bounded.Bounded).ShouldBe((5, 5, true));
        bounded.Unscale(-0.6).ShouldBe(2, 1e-12);
        Should.Throw<DatasetException>(() => With(new NumberTargets(y, bounds: (0, 5)))).Message.ShouldContain("from 0 to 5");
        Should.Throw<DatasetException>(() => Preprocessing.Fit(With(new NumberTargets([4, 4, 4, 4])).Split(0, 0).Train))
            .Message.ShouldContain("nothing to learn");
    }

    [Fact]
    public void OneClassOnlyIsRefusedAndUnseenClassesAreNamed()
    {
        var one = DataSplitTests.Numbered(10, _ => 0).Split();
        Should.Throw<DatasetException>(() => Preprocessing.Fit(one.Train)).Message.ShouldContain("'c0'");
        var model = Preprocessing.Fit(DataSplitTests.Numbered(10, i => i % 2).Split().Train);
        Should.Throw<DatasetException>(() => model.Apply(DataSplitTests.Numbered(10, i => i % 3))).Message.ShouldContain("'c2'");
    }

    [Fact]
    public void JsonBringsEverythingBack()
    {
        foreach (var data in new[]
        {
            Table(new NumberColumn("x", [1, double.NaN, 4], 2), new CategoryColumn("wört", [0, -1, 1], ["ü", "\""], 3)),
            Datasets.Load("digits", new DatasetOptions { Count = 60 }),
            Datasets.Load("multi-gauss"),
            DataSplitTests.Numbered(12, i => i % 3),
        })
        {
            var split = data.Split(0, 0);
            var model = Preprocessing.Fit(split.Train);
            var again = Preprocessing.FromJson(model.ToJson());
            again.ToJson().ShouldBe(model.ToJson());
            again.ClassNames.ShouldBe(model.ClassNames);
            Inputs(again.Apply(split.Train)).ShouldBe(Inputs(model.Apply(split.Train)));
        }
    }

    /// <summary>A file of version 1 as it was first written: later versions must read it.</summary>
    [Fact]
    public void VersionOneIsRead()
    {
        const string json = """
            { "formatVersion": 1, "task": "classes",
              "inputs": { "kind": "table", "hasHeader": true, "columnsInFile": 3, "columns": [
                { "kind": "number", "name": "x", "position": 1, "missing": 0, "mean": 2, "standardDeviation": 0.5 },
                { "kind": "category", "name": "w", "position": 2, "missing": 1, "words": ["a", "b"], "mostFrequent": "b" } ] },
              "target": { "kind": "classes", "name": "y", "position": 3, "names": ["u", "v", "w"] } }
            """;
        var model = Preprocessing.FromJson(json);
        model.ClassNames.ShouldBe(["u", "v", "w"]);
        var data = new Dataset("d", new TableFeatures(new NumberColumn("x", [3]), new CategoryColumn("w", [0], ["a"])), null);
        Inputs(model.Apply(data)).ShouldBe([2, 1, 0]);
        const string pictures = """
            { "formatVersion": 1, "task": "binary", "inputs": { "kind": "pictures", "shape": [1, 2], "shift": 1, "scale": 2 },
              "target": { "kind": "numbers", "name": "y", "shift": 1, "scale": 4, "bounded": true } }
            """;
        Inputs(Preprocessing.FromJson(pictures).Apply(new Dataset("d", new BytePictures([1, 5], [1, 2]), null))).ShouldBe([0, 2]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{ \"task\": \"cooking\" }")]
    [InlineData("{ \"formatVersion\": 1, \"task\": \"classes\", \"inputs\": { \"kind\": \"sound\" } }")]
    public void WhatIsNoPreprocessingSaysSo(string json) =>
        Should.Throw<DatasetException>(() => Preprocessing.FromJson(json)).Message.ShouldContain("preprocessing");

    [Fact]
    public void ALaterVersionIsRefused()
    {
        string json = Preprocessing.Fit(Datasets.Load("XOR").Split().Train).ToJson();
        Should.Throw<DatasetException>(() => Preprocessing.FromJson(json.Replace("\"formatVersion\": 1", "\"formatVersion\": 2")))
            .Message.ShouldContain("newer");
    }

    [Fact]
    public void OptionsSurviveJson()
    {
        var options = new DatasetOptions { Seed = 7, Target = "y", Ignore = ["a", "2"], Header = false, Noise = 0.25 } with
        {
            Separator = ';',
            Task = TaskKind.Numbers,
        };
        DatasetOptions.FromJson(options.ToJson()).ToJson().ShouldBe(options.ToJson());
        options.ToJson().ShouldContain("\"numbers\"");
    }
}
