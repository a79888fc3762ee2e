using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Cajal.Data;

/// <summary>A column of words out of a small set.</summary>
public sealed class CategoryColumn : Column
{
    private readonly int[] codes;
    private readonly string[] words;

    /// <summary>A column over [N] codes, each the index of a word, or −1 where the value is missing; the arrays are not copied.</summary>
    /// <exception cref="DatasetException">A code without a word.</exception>
    public CategoryColumn(string name, int[] codes, string[] words, int position = 0)
        : base(name, codes.Length, position)
    {
        int wrong = Array.FindIndex(codes, code => code < -1 || code >= words.Length);
        if (wrong >= 0)
            throw new DatasetException($"Column '{name}' has code {codes[wrong]} in example "
                + $"{wrong + 1}; expected -1 (missing) to {words.Length - 1}.");
        this.codes = codes;
        this.words = words;
        MissingCount = codes.Count(code => code < 0);
    }

    /// <summary>Index of each example's word, [N]; −1 where it is missing.</summary>
    public ReadOnlySpan<int> Codes => codes;

    /// <summary>The words that occur in the column.</summary>
    public IReadOnlyList<string> Words => words;

    /// <inheritdoc/>
    public override int MissingCount { get; }

    internal override ColumnTransform Fit(ReadOnlySpan<int> rows) => OneHotWords.Fit(this, rows);

    internal override void AddTo(IncrementalHash hash)
    {
        hash.AppendData(MemoryMarshal.AsBytes(Codes));
        foreach (string word in words) hash.AppendData(Encoding.UTF8.GetBytes(word + "\n"));
    }

    internal override Column Take(int[] rows) => new CategoryColumn(Name, Array.ConvertAll(rows, row => codes[row]), words, Position);
}
