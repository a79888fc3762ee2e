namespace Cajal.Insight;

/// <summary>Validation rows that lie so near a training row that chance does not bring rows so near: copies that were changed a little.</summary>
/// <param name="Pairs">Such a row of the validation table, and the training row beside it.</param>
/// <param name="Asked">Validation rows that were asked about.</param>
/// <param name="Compared">Training rows they were compared with.</param>
/// <param name="Share">Share of the validation rows that have such a twin; where some of the training rows are compared, so many of the copies are found.</param>
/// <param name="Dimension">In how many dimensions rows spread; null where they lie on a grid of marks, and distances say nothing of it.</param>
/// <param name="IsLeak">Whether they are enough to move a score.</param>
internal sealed record NearCopies(IReadOnlyList<(int Row, int Twin)> Pairs, int Asked, int Compared, double Share, double? Dimension, bool IsLeak)
{
    private const int Most = 1000, Neighbourhood = 10, Fewest = 4;
    private const double MostFactor = 0.3;

    // Numbers that were measured hardly give two rows one and the same distance to their neighbours.
    private const double Same = 1e-4;

    /// <summary>Looks for them; null where there is nothing to compare.</summary>
    public static NearCopies? Of(Examination examination)
    {
        if (examination.ValidationRows is not { Count: > 0 } validation || !examination.Asked.Input.DType.IsFloat() || examination.Near is not { Sample.Length: >= 100 } near) return null;
        int count = Math.Min(Most, validation.Count);
        int[] asked = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * validation.Count / count))], inside = [.. near.Sample.Take(Most)];
        var fromValidation = near.Nearest(validation, asked, 2 * Neighbourhood);
        var fromTraining = near.Nearest(examination.Rows, inside, 2 * Neighbourhood);
        double[] least = [.. fromTraining.Select(Apart).Where(double.IsFinite).Order()];
        if (least.Length == 0) return null;
        bool isMarked = least.Skip(1).Where((d, i) => d > (1 + Same) * least[i]).Count() < least.Length / 2;
        double dimension = Spread(fromTraining), median = least[least.Length / 2], bound = examination.Thresholds["D1.near"].Value * median;
        // Of marks, which lie at few distances, the tenth neighbour says nothing.
        int[] close = isMarked ? [] : Close(validation, asked, fromValidation);
        // Where rows lie in small heaps chance brings some as near, and training rows among themselves as often. Families of copies, made before the split, are more than a few there too.
        double among = isMarked ? 0 : (double)Close(examination.Rows, inside, fromTraining).Length / fromTraining.Length;
        if (among < examination.Thresholds["D1.families"].Value && !AreMore(close, among)) close = [];
        // A copy that was changed a little leaves the grid on which marks lie, and is nearer than two marks can be.
        int[] closer = [.. Enumerable.Range(0, count).Where(i => Apart(fromValidation[i]) < bound)];
        if (closer.Length > close.Length && AreMore(closer, least.Count(d => d < bound) / (double)fromTraining.Length)) close = closer;
        double compared = (double)near.Sample.Length / examination.Rows.Count;
        return new NearCopies([.. close.Select(i => (asked[i], near.Sample[fromValidation[i].First(n => n.Distance > 0).Place]))], count, near.Sample.Length, Math.Min(1, close.Length / compared / count),
            isMarked ? null : dimension, close.Length >= Math.Max(Fewest, examination.Thresholds["D1.exact"].Value * count * compared));

        // P(d₁ < f·d₁₀) = 9·f^dimension for points spread evenly over as many dimensions. Rows of a heap, as those with the same marks, are told apart by the other columns alone: in
        // these the tenth neighbour, of another heap, is not far.
        int[] Close(ExampleTable of, int[] rows, (int Place, double Distance)[][] found) => [.. Enumerable.Range(0, found.Length).Where(i =>
        {
            double apart = Apart(found[i]);
            if (!(apart < MostFactor * found[i][Neighbourhood - 1].Distance)) return false;
            var (columns, tenth) = near.Within(of, rows[i], found[i].First(n => n.Distance > 0).Place, found[i][Neighbourhood - 1].Place);
            return apart < Math.Min(MostFactor, Math.Pow(1e-4, 1 / Math.Min(dimension, columns))) * tenth;
        })];

        // Than training rows have among themselves.
        bool AreMore(int[] rows, double usual) => Statistics.Above((double)rows.Length / count, count, usual, fromTraining.Length) > examination.Thresholds["D1.above"].Value;
    }

    // The least distance that is one: rows that are equal number for number are another matter.
    private static double Apart((int Place, double Distance)[] found) => found.Select(n => n.Distance).Where(d => d > 0).DefaultIfEmpty(double.PositiveInfinity).First();

    // In d dimensions (d_k / d_2k)^d has the median 1/2. The tenth neighbour, since the first may be copies.
    private static double Spread((int Place, double Distance)[][] found)
    {
        double[] ratios = [.. found.Select(n => n[(2 * Neighbourhood) - 1].Distance / Math.Max(1e-12, n[Neighbourhood - 1].Distance)).Order()];
        return Math.Log(2) / Math.Log(Math.Max(1.0001, ratios[ratios.Length / 2]));
    }
}
