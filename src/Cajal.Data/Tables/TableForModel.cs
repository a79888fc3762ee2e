namespace Cajal.Data;

/// <summary>Brings columns into the order and the kinds that a trained model reads; they are found by name.</summary>
internal static class TableForModel
{
    public static Dataset Read(string name, IReadOnlyList<TableColumn> columns, Preprocessing model, bool withTargets)
    {
        var table = model.Inputs as TableTransform
            ?? throw new DatasetException($"The model reads examples of shape {model.Inputs.ExampleShape}, and '{name}' is a table.");
        if (columns.Count == 0 || columns[0].Count == 0) throw new DatasetException($"'{name}' holds no rows; expected one example in each.");
        var answer = withTargets ? Find(model.Target.Name) : null;
        int[] rows = [.. Enumerable.Range(0, columns[0].Count).Where(row => answer?.IsMissing(row) != true)];
        if (rows.Length == 0) throw new DatasetException($"Every row of '{name}' lacks its target '{model.Target.Name}'; without targets nothing can be judged, only predicted.");
        var features = new TableFeatures([.. table.Columns.Select(known => Input(Find(known.Name), known))]);
        return new Dataset(name, features, answer is null ? null : Targets(answer)) { Description = "a table" };

        TableColumn Find(string wanted) => columns.FirstOrDefault(c => c.Name == wanted)
            ?? throw new DatasetException($"'{name}' has no column '{wanted}', which the model {(wanted == model.Target.Name ? "answers" : "reads")}.{NearestName.Hint(wanted, columns.Select(c => c.Name))}");

        Column Input(TableColumn column, ColumnTransform known) => known is OneHotWords ? (Column)column.ToWords(rows) : column.ToNumbers(rows, name);

        Targets Targets(TableColumn column)
        {
            if (model.Task == TaskKind.Numbers) return new NumberTargets(column.ToNumbers(rows, name).Values.ToArray(), column.Name);
            var classes = column.ToWords(rows);
            // A class that the model never saw gets a name of its own, and the model says which.
            return new ClassTargets(classes.Codes.ToArray(), [.. classes.Words], column.Name, TaskKind.Classes);
        }
    }
}
