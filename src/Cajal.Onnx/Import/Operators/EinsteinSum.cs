namespace Cajal.Onnx;

/// <summary>Sums of products by letters: <c>ij,jk->ik</c>. A letter that is not in the result is summed over; an ellipsis stands for leading axes;
/// a letter twice in one operand takes its diagonal.</summary>
internal sealed class EinsteinSum
{
    private readonly string[] operands;
    private readonly string result;
    private readonly Call call;

    public EinsteinSum(Call call)
    {
        this.call = call;
        string text = call.Text("equation", "").Replace(" ", "", StringComparison.Ordinal).Replace("...", ".", StringComparison.Ordinal);
        string[] sides = text.Split("->");
        operands = sides[0].Split(',');
        // Without a right side: the ellipsis, then the letters that stand once, in the alphabet's order.
        result = sides.Length > 1 ? sides[1]
            : (sides[0].Contains('.') ? "." : "") + string.Concat(sides[0].Where(char.IsLetter).GroupBy(l => l).Where(g => g.Count() == 1).Select(g => g.Key).Order());
        if (sides.Length > 2 || text.Any(l => !char.IsLetter(l) && l is not (',' or '.' or '-' or '>')))
            throw call.Wrong($"'{call.Text("equation", "")}' is no equation of letters, as in ij,jk->ik.");
    }

    /// <summary>The sum.</summary>
    public Tensor Of(Tensor[] x)
    {
        if (x.Length != operands.Length) throw call.Wrong($"its equation has {operands.Length} operands; received {x.Length}.");
        int free = 0;
        for (int i = 0; i < x.Length; i++)
            if (operands[i].Contains('.')) free = Math.Max(free, x[i].Rank - operands[i].Length + 1);
        // Axes of an ellipsis get letters that no equation has.
        string Spelled(string letters, int rank)
        {
            int own = letters.Contains('.') ? rank - letters.Length + 1 : 0;
            return letters.Replace(".", string.Concat(Enumerable.Range(free - own, own).Select(k => (char)('\u2460' + k))), StringComparison.Ordinal);
        }
        var (letters, y) = Diagonal(Spelled(operands[0], x[0].Rank), x[0]);
        string target = Spelled(result, free + result.Length - 1);
        for (int i = 1; i < x.Length; i++)
        {
            var (other, b) = Diagonal(Spelled(operands[i], x[i].Rank), x[i]);
            string later = target + string.Concat(operands.Skip(i + 1));
            (letters, y) = Product(letters, y, other, b, later);
        }
        (letters, y) = SumOut(letters, y, target);
        return Arranged(letters, y, target);
    }

    private (string Letters, Tensor X) Diagonal(string letters, Tensor x)
    {
        if (letters.Length != x.Rank) throw call.Wrong($"its operand '{letters}' has {letters.Length} letters and {x.Rank} axes.");
        while (letters.GroupBy(l => l).FirstOrDefault(g => g.Count() > 1)?.Key is { } twice)
        {
            int first = letters.IndexOf(twice), second = letters.IndexOf(twice, first + 1), n = x.Shape[first];
            string rest = letters.Remove(second, 1).Remove(first, 1);
            int[] order = [.. Enumerable.Range(0, x.Rank).Where(a => a != first && a != second), first, second];
            x = x.Permute(order);
            x = x.Contiguous().Reshape(Shape.Of([.. x.Shape.ToArray()[..^2], n * n])).Slice(-1, .., n + 1);
            letters = rest + twice;
        }
        return (letters, x);
    }

    // Batch letters stand in both and later; summed ones in both and not later.
    private static (string, Tensor) Product(string a, Tensor x, string b, Tensor y, string later)
    {
        (a, x) = SumOut(a, x, b + later);
        (b, y) = SumOut(b, y, a + later);
        string batch = Common(a, b, l => later.Contains(l)), summed = Common(a, b, l => !later.Contains(l));
        string left = string.Concat(a.Where(l => !b.Contains(l))), right = string.Concat(b.Where(l => !a.Contains(l)));
        var p = Arranged(a, x, batch + left + summed);
        var q = Arranged(b, y, batch + summed + right);
        int[] ps = p.Shape.ToArray(), qs = q.Shape.ToArray();
        int[] lead = [.. Enumerable.Range(0, batch.Length).Select(i => Math.Max(ps[i], qs[i]))];
        int[] leftSizes = ps[batch.Length..(batch.Length + left.Length)], rightSizes = qs[(batch.Length + summed.Length)..];
        int inner = ps[(batch.Length + left.Length)..].Aggregate(1, (m, n) => m * n);
        var product = Products.Multiply(
            p.Reshape(Shape.Of([.. ps[..batch.Length], leftSizes.Aggregate(1, (m, n) => m * n), inner])),
            q.Reshape(Shape.Of([.. qs[..batch.Length], inner, rightSizes.Aggregate(1, (m, n) => m * n)])));
        return (batch + left + right, product.Reshape(Shape.Of([.. lead, .. leftSizes, .. rightSizes])));
    }

    private static string Common(string a, string b, Func<char, bool> fits) => string.Concat(a.Where(l => b.Contains(l) && fits(l)));

    private static (string, Tensor) SumOut(string letters, Tensor x, string kept)
    {
        int[] axes = [.. Enumerable.Range(0, letters.Length).Where(i => !kept.Contains(letters[i]))];
        return axes.Length == 0 ? (letters, x) : (string.Concat(letters.Where(l => kept.Contains(l))), x.Sum(axes));
    }

    private static Tensor Arranged(string letters, Tensor x, string target)
    {
        int[] order = [.. target.Select(l => letters.IndexOf(l))];
        return order.SequenceEqual(Enumerable.Range(0, order.Length)) ? x : x.Permute(order);
    }
}
