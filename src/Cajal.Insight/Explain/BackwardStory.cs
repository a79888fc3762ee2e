namespace Cajal.Insight;

/// <summary>The chain rule from the loss back to the first weights: the gradient of each value, with the numbers it is the product of.</summary>
internal sealed class BackwardStory(Page page, TapeReader reader)
{
    public void Tell()
    {
        page.Say("From the end to the start: each value's gradient is the gradient behind it times the derivative of the operation between.");
        for (int i = reader.Forward.Count - 1; i >= 0; i--)
        {
            var node = reader.Forward[i];
            if (node.Op is ViewOp) continue;
            if (i > 0 && reader.BiasOf(i - 1) is { } add && ReferenceEquals(add, node)) continue;
            if (node.Op is MatMul && reader.IsRows(node.Inputs[0]) && node.Inputs[1].Rank == 2) Product(node, reader.BiasOf(i));
            else Through(node);
        }
    }

    // z = a·W + b: ∂L/∂w = δ·a, ∂L/∂b = δ, ∂L/∂a = Σ w·δ, summed over the batch.
    private void Product(Node node, Node? add)
    {
        Tensor a = node.Inputs[0], w = node.Inputs[1], z = (add ?? node).Outputs[0];
        if (reader.Gradient(z) is not { } delta) return;
        var names = reader.Names;
        int units = Math.Min(z.Shape[1], reader.Options.Units), inputs = Math.Min(a.Shape[1], reader.Options.Units), batch = a.Shape[0];
        if (reader.Gradient(w) is { } dw)
        {
            page.Say($"Weights {names.Of(w)}: {Partial(w)} is δ times what came in{(batch > 1 ? $", summed over {batch} examples" : "")}, with δ = {Partial(z)}.");
            for (int o = 0; o < units; o++)
                for (int k = 0; k < inputs; k++)
                    page.Show(batch == 1
                        ? new RelationTerm([Partial(w, o, k), new ProductTerm([Partial(z, o), names.Unit(a, k)]),
                            new ProductTerm([reader.Number(reader.At(delta, o)), reader.Number(reader.At(a, k))]), reader.Number(dw[k, o])])
                        : new RelationTerm([Partial(w, o, k), reader.Number(dw[k, o])]));
            if (z.Shape[1] > units || a.Shape[1] > inputs) page.Say($"All of {Partial(w)}: {reader.Statistics(dw)}.");
        }
        if (add is not null && reader.Gradient(add.Inputs[1]) is { } db)
            for (int o = 0; o < units; o++) page.Show(new RelationTerm([Partial(add.Inputs[1], o), reader.Number(db[o])]));
        if (reader.Gradient(a) is not { } da || reader.Uses(a) != 1) return;
        page.Say($"Back through the weights: {Partial(a)} sums over all units that {names.Of(a)} leads to.");
        int told = Math.Min(z.Shape[1], reader.Options.Terms);
        for (int k = 0; k < inputs; k++)
        {
            List<Formula> terms = [.. Enumerable.Range(0, told).Select(o => (Formula)new ProductTerm([reader.Number(w[k, o]), reader.Number(reader.At(delta, o))]))];
            if (told < z.Shape[1]) terms.Add(new Symbol($"({z.Shape[1] - told} more)"));
            page.Show(new RelationTerm([Partial(a, k), terms.Count == 1 ? terms[0] : new SumTerm(terms), reader.Number(reader.At(da, k))]));
        }
    }

    private void Through(Node node)
    {
        for (int input = 0; input < node.Inputs.Count; input++)
        {
            var x = node.Inputs[input];
            if (!x.DType.IsFloat() || reader.Gradient(x) is not { } dx) continue;
            if (x is Parameter)
            {
                page.Say($"{Partial(x)} {x.Shape}: {reader.Statistics(dx)}.");
                new NumberStory(page, reader).Backward(node, input);
                continue;
            }
            var y = node.Outputs[0];
            page.Say($"Back through {node.Op.Name}{(node.Module.Length > 0 ? $" ({node.Module})" : "")}: {Partial(x)}{(reader.Uses(x) > 1 ? $", a sum over the {reader.Uses(x)} operations that read {reader.Names.Of(x)}" : "")}.");
            if (new NormalizeStory(page, reader) is var norm && norm.TellsBack(node, input))
            {
                norm.TellBack(node);
                continue;
            }
            if (!(reader.IsRows(x) || x.Rank == 0))
            {
                page.Say($"{reader.Statistics(dx)}.");
                new NumberStory(page, reader).Backward(node, input);
                continue;
            }
            int units = x.Rank == 0 ? 1 : Math.Min(x.Shape[1], reader.Options.Units);
            for (int u = 0; u < units; u++)
            {
                Formula own = reader.Number(reader.At(dx, u));
                bool single = node.Inputs.Count == 1 && y.Shape == x.Shape && reader.Uses(x) == 1 && reader.Gradient(y) is not null;
                Formula? symbols = single ? Spelling.Derivative(node.Op.Name, reader.Names.Unit(x, u), reader.Names.Unit(y, u)) : null;
                Formula? numbers = single ? Spelling.Derivative(node.Op.Name, reader.Number(reader.At(x, u)), reader.Number(reader.At(y, u))) : null;
                page.Show(symbols is null || numbers is null ? new RelationTerm([Partial(x, u), own]) : new RelationTerm([Partial(x, u),
                    new ProductTerm([Partial(y, u), symbols]), new ProductTerm([reader.Number(reader.At(reader.Gradient(y)!, u)), numbers]), own]));
            }
            if (x.Rank > 0 && x.Shape[1] > units) page.Say($"All of {Partial(x)}: {reader.Statistics(dx)}.");
        }
    }

    private FractionTerm Partial(Tensor value, params ReadOnlySpan<int> units)
    {
        var name = units.Length == 0 ? reader.Names.Of(value) : reader.Names.UnitName(value, units);
        return new FractionTerm(new Symbol("∂L"), name with { Name = "∂" + name.Name });
    }
}
