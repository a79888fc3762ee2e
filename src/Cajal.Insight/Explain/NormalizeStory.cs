namespace Cajal.Insight;

/// <summary>Numbers of a norm with their mean and deviation put in, and the way back through it: of a row (layer, group, root mean square norm), or of a channel, of its batch or as kept (batch
/// norm).</summary>
internal sealed class NormalizeStory(Page page, TapeReader reader)
{
    public static bool Tells(Node node) => node.Op is RowNormalize or BatchNormalize or ChannelNormalize && node.Outputs[0].Count > 0;

    /// <summary>y = (x − μ) · r · γ + β of the first units, or of the one place.</summary>
    public void Tell(Node node)
    {
        var parts = Parts(node);
        if (!parts[0].IsChannel) Statistics(node, parts[0]);
        foreach (var part in parts)
        {
            if (part.IsChannel)
                page.Show(new RelationTerm([part.Letter("r"), OneOverRoot(part.Letter("σ²"), new Symbol("ε")), OneOverRoot(Number(part.Variance), Number(part.Epsilon)), Number(part.Scale)]));
            var (formula, numbers) = (Times([part.Centred(part.X, part.Letter("μ")), part.Letter("r"), .. part.Gamma is null ? Array.Empty<Formula>() : [part.Letter("γ")]]),
                Times([part.Centred(Number(part.Value), Number(part.Mean)), Number(part.Scale), .. part.Gamma is { } gamma ? [Number(gamma)] : Array.Empty<Formula>()]));
            if (part.Beta is { } beta) (formula, numbers) = (new SumTerm([formula, part.Letter("β")]), new SumTerm([numbers, Number(beta)]));
            page.Show(new RelationTerm([part.Y, formula, numbers, Number(Places.At(node.Outputs[0], part.Flat))]));
        }
    }

    /// <summary>Whether the way back to an input can be told: that of x, where nothing else reads it.</summary>
    public bool TellsBack(Node node, int input) => Tells(node) && input == 0 && reader.Uses(node.Inputs[0]) == 1 && reader.Gradient(node.Outputs[0]) is not null;

    /// <summary>∂L/∂x of the same numbers: by r · γ where mean and deviation are kept ones, else with the two further ways, through both of them.</summary>
    public void TellBack(Node node)
    {
        Tensor dx = reader.Gradient(node.Inputs[0])!, dy = reader.Gradient(node.Outputs[0])!;
        string told = "";
        foreach (var part in Parts(node))
        {
            Formula own = Number(Places.At(dx, part.Flat)), slope = Number(Places.At(dy, part.Flat));
            var gamma = part.Gamma is { } g ? [Number(g)] : Array.Empty<Formula>();
            if (node.Op is ChannelNormalize)
            {
                page.Show(new RelationTerm([Partial(part.X), Times([Partial(part.Y), part.Letter("r"), .. part.Gamma is null ? Array.Empty<Formula>() : [part.Letter("γ")]]), Times([slope, Number(part.Scale), .. gamma]), own]));
                continue;
            }
            // h = ∂L/∂y · γ, its mean and that of h · (x − μ) over the numbers that share a mean.
            double[] x = [.. part.Row.Select(i => Places.At(node.Inputs[0], i) - (part.IsCentred ? part.Mean : 0))], h = [.. part.Row.Select(i => Places.At(dy, i) * (part.GammaAt(i) ?? 1))];
            double first = h.Average(), second = h.Select((v, i) => v * x[i]).Average();
            string sentence = $"With h = {Partial(part.YName)}·γ: {(part.IsCentred ? $"its mean is {Text(first)}, and " : "")}the mean of h·{(part.IsCentred ? "(x − μ)" : "x")} is {Text(second)}.";
            if (sentence != told) page.Say(told = sentence);
            var back = new ProductTerm([part.Centred(Number(part.Value), Number(part.Mean)), new PowerTerm(Number(part.Scale), 2), Number(second)]);
            page.Show(new RelationTerm([Partial(part.X), new ProductTerm([Number(part.Scale), new SumTerm([Times([slope, .. gamma]), .. part.IsCentred ? [Number(-first)] : Array.Empty<Formula>(), new NegativeTerm(back)])]), own]));
        }
    }

    // What the numbers of a row have in common.
    private void Statistics(Node node, NormPart part)
    {
        int rows = node.Outputs[1].Count, row = part.Group;
        double[] values = [.. part.Row.Select(i => Places.At(node.Inputs[0], i))];
        bool isShort = values.Length <= reader.Options.Terms;
        page.Say($"Row {row + 1} of {rows}, with {(part.IsCentred ? "its mean μ and r = 1/√(σ² + ε)" : "r = 1/√(mean x² + ε)")}, ε = {Text(part.Epsilon)}:");
        if (part.IsCentred)
            page.Show(new RelationTerm([part.Letter("μ"), .. isShort ? [Mean(values.Select(Number))] : Array.Empty<Formula>(), Number(part.Mean)]));
        var squares = Mean(values.Select(v => (Formula)new PowerTerm(part.Centred(Number(v), Number(part.Mean)), 2)));
        page.Show(new RelationTerm([part.Letter("r"), .. isShort ? [OneOverRoot(squares, Number(part.Epsilon))] : Array.Empty<Formula>(), Number(part.Scale)]));
    }

    private NormPart[] Parts(Node node)
    {
        var y = node.Outputs[0];
        IEnumerable<int> flats = reader.IsRows(y) ? Enumerable.Range(0, Math.Min(y.Shape[1], reader.Options.Units)).Select(u => reader.Sample(y) * y.Shape[1] + u) : [reader.Place(y).Flat];
        return [.. flats.Select(flat => new NormPart(reader, node, flat))];
    }

    private static FractionTerm OneOverRoot(Formula of, Formula epsilon) => new(1, new CallTerm("sqrt", new SumTerm([of, epsilon])));

    private static FractionTerm Mean(IEnumerable<Formula> of) => of.ToArray() is var all && all.Length == 1 ? new(all[0], 1) : new(new SumTerm(all), all.Length);

    private static Formula Times(Formula[] factors) => factors.Length == 1 ? factors[0] : new ProductTerm(factors);

    private static FractionTerm Partial(Symbol value) => new(new Symbol("∂L"), value with { Name = "∂" + value.Name });

    private Formula Number(double value) => reader.Number(value);

    private string Text(double value) => NumberText.Of(value, reader.Options.Digits);
}
