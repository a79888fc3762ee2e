namespace Cajal.Insight;

/// <summary>One number of a layer, group or root mean square norm with the statistics of its row put in.</summary>
internal sealed class NormalizeStory(Page page, TapeReader reader)
{
    public static bool Tells(Node node) => node.Op is RowNormalize && node.Outputs[0].Count > 0;

    public void Tell(Node node)
    {
        Tensor x = node.Inputs[0], y = node.Outputs[0];
        var (flat, units) = reader.Place(y);
        int rows = node.Outputs[1].Count, row = flat / (x.Count / rows);
        double scale = Places.At(node.Outputs[2], row), value = Places.At(x, flat);
        // The mean stays in where the root mean square is taken.
        Formula from = node.Op is RmsNormalize ? reader.Number(value) : new SumTerm([reader.Number(value), new NegativeTerm(reader.Number(Places.At(node.Outputs[1], row)))]);
        Formula letters = node.Op is RmsNormalize ? reader.Names.Unit(x, units) : new SumTerm([reader.Names.Unit(x, units), new NegativeTerm(new Symbol("μ"))]);
        List<Formula> factors = [from, reader.Number(scale)], symbols = [letters, new Symbol("r")];
        double[] weights = [.. node.Inputs.Skip(1).Select(w => Places.At(w, Factor(w)))];
        if (weights.Length > 0)
        {
            factors.Add(reader.Number(weights[0]));
            symbols.Add(new Symbol("γ"));
        }
        Formula numbers = new ProductTerm(factors), formula = new ProductTerm(symbols);
        if (weights.Length > 1) (numbers, formula) = (new SumTerm([numbers, reader.Number(weights[1])]), new SumTerm([formula, new Symbol("β")]));
        page.Say($"Row {row + 1} of {rows}, with {(node.Op is RmsNormalize ? "r = 1/√(mean x² + ε)" : "its mean μ and r = 1/√(σ² + ε)")}:");
        page.Show(new RelationTerm([reader.Names.UnitName(y, units), formula, numbers, reader.Number(Places.At(y, flat))]));

        // γ and β have the shape of a row, or one number for each channel.
        int Factor(Tensor w) => node.Op is GroupNormalize ? flat / (x.Count / (x.Shape[0] * x.Shape[1])) % x.Shape[1] : flat % w.Count;
    }
}
