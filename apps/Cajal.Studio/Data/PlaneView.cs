using System.Globalization;
using Cajal.Insight;

namespace Cajal.Studio;

/// <summary>The plane that is drawn through the space of a set's values: two of its columns, or its two principal directions; the other columns stand at fixed values.</summary>
internal sealed class PlaneView
{
    /// <summary>How a state asks for the principal directions.</summary>
    public const string Principal = "principal";

    // What a picture of a table measures from its middle to its border.
    private const double Picture = 6, Margin = 1.15;

    private readonly float[] origin;
    private readonly ViewAxis across, up;

    private PlaneView(PointData data, ViewAxis across, ViewAxis up, float[] origin)
    {
        (this.across, this.up, this.origin) = (across, up, origin);
        Domain = data.IsTable ? Picture : data.Domain;
    }

    /// <summary>Key of the column that runs to the right, or <see cref="Principal"/>.</summary>
    public string X => across.Key;

    /// <summary>Key of the column that runs upwards, or <see cref="Principal"/>.</summary>
    public string Y => up.Key;

    /// <summary>The two columns that are axes; the first two where directions are.</summary>
    public (int X, int Y) Columns => across.Column < 0 ? (0, 1) : (across.Column, up.Column);

    /// <summary>Half the width of the picture, in its own units.</summary>
    public double Domain { get; }

    /// <summary>The axes: first and last value that is drawn.</summary>
    public (string Name, double Low, double High)[] Axes => [(across.Name, across.Middle - across.Half, across.Middle + across.Half), (up.Name, up.Middle - up.Half, up.Middle + up.Half)];

    /// <summary>What each column stands at where it is no axis.</summary>
    public IReadOnlyList<float> Fixed => origin;

    /// <summary>The view that a state asks for.</summary>
    /// <exception cref="ArgumentException">An axis or a fixed value that the set does not have.</exception>
    public static PlaneView Of(PlaygroundState state, PointData data)
    {
        int columns = data.Columns.Count;
        var moments = Moments(data);
        float[] origin = columns <= 2 ? new float[2] : [.. moments.Select(m => (float)m.Mean)];
        if (!data.IsTable || columns <= 2)
            return new PlaneView(data, Axis(data, 0, "", whole: !data.IsTable), Axis(data, 1, "", whole: !data.IsTable || data.IsCurve), origin);
        foreach (string part in state.Fixed.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] halves = part.Split(':', 2);
            // A value of a column that is not chosen now waits for it.
            int column = Find(data, halves[0]);
            if (halves.Length != 2 || !float.TryParse(halves[1], NumberStyles.Float, CultureInfo.InvariantCulture, out float value) || !float.IsFinite(value))
                throw new ArgumentException($"A fixed value is column:number; received '{part}'.");
            if (column >= 0) origin[column] = value;
        }
        if (state.AxisX == Principal || (state.AxisX.Length == 0 && columns > 8))
        {
            // Of the values as the network reads them: in their own units, unless it reads them standardised.
            if (state.Scale != "standardised") moments = [.. moments.Select(m => (m.Mean, m.Spread > 0 ? 1.0 : 0))];
            var directions = PrincipalComponents.Of(Standard(data, moments), 2).Directions;
            return new PlaneView(data, Direction(data, directions[0], moments, 1), Direction(data, directions[1], moments, 2), origin);
        }
        int x = Math.Max(0, Find(data, state.AxisX)), y = Find(data, state.AxisY);
        if (y < 0 || y == x) y = x == 0 ? 1 : 0;
        return new PlaneView(data, Axis(data, x, data.Columns[x].Key, whole: false), Axis(data, y, data.Columns[y].Key, whole: false), origin);
    }

    /// <summary>Where a row of values lies in the picture.</summary>
    public (float X, float Y) PlaceOf(float[,] values, int row) => (Place(across, values, row), Place(up, values, row));

    /// <summary>The values at a grid of the picture, [side · side, columns], the first point top left; of a curve one row of points.</summary>
    public float[,] Grid(int side, bool isCurve)
    {
        int rows = isCurve ? 1 : side;
        var values = new float[rows * side, origin.Length];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < side; column++)
                Write(values, row * side + column, At(across, column), isCurve ? 0 : At(up, side - 1 - row));
        return values;

        // The middle of a cell.
        double At(ViewAxis axis, int i) => axis.Middle + axis.Half * ((2 * i + 1.0) / side - 1);
    }

    /// <summary>The values at places of the picture, [n, 2] → [n, columns].</summary>
    public float[,] ValuesAt(float[,] places)
    {
        var values = new float[places.GetLength(0), origin.Length];
        for (int i = 0; i < places.GetLength(0); i++) Write(values, i, At(across, places[i, 0]), At(up, places[i, 1]));
        return values;

        double At(ViewAxis axis, double place) => axis.Middle + axis.Half * place / Domain;
    }

    private void Write(float[,] values, int point, double x, double y)
    {
        for (int c = 0; c < origin.Length; c++)
        {
            // Along a column the value itself is the place; along a direction it is counted from the mean.
            float value = across.Column == c || up.Column == c ? 0 : origin[c];
            values[point, c] = (float)(value + x * across.Move[c] + y * up.Move[c]);
        }
    }

    private float Place(ViewAxis axis, float[,] values, int row)
    {
        double place = 0;
        for (int c = 0; c < axis.Read.Length; c++) place += (values[row, c] - axis.From[c]) * axis.Read[c];
        return (float)(axis.Half == Domain && axis.Middle == 0 ? place : (place - axis.Middle) / axis.Half * Domain);
    }

    private static int Find(PointData data, string key) => data.Columns.Select((c, i) => (c.Key, i)).Where(c => c.Key == key).Select(c => c.i).DefaultIfEmpty(-1).First();

    private static (double Mean, double Spread)[] Moments(PointData data)
    {
        var values = new double[data.Places.GetLength(0), data.Places.GetLength(1)];
        for (int i = 0; i < values.GetLength(0); i++)
            for (int c = 0; c < values.GetLength(1); c++) values[i, c] = data.Places[i, c];
        return Disturbances.Moments(values, data.Train);
    }

    // A column: of the plane as wide as the set's square, of a table as wide as its values.
    private static ViewAxis Axis(PointData data, int column, string key, bool whole)
    {
        float[] along = new float[data.Places.GetLength(1)];
        along[column] = 1;
        var axis = new ViewAxis(key, data.Columns[Math.Min(column, data.Columns.Count - 1)].Name, column, along, along, new float[along.Length], 0, data.IsTable ? Picture : data.Domain);
        return whole ? axis : Around(data, axis);
    }

    // Along w of the values in units of their spread: place = Σ w (v − mean) / spread, and v = mean + place · w · spread.
    // Training points in units of the columns' spreads: [n, columns]; a column that never changes is 0.
    private static double[,] Standard(PointData data, (double Mean, double Spread)[] moments)
    {
        var z = new double[data.Train.Length, moments.Length];
        for (int i = 0; i < data.Train.Length; i++)
            for (int c = 0; c < moments.Length; c++) z[i, c] = moments[c].Spread > 0 ? (data.Places[data.Train[i], c] - moments[c].Mean) / moments[c].Spread : 0;
        return z;
    }

    private static ViewAxis Direction(PointData data, double[] w, (double Mean, double Spread)[] moments, int number) => Around(data, new ViewAxis(Principal, $"principal direction {number}", -1,
        [.. w.Select((v, c) => (float)(v * moments[c].Spread))], [.. w.Select((v, c) => moments[c].Spread > 0 ? (float)(v / moments[c].Spread) : 0)], [.. moments.Select(m => (float)m.Mean)], 0, 1));

    private static ViewAxis Around(PointData data, ViewAxis axis)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (int row = 0; row < data.Targets.Length; row++)
        {
            double place = 0;
            for (int c = 0; c < axis.Read.Length; c++) place += (data.Places[row, c] - axis.From[c]) * (double)axis.Read[c];
            (low, high) = (Math.Min(low, place), Math.Max(high, place));
        }
        return axis with { Middle = (low + high) / 2, Half = high > low ? Margin * (high - low) / 2 : 1 };
    }

    /// <summary>A line through the space of values.</summary>
    /// <param name="Key">Of the column, or <see cref="Principal"/>.</param>
    /// <param name="Name">As people read it.</param>
    /// <param name="Column">The column it is; −1 for a direction.</param>
    /// <param name="Move">What a step of 1 adds to each column.</param>
    /// <param name="Read">What each column counts for the place.</param>
    /// <param name="From">Values at place 0.</param>
    /// <param name="Middle">Place in the middle of the picture.</param>
    /// <param name="Half">From there to its border.</param>
    private sealed record ViewAxis(string Key, string Name, int Column, float[] Move, float[] Read, float[] From, double Middle, double Half);
}
