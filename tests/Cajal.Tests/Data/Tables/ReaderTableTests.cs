using System.Data;
using Cajal.Data;

namespace Cajal.Tests.Data;

public class ReaderTableTests
{
    private static DataTable Table(params (string Name, Type Type)[] columns)
    {
        var table = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
        foreach (var (name, type) in columns) table.Columns.Add(name, type);
        return table;
    }

    private static DataTable Houses()
    {
        var table = Table(("area", typeof(decimal)), ("rooms", typeof(short)), ("district", typeof(string)), ("garden", typeof(bool)), ("price", typeof(float)));
        for (int i = 0; i < 30; i++) table.Rows.Add(50.5m + i, i % 5 == 0 ? DBNull.Value : (short)(i % 4), i % 3 == 0 ? DBNull.Value : i % 2 == 0 ? "north" : "south", i % 2 == 0, 100f + i);
        return table;
    }

    [Fact]
    public void Types_of_the_reader_decide_and_null_is_missing()
    {
        var data = Dataset.From(Houses().CreateDataReader());
        data.Name.ShouldBe("query");
        ((TableFeatures)data.Features).Columns.Select(c => (c.Name, c is NumberColumn, c.MissingCount))
            .ShouldBe([("area", true, 0), ("rooms", true, 6), ("district", false, 10), ("garden", false, 0)]);
        (data.Task, data.Count).ShouldBe((TaskKind.Numbers, 30));
        ((NumberColumn)((TableFeatures)data.Features).Columns[0]).Values[1].ShouldBe(51.5);
    }

    [Fact]
    public void It_is_the_same_data_set_as_the_csv_file_of_the_same_rows()
    {
        using var folder = new TestFolder();
        string file = folder.Write("houses.csv", "area,rooms,district,garden,price\n" + string.Concat(Houses().Rows.Cast<DataRow>().Select(r =>
            FormattableString.Invariant($"{r[0]},{r[1]},{r[2]},{((bool)r[3] ? "true" : "false")},{r[4]}\n"))));
        Datasets.Load(file, new DatasetOptions { Task = TaskKind.Numbers }).Fingerprint.ShouldBe(Dataset.From(Houses().CreateDataReader()).Fingerprint);
    }

    [Fact]
    public void A_target_and_columns_to_ignore_are_chosen_by_name()
    {
        var table = Houses();
        table.Columns.Add("built", typeof(DateTime));
        Should.Throw<DatasetException>(() => Dataset.From(table.CreateDataReader())).Message.ShouldContain("'built' of 'query' is of the type DateTime");
        var data = Dataset.From(table.CreateDataReader(), new DatasetOptions { Ignore = ["built"], Target = "garden" }, "houses");
        (data.Name, data.Task).ShouldBe(("houses", TaskKind.Binary));
        Should.Throw<ArgumentException>(() => Dataset.From(Houses().CreateDataReader(), new DatasetOptions { Target = "prize" })).Message.ShouldContain("Did you mean 'price'?");
    }

    [Fact]
    public void Columns_of_any_object_are_what_their_first_value_is()
    {
        var table = Table(("a", typeof(object)), ("b", typeof(object)), ("y", typeof(double)));
        table.Rows.Add(DBNull.Value, DBNull.Value, 1.5);
        table.Rows.Add(3L, "red", 2.5);
        table.Rows.Add(4.5, "blue", 3.5);
        var columns = ((TableFeatures)Dataset.From(table.CreateDataReader()).Features).Columns;
        ((NumberColumn)columns[0]).Values.ToArray().ShouldBe([double.NaN, 3, 4.5]);
        ((CategoryColumn)columns[1]).Codes.ToArray().ShouldBe([-1, 1, 0]);
        table.Rows.Add("many", "blue", 3.5);
        Should.Throw<DatasetException>(() => Dataset.From(table.CreateDataReader())).Message.ShouldContain("Row 4 of 'query' holds 'many' in the column 'a'");
    }

    [Fact]
    public void Nothing_to_learn_from_is_told()
    {
        Should.Throw<DatasetException>(() => Dataset.From(Table(("a", typeof(int)), ("y", typeof(double))).CreateDataReader())).Message.ShouldContain("holds no rows");
        var endless = Table(("a", typeof(double)), ("y", typeof(double)));
        endless.Rows.Add(double.PositiveInfinity, 1.0);
        Should.Throw<DatasetException>(() => Dataset.From(endless.CreateDataReader())).Message.ShouldContain("Row 1 of 'query' holds an infinite number");
    }

    [Fact]
    public void Names_that_come_twice_and_columns_of_another_length_are_told()
    {
        var table = new TableData("t").AddNumbers("a", [1, 2]);
        Should.Throw<ArgumentException>(() => table.AddNumbers("a", [1, 2])).Message.ShouldContain("Two columns");
        Should.Throw<ArgumentException>(() => table.AddWords("b", ["x"])).Message.ShouldContain("has 1 values where 'a' has 2");
    }
}
