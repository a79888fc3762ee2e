namespace Cajal.Insight;

/// <summary>Backpropagation derived for a network of any depth, in symbols, and held to what the tape finds.</summary>
public static class Derivation
{
    private static readonly Dictionary<string, (Func<Tensor, Tensor> F, Func<Tensor, Tensor, Tensor> D, Func<Formula, Formula> Slope)> Functions = new()
    {
        ["sigmoid"] = (z => z.Sigmoid(), (_, a) => a * (1 - a), a => new ProductTerm([a, OneMinus(a)], "⊙")),
        ["tanh"] = (z => z.Tanh(), (_, a) => 1 - a * a, a => OneMinus(new PowerTerm(a, 2))),
        ["relu"] = (z => z.Relu(), (z, _) => (z > 0).To(z.DType), a => new CallTerm("step", a)),
        ["identity"] = (z => z, (z, _) => Tensor.Ones(z.Shape, z.DType), _ => 1),
    };

    /// <summary>Names of the activations it knows.</summary>
    public static IEnumerable<string> Activations => Functions.Keys;

    /// <summary>Derives ∂L/∂W and ∂L/∂b of every layer for L = ‖a − t‖²/2.</summary>
    /// <param name="sizes">Units of each layer, inputs first, for example [2, 3, 3, 1].</param>
    /// <param name="activation">f of every layer.</param>
    /// <param name="rows">Examples are rows and z = a·Wᵀ + b, as in PyTorch; false for columns and z = W·a + b, as in the lecture.</param>
    /// <exception cref="ArgumentException">Fewer than two sizes, a size below 1, or another activation.</exception>
    public static Page Explain(IReadOnlyList<int> sizes, string activation = "sigmoid", bool rows = false)
    {
        if (sizes.Count < 2 || sizes.Any(n => n < 1))
            throw new ArgumentException($"A network has at least two sizes of at least 1, inputs first; received {string.Join("-", sizes)}.");
        if (!Functions.TryGetValue(activation, out var f))
            throw new ArgumentException($"The derivation knows the activations {string.Join(", ", Functions.Keys)}; received '{activation}'.");
        int depth = sizes.Count - 1;
        var page = new Page($"Backpropagation through {string.Join("-", sizes)}")
            .Say($"{depth} layers, f = {activation}, L = ‖a − t‖²/2. {(rows ? "An example is a row; W has a row for each unit." : "An example is a column; W has a row for each unit.")} " +
                "⊙ multiplies number by number; δ is ∂L/∂z.")
            .Heading("Forward");
        for (int l = 1; l <= depth; l++)
            page.Show(new RelationTerm([Z(l), new SumTerm([rows ? Matrix(A(l - 1), Weight(l, "T")) : Matrix(Weight(l), A(l - 1)), Bias(l)])]))
                .Show(new RelationTerm([A(l), new CallTerm(activation, Z(l))]));
        page.Heading("Backward").Say("The last layer: ∂L/∂a = a − t, and a = f(z).")
            .Show(Is(Delta(depth), Each(new SumTerm([A(depth), new NegativeTerm(new Symbol("t"))]), Slope(depth))));
        for (int l = depth; l >= 1; l--)
        {
            page.Say($"Layer {l}: its weights multiply what came in, its bias stands alone.")
                .Show(Is(Partial("W", l), rows ? Matrix(Delta(l, "T"), A(l - 1)) : Matrix(Delta(l), A(l - 1, "T")))).Show(Is(Partial("b", l), Delta(l)));
            if (l > 1)
                page.Say($"Back to layer {l - 1}: each unit collects from all units it leads to, times its own slope.")
                    .Show(Is(Delta(l - 1), Each(rows ? Matrix(Delta(l), Weight(l)) : Matrix(Weight(l, "T"), Delta(l)), Slope(l - 1))));
        }
        var differences = Check(sizes, f.F, f.D, rows);
        return page.Heading("Held to the tape").Say("The equations above, computed with random numbers, beside the gradients of the tape: largest difference.")
            .Table(["layer", "∂L/∂W", "∂L/∂b"], differences.Select((d, l) => (IReadOnlyList<string>)[$"{l + 1}", NumberText.Of(d.Weight, 2), NumberText.Of(d.Bias, 2)]));

        // ReLU's slope asks the sign of z, the others are told by a.
        Formula Slope(int l) => f.Slope(activation == "relu" ? Z(l) : A(l));
    }

    /// <summary>The equations in numbers, against the tape: the largest difference of each layer.</summary>
    internal static (double Weight, double Bias)[] Check(IReadOnlyList<int> sizes, Func<Tensor, Tensor> f, Func<Tensor, Tensor, Tensor> slope, bool rows)
    {
        var rng = new Rng(1);
        int depth = sizes.Count - 1;
        Parameter[] w = [.. Enumerable.Range(1, depth).Select(l => new Parameter(Tensor.Normal([sizes[l], sizes[l - 1]], rng, dtype: DType.Float64)))];
        Parameter[] b = [.. Enumerable.Range(1, depth).Select(l => new Parameter(Tensor.Normal(rows ? [1, sizes[l]] : [sizes[l], 1], rng, dtype: DType.Float64)))];
        Tensor x = Tensor.Normal(rows ? [1, sizes[0]] : [sizes[0], 1], rng, dtype: DType.Float64), t = Tensor.Normal(b[^1].Shape, rng, dtype: DType.Float64);
        using var tape = Tape.Start();
        var (z, a) = (new Tensor[depth + 1], new Tensor[depth + 1]);
        a[0] = x;
        for (int l = 1; l <= depth; l++)
        {
            z[l] = (rows ? a[l - 1].MatMul(w[l - 1].T) : w[l - 1].MatMul(a[l - 1])) + b[l - 1];
            a[l] = f(z[l]);
        }
        var gradients = tape.Gradients(((a[depth] - t) * (a[depth] - t)).Sum() / 2);
        var differences = new (double, double)[depth];
        var delta = (a[depth] - t) * slope(z[depth], a[depth]);
        for (int l = depth; l >= 1; l--)
        {
            var dw = rows ? delta.T.MatMul(a[l - 1]) : delta.MatMul(a[l - 1].T);
            differences[l - 1] = ((dw - gradients[w[l - 1]]).Abs().Max().Item(), (delta - gradients[b[l - 1]]).Abs().Max().Item());
            if (l > 1) delta = (rows ? delta.MatMul(w[l - 1]) : w[l - 1].T.MatMul(delta)) * slope(z[l - 1], a[l - 1]);
        }
        return differences;
    }

    private static Symbol Z(int l) => new("z", "", $"({l})");

    private static Symbol A(int l, string mark = "") => l == 0 ? new("x", "", mark) : new("a", "", $"({l}){mark}");

    private static Symbol Weight(int l, string mark = "") => new("W", "", $"({l}){mark}");

    private static Symbol Bias(int l) => new("b", "", $"({l})");

    private static Symbol Delta(int l, string mark = "") => new("δ", "", $"({l}){mark}");

    private static FractionTerm Partial(string of, int l) => new(new Symbol("∂L"), new Symbol("∂" + of, "", $"({l})"));

    private static ProductTerm Matrix(Formula a, Formula b) => new([a, b], "");

    private static Formula Each(Formula a, Formula b) => b is NumberTerm ? a : new ProductTerm([a, b], "⊙");

    private static RelationTerm Is(Formula a, Formula b) => new([a, b]);

    private static SumTerm OneMinus(Formula a) => new([1, new NegativeTerm(a)]);
}
