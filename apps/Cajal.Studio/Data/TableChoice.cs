using System.Globalization;
using Cajal.Data;

namespace Cajal.Studio;

/// <summary>What a state takes of its own table: which column is the target, as classes or as numbers, and which are inputs.</summary>
internal sealed class TableChoice
{
    private const int MostClasses = 10, MostInputs = 100;

    private readonly PlaygroundState state;
    private readonly OwnTable table;
    private readonly List<string> notes = [];

    private TableChoice(PlaygroundState state)
    {
        this.state = state;
        table = OwnTable.Read(HeldTables.TextOf(state.Table));
        Target = state.Target == 0 ? table.Columns[^1] : state.Target > 0 && state.Target <= table.Columns.Count ? table.Columns[state.Target - 1]
            : throw new ArgumentException($"The table has columns 1 to {table.Columns.Count}; received {state.Target} as the target (0 takes the last).");
        IsNumbers = state.Task switch
        {
            "auto" => Target.IsNumbers && (Target.Words.Count > MostClasses || Target.Words.Any(w => !int.TryParse(w, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))),
            "classes" => false,
            "numbers" => Target.IsNumbers ? true : throw new ArgumentException($"The column '{Target.Name}' holds words, which are classes: choose the task classes, or another target."),
            _ => throw new ArgumentException($"What is learned of a table is one of auto, classes, numbers; received '{state.Task}'."),
        };
    }

    /// <summary>The column that is learned.</summary>
    public OwnColumn Target { get; }

    /// <summary>Whether it is learned as a number.</summary>
    public bool IsNumbers { get; }

    /// <summary>All columns, and which of them are inputs.</summary>
    public static (IReadOnlyList<OwnColumn> All, int Target, bool IsNumbers, IReadOnlyList<int> Inputs) Describe(PlaygroundState state)
    {
        var choice = new TableChoice(state);
        return (choice.table.Columns, choice.Target.Position, choice.IsNumbers, [.. choice.Inputs().Select(c => c.Position)]);
    }

    /// <summary>The points of a state's own table: values [rows, inputs].</summary>
    /// <exception cref="ArgumentException">No table, or a choice that it does not allow.</exception>
    public static RawSet Load(PlaygroundState state) => new TableChoice(state).Load();

    private RawSet Load()
    {
        var inputs = Inputs();
        int[] rows = [.. Enumerable.Range(0, table.Rows.Count).Where(r => table.Rows[r][Target.Position - 1].Length > 0)];
        if (rows.Length < 2) throw new ArgumentException($"Only {rows.Length} lines of the table have a value in the target column '{Target.Name}'; at least 2 are needed.");
        notes.Add($"{rows.Length} lines, {(table.HasHeader ? "the first one read as names" : "no line of names")}; '{Target.Name}' is learned as {(IsNumbers ? "a number" : "classes")}.");
        if (rows.Length < table.Rows.Count) notes.Add($"{table.Rows.Count - rows.Length} lines are left out: their target is missing.");
        if (HeldTables.IsHeld(state.Table)) notes.Add($"The table has more than {HeldTables.MostInLink} characters: a link names it and does not carry it. To show it elsewhere, open the file there.");
        var columns = inputs.SelectMany(Spread).ToArray();
        if (columns.Length > MostInputs) throw new ArgumentException($"The chosen columns make {columns.Length} inputs; {MostInputs} are taken at most. Choose fewer.");
        var targets = IsNumbers ? Numbers(rows) : Classes(rows);
        bool isCurve = IsNumbers && columns.Length == 1;
        // The plane has two columns: the second is the target of a curve, else 0.
        var values = new double[rows.Length, Math.Max(2, columns.Length)];
        for (int c = 0; c < columns.Length; c++) Fill(values, c, rows, columns[c].Source, columns[c].Word);
        for (int i = 0; isCurve && i < rows.Length; i++) values[i, 1] = targets[i];
        var named = columns.Select(c => c.Column).ToList();
        if (named.Count == 1) named.Add(new SetColumn("none", isCurve ? Target.Name : ""));
        return new RawSet(values, targets, IsNumbers ? 0 : Target.Words.Count) { IsTable = true, IsCurve = isCurve, Columns = named, ClassNames = IsNumbers ? [] : Target.Words, Notes = notes };
    }

    private List<OwnColumn> Inputs()
    {
        if (state.Columns.Length == 0)
        {
            foreach (var left in table.Columns.Where(c => c != Target && c.Trouble is not null)) notes.Add($"The column '{left.Name}' is left out: {left.Trouble}.");
            List<OwnColumn> usable = [.. table.Columns.Where(c => c != Target && c.Trouble is null)];
            return usable.Count > 0 ? usable : throw new ArgumentException("The table has no column to learn from beside the target: columns of numbers, or of a few words, are needed.");
        }
        var chosen = new List<OwnColumn>();
        foreach (string part in state.Columns.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int position) || position < 1 || position > table.Columns.Count)
                throw new ArgumentException($"The inputs are positions of columns from 1 to {table.Columns.Count}; received '{part}'.");
            var column = table.Columns[position - 1];
            // What is learned is no input, whatever was chosen before.
            if (column == Target || chosen.Contains(column)) continue;
            chosen.Add(column.Trouble is null ? column : throw new ArgumentException($"The column '{column.Name}' cannot be an input: {column.Trouble}."));
        }
        return chosen.Count > 0 ? chosen : throw new ArgumentException("A network needs at least one input; choose a column beside the target.");
    }

    // A column of numbers is one input; a column of words has one for each word, 1 where it stands.
    private static IEnumerable<(SetColumn Column, OwnColumn Source, string? Word)> Spread(OwnColumn source) => source.IsNumbers
        ? [(new SetColumn(Text(source.Position), source.Name), source, null)]
        : source.Words.Select((word, w) => (new SetColumn($"{Text(source.Position)}.{Text(w + 1)}", $"{source.Name} = {word}"), source, (string?)word));

    private void Fill(double[,] values, int column, int[] rows, OwnColumn source, string? word)
    {
        double sum = 0;
        int known = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            string field = table.Rows[rows[i]][source.Position - 1];
            values[i, column] = field.Length == 0 ? double.NaN : word is null ? Number(field) : CsvField.Canonical(field) == word ? 1 : 0;
            if (field.Length == 0) continue;
            sum += values[i, column];
            known++;
        }
        if (known == rows.Length) return;
        double mean = known > 0 ? sum / known : 0;
        if (word is null || word == source.Words[0]) notes.Add(FormattableString.Invariant($"{rows.Length - known} values of '{source.Name}' are missing and filled with the mean{(word is null ? $" {mean:G4}" : "")}."));
        for (int i = 0; i < rows.Length; i++)
            if (double.IsNaN(values[i, column])) values[i, column] = mean;
    }

    private double[] Classes(int[] rows)
    {
        var words = Target.Words;
        if (words.Count < 2) throw new ArgumentException($"The target column '{Target.Name}' holds the class '{words[0]}' only; two at least are needed.");
        if (words.Count > MostClasses) throw new ArgumentException($"The target column '{Target.Name}' holds {words.Count} different values; {MostClasses} classes are taken at most. {(Target.IsNumbers ? "Learn it as a number" : "Choose another target")}.");
        var places = words.Select((word, k) => (word, k)).ToDictionary(w => w.word, w => (double)w.k, StringComparer.Ordinal);
        return [.. rows.Select(r => places[CsvField.Canonical(table.Rows[r][Target.Position - 1])])];
    }

    // Numbers of any unit are learned as (y − mean) / spread, over all lines.
    private double[] Numbers(int[] rows)
    {
        double[] numbers = [.. rows.Select(r => Number(table.Rows[r][Target.Position - 1]))];
        double mean = numbers.Average(), spread = Math.Sqrt(numbers.Average(n => (n - mean) * (n - mean)));
        if (!(spread > 0 && double.IsFinite(spread))) throw new ArgumentException($"The target column '{Target.Name}' holds {(spread == 0 ? "one and the same number everywhere" : "numbers too large to be scaled")}; nothing can be learned of it.");
        notes.Add(FormattableString.Invariant($"'{Target.Name}' is shown and learned as (y − {mean:G5}) / {spread:G5}: mean 0, spread 1."));
        return Array.ConvertAll(numbers, n => (n - mean) / spread);
    }

    private static double Number(string field) => double.Parse(field, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
