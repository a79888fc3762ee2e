namespace Cajal.Data;

/// <summary>Reads one column of a CSV file as a series: a number at each step, in the order of the lines.</summary>
internal static class SeriesReader
{
    /// <summary>The numbers, the column's name, and the season that the dates of the first column suggest.</summary>
    /// <exception cref="DatasetException">A step without a number, or too few steps.</exception>
    public static (double[] Values, string Name, (int Steps, string Word)? Season) Read(string path, DatasetOptions options)
    {
        var scan = new CsvScan(path, options);
        string name = scan.Names[scan.Target];
        var values = new double[scan.Rows];
        string firstDate = "", secondDate = "";
        using var records = new CsvRecords(path, options.Separator);
        if (scan.HasHeader) records.Read();
        for (int t = 0; t < values.Length; t++)
        {
            if (!records.Read()) throw new DatasetException($"'{path}' changed while it was read; try again when it is complete.");
            if (t == 0) firstDate = records.Text(0);
            if (t == 1) secondDate = records.Text(0);
            if (CsvField.IsMissing(records[scan.Target]))
                throw new DatasetException($"Line {records.Line} of '{path}' has no number in the column '{name}'; a series has one at "
                    + $"every step. "
                    + "Fill it in, or take the steps before it away.");
            if (!CsvField.TryNumber(records[scan.Target], out values[t]) || !double.IsFinite(values[t]))
                throw new DatasetException($"Line {records.Line} of '{path}' holds '{records.Text(scan.Target)}' in the column '{name}'; "
                    + $"expected a "
                    + "finite number. Correct it, or choose another column: --target.");
        }
        return (values, name, scan.Target == 0 ? null : SeasonOf(firstDate, secondDate));
    }

    // By the time from one step to the next: months and quarters repeat by the year, days by the year, hours by the day.
    private static (int, string)? SeasonOf(string first, string second)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        if (!DateTime.TryParse(first, culture, out var one) || !DateTime.TryParse(second, culture, out var two)) return null;
        return (two - one).TotalDays switch
        {
            >= 0.9 / 24 and <= 1.1 / 24 => (24, "hours"),
            >= 0.9 and <= 1.1 => (365, "days"),
            >= 6.9 and <= 7.1 => (52, "weeks"),
            >= 27 and <= 32 => (12, "months"),
            >= 88 and <= 93 => (4, "quarters"),
            _ => null,
        };
    }
}
