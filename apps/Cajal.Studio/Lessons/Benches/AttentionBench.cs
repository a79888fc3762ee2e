namespace Cajal.Studio;

/// <summary>Attention over the words of a sentence: softmax(s · q·kᵀ/√d). Query and key of a word are its letters and pairs of letters, counted: nothing is learned, so words that look alike look at
/// each other, and all can be checked by hand.</summary>
internal sealed class AttentionBench() : LessonBench("attention", Control.Text("sentence", "the small cat saw a smaller cat", 120), Control.Walk("word", 2, 15), Control.Number("sharpness", 4, 0, 20, 0.5), Control.Choice("causal", "off", "on"))
{
    private const int MostWords = 16, Size = 64;

    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        string[] words = Words(values["sentence"]);
        if (words.Length == 0) throw new ArgumentException(values.Say("A sentence has at least one word.", "句子至少要有一个词。"));
        int n = words.Length, asks = Math.Min(values.Whole("word"), n - 1);
        Tensor x = Tensor.From(words.SelectMany(Letters).ToArray(), [n, Size]);
        // The rows have length 1, so q·k is the cosine of two words, and the scale is the sharpness alone.
        double sharpness = values.Number("sharpness");
        Tensor weights = x.AttentionWeights(x, causal: values["causal"] == "on", scale: sharpness), mixed = weights.MatMul(x);
        float[] w = Floats(weights);
        double[] row = [.. Enumerable.Range(0, n).Select(j => (double)w[asks * n + j])];
        double entropy = -row.Where(p => p > 0).Sum(p => p * Math.Log2(p));
        int best = Enumerable.Range(0, n).Where(j => j != asks).DefaultIfEmpty(asks).MaxBy(j => row[j]);
        return new BenchAnswer(
            [new("own", values.Say("weight on the word itself", "对自身的权重"), row[asks]), new("best", values.Say("largest weight on another word", "对其他词的最大权重"), best == asks ? 0 : row[best]), new("sum", values.Say("sum of the weights", "权重之和"), row.Sum()),
                new("entropy", values.Say("entropy, bits", "熵（比特）"), entropy), new("change", values.Say("how far the word's vector moved", "词向量移动的距离"), (mixed.Select(0, asks) - x.Select(0, asks)).Square().Sum().Sqrt().Item())],
            [new Grid(values.Say("Row: the word that asks. Column: the word that is looked at.", "行：提问的词；列：被关注的词。"), n, n, w) { RowNames = words, ColumnNames = words, ShowsNumbers = n <= 10, Frame = [asks, 0, 1] },
                new Bars(values.Say($"Where “{words[asks]}” looks", $"“{words[asks]}”关注哪里"), words, row, asks)],
            [n == MostWords ? values.Say($"Only the first {MostWords} words are shown.", $"只显示前 {MostWords} 个词。") : values.Say($"“{words[asks]}” looks most at “{words[best]}”, beside itself.", $"除自身外，“{words[asks]}”最关注“{words[best]}”。")]);
    }

    // Words stand between blanks; a sentence without blanks, as in Chinese, has a word for each sign.
    private static string[] Words(string sentence)
    {
        string[] words = sentence.Split([' ', '\t', '\n', ',', '.', '!', '?', '，', '。', '！', '？', '、'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 1 && words[0].Any(c => c > 0x2E7F)) words = [.. words[0].Select(c => c.ToString())];
        return [.. words.Take(MostWords).Select(w => w.Length > 14 ? w[..14] : w)];
    }

    // How often each letter and pair of letters is in the word, folded into 64 numbers, length 1. Pairs count double: they tell more.
    private static float[] Letters(string word)
    {
        var counts = new float[Size];
        string text = word.ToLowerInvariant();
        for (int i = 0; i < text.Length; i++)
        {
            counts[text[i] * 31 % Size]++;
            if (i + 1 < text.Length) counts[(text[i] * 37 + text[i + 1] * 11) % Size] += 2;
        }
        float length = MathF.Sqrt(counts.Sum(c => c * c));
        return Array.ConvertAll(counts, c => c / length);
    }
}
