namespace Cajal.Insight;

/// <summary>One number that an operation made, and one that it read, taken apart by asking the operation itself for its derivatives: so it holds for every operation,
/// those of users among them.</summary>
internal sealed class NumberStory(Page page, TapeReader reader)
{
    private const int MostNumbers = 20_000_000;
    private const double Tolerance = 1e-5;

    /// <summary>How one number of the result comes from the numbers put in: a sum where it is one, else the numbers that move it most.</summary>
    /// <returns>False when the operation has no derivative to ask.</returns>
    public bool Forward(Node node)
    {
        var y = node.Outputs[0];
        if (!Differentiable(node)) return false;
        int at = reader.Place(y).Flat;
        var moves = Slopes(node, at);
        if (moves.Count == 0) return false;
        double value = Places.At(y, at);
        var made = reader.Names.UnitName(y, reader.Place(y).Units);
        foreach (var parts in Sums(moves))
        {
            double sum = parts.Sum(m => m.Product);
            if (parts.Count == 0 || !(Math.Abs(sum - value) <= Tolerance * Math.Max(Math.Abs(value), parts.Max(m => Math.Abs(m.Product))))) continue;
            Formula parted = parts is [{ Slope: 1 } one] ? reader.Names.UnitName(one.Input, reader.UnitsAt(one.Input, one.Flat)) : Sum([.. parts.Select(m => (m.Slope, m.Value))]);
            page.Show(new RelationTerm([made, parted, reader.Number(value)]), y.Count == 1 ? "" : "for example");
            return true;
        }
        page.Say($"{(y.Count == 1 ? "" : "For example ")}{made} = {Text(value)} is moved by {moves.Count} numbers, most by these:");
        page.Table(["number", "value", $"∂{made}/∂number"], moves.OrderByDescending(m => Math.Abs(m.Slope)).Take(reader.Options.Terms).Select(m =>
            (IReadOnlyList<string>)[$"{reader.Names.UnitName(m.Input, reader.UnitsAt(m.Input, m.Flat))}", Text(m.Value), Text(m.Slope)]));
        return true;
    }

    /// <summary>∂L/∂x of one number put in: the sum, over all results it leads to, of their gradients times the local derivatives.</summary>
    public void Backward(Node node, int input)
    {
        Tensor x = node.Inputs[input], y = node.Outputs[0];
        if (reader.Gradient(x) is not { } dx) return;
        var place = reader.Place(x);
        var name = reader.Names.UnitName(x, place.Units);
        var partial = new FractionTerm(new Symbol("∂L"), name with { Name = "∂" + name.Name });
        double own = Places.At(dx, place.Flat);
        string label = x.Count == 1 ? "" : "for example";
        if (node.Outputs.Count == 1 && reader.Uses(x) == 1 && reader.Gradient(y) is { } dy && Differentiable(node) && Column(node, input, place.Flat) is { } column)
        {
            double[] delta = dy.To(DType.Float64).ToArray<double>();
            (double, double)[] terms = [.. Enumerable.Range(0, column.Length).Where(j => column[j] != 0 && delta[j] != 0).Select(j => (delta[j], column[j]))];
            // Of a single derivative of 1 nothing is left to tell.
            if (terms.Length > 0 && terms is not [(_, 1)] and not [(1, _)])
            {
                page.Show(new RelationTerm([partial, Sum(terms), reader.Number(own)]), label);
                return;
            }
        }
        page.Show(new RelationTerm([partial, reader.Number(own)]), label);
    }

    // Candidates for y = Σ slope · value: over one input, perhaps with the last one (a bias) beside it.
    private static IEnumerable<List<Move>> Sums(List<Move> moves)
    {
        Tensor[] inputs = [.. moves.Select(m => m.Input).Distinct()];
        foreach (var x in inputs) yield return [.. moves.Where(m => ReferenceEquals(m.Input, x))];
        foreach (var x in inputs[..^1]) yield return [.. moves.Where(m => ReferenceEquals(m.Input, x) || ReferenceEquals(m.Input, inputs[^1]))];
    }

    private Formula Sum((double A, double B)[] terms)
    {
        int told = Math.Min(terms.Length, reader.Options.Terms);
        List<Formula> all = [.. terms.Take(told).Select(t => t.A == 1 ? reader.Number(t.B) : (Formula)new ProductTerm([reader.Number(t.A), reader.Number(t.B)]))];
        if (told < terms.Length) all.Add(new Symbol($"({terms.Length - told} more)"));
        return all.Count == 1 ? all[0] : new SumTerm(all);
    }

    private static bool Differentiable(Node node) => node.Op is not UpdateOp && node.Outputs[0].DType.IsFloat() && node.Outputs[0].Count > 0
        && node.Inputs.Sum(x => (long)x.Count) + node.Outputs[0].Count <= MostNumbers;

    // ∂y[at]/∂x of every number put in, those that are not 0.
    private static List<Move> Slopes(Node node, int at)
    {
        var tape = Tape.Recording!;
        Tensor[] inputs = Copies(node);
        Tensor y;
        Gradients gradients;
        try
        {
            y = Op.ApplyAll(node.Op, inputs)[0];
            gradients = tape.Gradients(y, Places.OneHot(y, at));
        }
        catch (InvalidOperationException)
        {
            // An operation without a derivative has none to tell; its formula and statistics stand.
            return [];
        }
        var moves = new List<Move>();
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!gradients.TryGet(inputs[i], out var slope)) continue;
            double[] slopes = slope.To(DType.Float64).ToArray<double>(), values = inputs[i].To(DType.Float64).ToArray<double>();
            for (int k = 0; k < slopes.Length; k++)
                if (slopes[k] != 0) moves.Add(new Move(node.Inputs[i], k, slopes[k], values[k]));
        }
        return moves;
    }

    // ∂y/∂x[at] of every result: the derivative, by the seed, of the gradient that a seed leads to.
    private static double[]? Column(Node node, int input, int at)
    {
        var tape = Tape.Recording!;
        Tensor[] inputs = Copies(node);
        try
        {
            var y = Op.Apply(node.Op, inputs);
            var seed = Tensor.Zeros(y.Shape, y.DType);
            tape.Watch(seed);
            if (!tape.Gradients(y, seed, differentiable: true).TryGet(inputs[input], out var slope)) return null;
            return tape.Gradients(slope, Places.OneHot(slope, at)).TryGet(seed, out var column) ? column.To(DType.Float64).ToArray<double>() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static Tensor[] Copies(Node node)
    {
        Tensor[] inputs = [.. node.Inputs.Select(x => x.DType.IsFloat() ? Places.Copy(x) : x)];
        foreach (var x in inputs.Where(x => x.DType.IsFloat())) Tape.Recording!.Watch(x);
        return inputs;
    }

    private string Text(double value) => NumberText.Of(value, reader.Options.Digits);

    private sealed class Move(Tensor input, int flat, double slope, double value)
    {
        public Tensor Input { get; } = input;
        public int Flat { get; } = flat;
        public double Slope { get; } = slope;
        public double Value { get; } = value;
        public double Product => Slope * Value;
    }
}
