namespace Cajal.Insight;

public sealed partial class Chart
{
    /// <summary>A matrix as coloured cells, row 0 at the top; returns the chart.</summary>
    /// <param name="values">[rows, columns]</param>
    /// <param name="diverging">Colours on both sides of zero; when left out, where there are numbers on both sides.</param>
    /// <param name="grey">Black to white, as for a picture.</param>
    /// <param name="numbers">Each cell says its number.</param>
    /// <param name="range">Numbers of the first and the last colour; those of the data when left out.</param>
    /// <exception cref="ShapeException">Not a matrix.</exception>
    public Chart HeatMap(Tensor values, bool? diverging = null, bool grey = false, bool numbers = false, (double Low, double High)? range = null)
    {
        if (values.Rank != 2) throw new ShapeException("heat map", "a matrix [rows, columns]", values.Shape);
        Numbers all = values;
        bool both = diverging ?? (!grey && all.Values.Any(v => v < 0) && all.Values.Any(v => v > 0));
        var (low, high) = range ?? ColourBar.Ends(all.Values, both);
        Y.IsReversed = X.IsWhole = Y.IsWhole = true;
        return With(new HeatMark(all.Values, values.Shape[0], values.Shape[1], new ColourBar(both ? ColourMap.Diverging : grey ? ColourMap.Grey : ColourMap.Sequential, low, high),
            numbers, hasBar: !grey && !numbers));
    }
}

/// <summary>A matrix as cells, one path for each colour. A cell without a finite number is crossed out; more cells than pixels are drawn as means.</summary>
internal sealed class HeatMark(double[] values, int rows, int columns, ColourBar colours, bool numbers, bool hasBar) : Mark
{
    private const int Most = 160;

    private readonly int block = Math.Max(1, (Math.Max(rows, columns) + Most - 1) / Most);

    public override ColourBar? Bar => hasBar ? colours : null;

    public override string? Note => block > 1 ? $"Each cell is the mean of {block} × {block} of the {rows} × {columns} numbers." : null;

    public override void Extend(Extents extents)
    {
        extents.X(-0.5);
        extents.X(columns - 0.5);
        extents.Y(-0.5);
        extents.Y(rows - 0.5);
        extents.IsFilled = true;
        foreach (double v in values)
            if (!double.IsFinite(v)) extents.Miss();
    }

    public override void Draw(Plot plot)
    {
        if (values.Length == 0) return;
        int high = (rows + block - 1) / block, wide = (columns + block - 1) / block;
        double left = plot.X.At(-0.5), top = plot.Y.At(-0.5), right = plot.X.At(wide * block - 0.5), bottom = plot.Y.At(high * block - 0.5);
        var box = new Box(Math.Min(left, right), Math.Min(top, bottom), Math.Abs(right - left), Math.Abs(bottom - top));
        // Runs of cells of one colour, in order of the colours' first use.
        var runs = new Dictionary<string, Outline>();
        var order = new List<string>();
        var missing = new Outline();
        for (int r = 0; r < high; r++)
            for (int c = 0; c < wide;)
            {
                double mean = Mean(r, c);
                string colour = double.IsFinite(mean) ? colours.Colour(mean) : "";
                int end = c + 1;
                while (end < wide && Mean(r, end) is var next && (double.IsFinite(next) ? colours.Colour(next) : "") == colour) end++;
                if (colour.Length == 0) missing.Cells(c, r, end - c);
                else
                {
                    if (!runs.TryGetValue(colour, out var run))
                    {
                        runs.Add(colour, run = new());
                        order.Add(colour);
                    }
                    run.Cells(c, r, end - c);
                }
                c = end;
            }
        plot.Svg.BeginCells(box, wide, high);
        foreach (string colour in order) plot.Svg.Path(runs[colour].ToString(), Ink.Fixed(colour), Ink.None);
        plot.Svg.Path(missing.ToString(), Ink.Grid, Ink.None);
        plot.Svg.End();
        DrawInCells(plot, high, wide);
    }

    private void DrawInCells(Plot plot, int high, int wide)
    {
        double cell = Math.Abs(plot.X.At(block) - plot.X.At(0)), size = Math.Clamp(Math.Min(cell / 3, Math.Abs(plot.Y.At(block) - plot.Y.At(0)) * 0.5), 6, 18);
        // As large as the longest number lets them be.
        if (numbers) size *= Math.Min(1, (cell - 4) / Math.Max(1, values.Where(double.IsFinite).Select(v => TextSize.Width(Ticks.Plain(v), size)).DefaultIfEmpty().Max()));
        var crosses = new Outline();
        for (int r = 0; r < high; r++)
            for (int c = 0; c < wide; c++)
            {
                double mean = Mean(r, c), x = plot.X.At(c * block + (block - 1) / 2.0), y = plot.Y.At(r * block + (block - 1) / 2.0), arm = Math.Min(cell / 4, 5);
                if (!double.IsFinite(mean)) crosses.Cross(x, y, arm);
                else if (numbers && size > 8)
                    plot.Svg.Text(x, y + size * 0.36, Ticks.Plain(mean), size, Ink.Fixed(colours.IsDark(mean) ? "#ffffff" : "#000000"), "middle");
            }
        plot.Svg.Path(crosses.ToString(), Ink.None, Ink.Text);
    }

    private double Mean(int row, int column)
    {
        if (block == 1) return values[row * columns + column];
        double sum = 0;
        int count = 0;
        for (int r = row * block; r < Math.Min(rows, row * block + block); r++)
            for (int c = column * block; c < Math.Min(columns, column * block + block); c++, count++) sum += values[r * columns + c];
        return sum / count;
    }
}
