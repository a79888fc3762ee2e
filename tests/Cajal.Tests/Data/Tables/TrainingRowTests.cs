using Cajal.Data;
using Cajal.Training;

namespace Cajal.Tests.Data;

public partial class TrainingRowTests
{
    private enum District
    {
        North,
        South,
    }

    [TrainingRow]
    private sealed partial record House(double Area, int? Rooms, District District, bool Garden, [property: Ignore] DateTime Built, [Target] double Price);

    [TrainingRow]
    private readonly partial record struct Fruit(double Weight, string? Colour, [Target] bool IsPear);

    // It has the inputs of a house in another order, and no price.
    [TrainingRow]
    private sealed partial record Offer(bool Garden, District District, double Area, int Rooms);

    [TrainingRow]
    private sealed partial record Stars(double Area, [Target] int Count);

    private static House[] Houses(int count, ulong seed = 1)
    {
        var rng = new Rng(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            double area = 50 + 100 * rng.NextDouble();
            var district = rng.NextDouble() < 0.5 ? District.North : District.South;
            return new House(area, i % 10 == 0 ? null : 2 + i % 3, district, i % 2 == 0, DateTime.UnixEpoch, 2 * area + (district == District.North ? 100 : 0) + (i % 2 == 0 ? 30 : 0));
        })];
    }

    [Fact]
    public void Properties_become_columns_as_their_types_say()
    {
        var data = Dataset.From(Houses(40));
        var table = (TableFeatures)data.Features;
        table.Columns.Select(c => (c.Name, c is NumberColumn, c.MissingCount)).ShouldBe([("Area", true, 0), ("Rooms", true, 4), ("District", false, 0), ("Garden", false, 0)]);
        ((CategoryColumn)table.Columns[2]).Words.ShouldBe(["North", "South"]);
        ((CategoryColumn)table.Columns[3]).Words.ShouldBe(["false", "true"]);
        data.Task.ShouldBe(TaskKind.Numbers);
        data.Name.ShouldBe("House");
        ((NumberTargets)data.Targets!).Values[0].ShouldBe(Houses(40)[0].Price);
    }

    [Fact]
    public void Truth_values_are_classes_and_whole_numbers_are_judged()
    {
        var fruit = Dataset.From(Enumerable.Range(0, 40).Select(i => new Fruit(i, i % 7 == 0 ? null : i % 2 == 0 ? "red" : "", i % 2 == 0)));
        fruit.Task.ShouldBe(TaskKind.Binary);
        ((ClassTargets)fruit.Targets!).ClassNames.ShouldBe(["false", "true"]);
        Should.Throw<ArgumentException>(() => Dataset.From(Enumerable.Range(0, 12).Select(i => new Stars(i, 3 + i % 4)))).Message.ShouldContain("classes or quantities");
        Dataset.From(Enumerable.Range(0, 12).Select(i => new Stars(i, 3 + i % 4)), new DatasetOptions { Task = TaskKind.Classes }).Task.ShouldBe(TaskKind.Classes);
    }

    [Fact]
    public void The_options_of_tables_apply_and_others_are_refused()
    {
        var data = Dataset.From(Houses(60), new DatasetOptions { Target = "Garden", Ignore = ["Price"], Categories = ["Rooms"] });
        ((TableFeatures)data.Features).Columns.Select(c => (c.Name, c is CategoryColumn)).ShouldBe([("Area", false), ("Rooms", true), ("District", true)]);
        data.Task.ShouldBe(TaskKind.Binary);
        Should.Throw<ArgumentException>(() => Dataset.From(Houses(20), new DatasetOptions { Target = "Prise" })).Message.ShouldContain("Did you mean 'Price'?");
        Should.Throw<ArgumentException>(() => Dataset.From(Houses(20), new DatasetOptions { Noise = 1 })).Message.ShouldContain("takes no noise");
        Should.Throw<ArgumentException>(() => Dataset.From(Houses(20), new DatasetOptions { Header = true })).Message.ShouldContain("takes no header");
        Should.Throw<DatasetException>(() => Dataset.From<House>([])).Message.ShouldContain("holds no rows");
        Should.Throw<DatasetException>(() => Dataset.From([Houses(1)[0] with { Area = double.PositiveInfinity }])).Message.ShouldContain("infinite");
    }

    [Fact]
    public void A_model_trained_on_rows_answers_rows_and_files_alike()
    {
        var run = Run.Train(new Recipe { Epochs = 60 }, Dataset.From(Houses(300)));
        run.Evaluate().Figures.ToString()!.Length.ShouldBeGreaterThan(0);
        var house = new House(100, 3, District.North, Garden: true, DateTime.UnixEpoch, Price: double.NaN);
        double answer = run.Model.Predict(house).Value(0);
        answer.ShouldBe(330, 25);
        run.Model.Predict(new Offer(true, District.North, 100, 3)).Value(0).ShouldBe(answer, 1e-6);
        run.Model.Predict<House>([house, house with { Area = 60 }]).Count.ShouldBe(2);
        run.Model.Evaluate(Houses(50, seed: 2)).Figures.ShouldNotBeNull();
        using var folder = new TestFolder();
        string file = folder.Write("houses.csv", "District,Area,Garden,Rooms\nNorth,100,true,3\n");
        run.Predict(file).Value(0).ShouldBe(answer, 1e-6);
        Should.Throw<DatasetException>(() => run.Model.Predict(new Fruit(1, "red", true))).Message.ShouldContain("no column 'Area'");
    }

    [Fact]
    public void Rows_without_a_target_are_left_out_and_counted()
    {
        var houses = Houses(40);
        houses[3] = houses[3] with { Price = double.NaN };
        var data = Dataset.From(houses);
        data.Count.ShouldBe(39);
        data.Notes.ShouldContain("1 rows left out: their target is missing");
    }
}
