namespace Cajal.Insight;

public sealed partial class Chart
{
    /// <summary>The probability of the second of two classes over the plane: the two classes' colours, the fainter the less sure, and nothing at one half. Returns the chart.</summary>
    /// <param name="probability">Heights from 0 to 1.</param>
    public Chart Probability(Surface probability) => With(new ProbabilityMark(probability));
}

/// <summary>Bands of probability in the colours of the first two series, as faint as they are unsure, so that points and lines upon them are seen in every theme.</summary>
internal sealed class ProbabilityMark(Surface surface) : Mark
{
    private const int Bands = 10;
    private const double Strongest = 0.42;

    public override void Extend(Extents extents) => extents.Fill(surface);

    public override void Draw(Plot plot)
    {
        for (int band = 0; band < Bands; band++)
        {
            var path = new Outline();
            foreach (int edge in new[] { band, band + 1 })
                foreach (var ring in edge > Bands - 1 ? [] : surface.Rings(edge == 0 ? double.NegativeInfinity : edge / (double)Bands))
                {
                    plot.Course(path, ring);
                    path.Close();
                }
            double sure = 2 * (band + 0.5) / Bands - 1;
            plot.Svg.Path(path.ToString(), Ink.Series(sure < 0 ? 0 : 1), Ink.None, opacity: Strongest * Math.Abs(sure), evenOdd: true);
        }
    }
}
