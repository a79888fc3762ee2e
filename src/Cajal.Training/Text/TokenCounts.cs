namespace Cajal.Training;

/// <summary>What counting foretells of a text: losses per token that need no network.</summary>
internal static class TokenCounts
{
    /// <summary>Frequencies alone, and those after the token before: the mean of −ln p over the judged tokens but the first.</summary>
    /// <remarks>Each count is one more than was seen, so that nothing is impossible (Laplace).</remarks>
    /// <param name="train">Tokens to count.</param>
    /// <param name="judged">Tokens to foretell, at least two.</param>
    /// <param name="size">Size of the vocabulary.</param>
    public static IReadOnlyList<(string Name, double Loss)> Baselines(int[] train, int[] judged, int size)
    {
        double[] single = new double[size], before = new double[size];
        var pairs = new Dictionary<(int, int), double>();
        for (int i = 0; i < train.Length; i++)
        {
            single[train[i]]++;
            if (i == 0) continue;
            before[train[i - 1]]++;
            pairs[(train[i - 1], train[i])] = pairs.GetValueOrDefault((train[i - 1], train[i])) + 1;
        }
        double alone = 0, after = 0;
        for (int i = 1; i < judged.Length; i++)
        {
            alone -= Math.Log((single[judged[i]] + 1) / (train.Length + size));
            after -= Math.Log((pairs.GetValueOrDefault((judged[i - 1], judged[i])) + 1) / (before[judged[i - 1]] + size));
        }
        return [("frequencies alone", alone / (judged.Length - 1)), ("frequencies after the token before", after / (judged.Length - 1))];
    }
}
