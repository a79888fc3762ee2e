using Cajal.Data;

namespace Cajal.Tests.Data;

/// <summary>New files are read the way the model read its own.</summary>
public class CsvForModelTests
{
    private const string Named = "id,age,town,kind\nk1,20,Rome,a\nk2,40,Oslo,b\nk3,60,Rome,a\nk4,40,Rome,b\n";
    private const string Bare = "k1,20,Rome,a\nk2,40,Oslo,b\nk3,60,Rome,a\nk4,40,Rome,b\n";

    private static Preprocessing Model(string content, DatasetOptions? options = null) =>
        Preprocessing.Fit(CsvDatasetTests.Load(content, options ?? new DatasetOptions { Ignore = ["1"] }).Split(0, 0).Train);

    private static Examples Predict(string content, Preprocessing model)
    {
        using var folder = new TestFolder();
        return model.Apply(Datasets.LoadToPredict(folder.Write("new.csv", content), model));
    }

    private static Examples Evaluate(string content, Preprocessing model)
    {
        using var folder = new TestFolder();
        return model.Apply(Datasets.LoadToEvaluate(folder.Write("new.csv", content), model));
    }

    private static float[] Row(Examples examples, int i)
    {
        var x = new float[examples.ExampleShape.Count];
        examples.CopyInputs(i, x);
        return x;
    }

    // Age: mean 40, deviation √200; towns Oslo, Rome.
    private static readonly float[] RomeAt60 = [(float)(20 / Math.Sqrt(200)), 0, 1];

    [Theory]
    [InlineData("id,age,town,kind\nq,60,Rome,\n")]
    [InlineData("id,age,town,kind\nq,60,Rome,never seen\n")]
    [InlineData("town,age\nRome,60\n")]
    [InlineData("TOWN,AGE\nRome,60\n")]
    [InlineData("q,60,Rome,a\n")]
    [InlineData("q,60,Rome\n")]
    [InlineData("60,Rome\n")]
    [InlineData("\"60.0\" ; \"Rome\"\r\n")]
    public void ColumnsAreFoundByNameOrPosition(string content)
    {
        foreach (string training in new[] { Named, Bare })
        {
            // A model without names takes columns in the order of its own file only.
            if (training == Bare && content.StartsWith("town", StringComparison.OrdinalIgnoreCase)) continue;
            var examples = Predict(content, Model(training));
            (examples.Count, examples.HasTargets).ShouldBe((1, false));
            Row(examples, 0).ShouldBe(RomeAt60);
        }
    }

    [Fact]
    public void AModelWithoutNamesPassesOverAHeaderOfNames() => Predict("age,town\n60,Rome\n", Model(Bare)).Count.ShouldBe(1);

    [Fact]
    public void MissingAndUnseenValuesFollowTheTrainingPart()
    {
        var examples = Predict("age,town\n,\n40,Paris\n?,Oslo\n", Model(Named));
        Row(examples, 0).ShouldBe([0, 0, 1]);
        Row(examples, 1).ShouldBe([0, 0, 0]);
        Row(examples, 2).ShouldBe([0, 1, 0]);
        examples.Notes.ShouldContain("column 'age': 2 missing, filled with the training mean 40");
        examples.Notes.ShouldContain("column 'town': 1 missing, filled with the most frequent word 'Rome'; "
            + "1 with a word unseen in training, read as none of the known words");
    }

    [Fact]
    public void EvaluationNeedsTargetsTheModelKnows()
    {
        var model = Model(Named);
        Evaluate("kind,town,age\nb,Rome,60\na,Oslo,20\n,Oslo,20\n", model).Labels.ToArray().ShouldBe([1, 0]);
        Evaluate("q,60,Rome,b\n", model).Labels.ToArray().ShouldBe([1]);
        Should.Throw<DatasetException>(() => Evaluate("age,town\n60,Rome\n", model))
            .Message.ShouldContain("no column for the target 'kind'");
        Should.Throw<DatasetException>(() => Evaluate("kind,town,age\nb,Rome,60\nc,Oslo,20\n", model)).Message.ShouldContain("Line 3");
        Should.Throw<DatasetException>(() => Evaluate("kind,town,age\n,Rome,60\n", model))
            .Message.ShouldContain("no examples with a target");
    }

    [Fact]
    public void ClassNamesThatAreNumbersMatchByValue()
    {
        var model = Model("x,y\n1,0\n2,1\n3,0\n", new DatasetOptions());
        Evaluate("1.5,1.0\n2.5,0\n", model).Labels.ToArray().ShouldBe([1, 0]);
    }

    [Theory]
    [InlineData("age,city\n60,Rome\n", "no column 'town'")]
    [InlineData("age,twon\n60,Rome\n", "Did you mean 'twon'?")]
    [InlineData("1,2,3,4,5\n", "has 5 columns")]
    [InlineData("age,town\nold,Rome\n", "Line 2")]
    [InlineData("age,town\n60,Rome\nInfinity,Rome\n", "Line 3")]
    [InlineData("age,town\n60,Rome\n60\n", "Line 3")]
    [InlineData("age,town\n", "no examples")]
    [InlineData("\n", "no lines")]
    public void WhatDoesNotFitIsSaid(string content, string part) =>
        Should.Throw<DatasetException>(() => Predict(content, Model(Named))).Message.ShouldContain(part);

    [Fact]
    public void PointsOfAGeneratedSetCanComeFromAFile()
    {
        var model = Preprocessing.Fit(Datasets.Load("spiral").Split().Train);
        Predict("x2,x1\n0,1\n", model).Count.ShouldBe(1);
        Predict("1,0\n2,3\n", model).Count.ShouldBe(2);
        Evaluate("1,0,+1\n2,3,-1\n", model).Labels.ToArray().ShouldBe([1, 0]);
    }

    [Fact]
    public void TablesAndPicturesAreNotMixed()
    {
        using var folder = new TestFolder();
        string table = folder.Write("t.csv", Named);
        string pictures = folder.Write("p-images-idx3-ubyte", TestFolder.Idx(8, [2, 1, 2], [1, 2, 3, 4]));
        var digits = Preprocessing.Fit(Datasets.Load("digits", new DatasetOptions { Count = 60 }).Split().Train);
        Should.Throw<DatasetException>(() => Datasets.LoadToPredict(table, digits)).Message.ShouldContain("[28, 28]");
        Should.Throw<DatasetException>(() => digits.Apply(Datasets.LoadToPredict(pictures, digits))).Message.ShouldContain("[28, 28]");
        var model = Model(Named);
        Should.Throw<DatasetException>(() => model.Apply(Datasets.LoadToPredict(pictures, model)))
            .Message.ShouldContain("table of 2 columns");
        Should.Throw<DatasetException>(() => model.Apply(Datasets.Load("spiral"))).Message.ShouldContain("x1, x2");
    }

    [Fact]
    public void RegressionTargetsAreScaledAsInTraining()
    {
        var model = Model("x,y\n1,10.5\n2,20.5\n3,30.5\n", new DatasetOptions());
        var scaling = (NumberScaling)model.Target;
        var examples = Evaluate("x,y\n5,20.5\n6,40.5\n", model);
        examples.Values[0].ShouldBe(0);
        scaling.Unscale(examples.Values[1]).ShouldBe(40.5, 1e-5);
    }
}
