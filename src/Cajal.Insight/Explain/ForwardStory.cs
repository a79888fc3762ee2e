namespace Cajal.Insight;

/// <summary>Each operation of a forward pass with the numbers put in: products unit by unit, elementwise operations number by number, all others by
/// their shapes and statistics.</summary>
internal sealed class ForwardStory(Page page, TapeReader reader)
{
    public void Tell()
    {
        for (int i = 0; i < reader.Forward.Count; i++)
        {
            var node = reader.Forward[i];
            if (node.Op is ViewOp) continue;
            if (node.Op is MatMul && reader.IsRows(node.Inputs[0]) && node.Inputs[1].Rank == 2)
            {
                var bias = reader.BiasOf(i);
                Product(node, bias);
                if (bias is not null) i++;
            }
            else if (reader.IsRows(node.Outputs[0]) || node.Outputs[0].Rank == 0) Elementwise(node);
            else Any(node);
        }
    }

    private void Product(Node node, Node? add)
    {
        Tensor a = node.Inputs[0], w = node.Inputs[1], z = (add ?? node).Outputs[0];
        Title(node, z);
        var names = reader.Names;
        page.Show(new RelationTerm([names.Of(z), add is null ? Times() : new SumTerm([Times(), names.Of(add.Inputs[1])])]));
        int units = Math.Min(z.Shape[1], reader.Options.Units), depth = a.Shape[1], told = Math.Min(depth, reader.Options.Terms);
        for (int o = 0; o < units; o++)
        {
            List<Formula> terms = [.. Enumerable.Range(0, told).Select(k =>
                (Formula)new ProductTerm([reader.Number(w[k, o]), reader.Number(reader.At(a, k))]))];
            if (told < depth) terms.Add(new Symbol($"({depth - told} more)"));
            if (add is not null) terms.Add(reader.Number(add.Inputs[1][o]));
            page.Show(new RelationTerm([names.Unit(z, o), terms.Count == 1 ? terms[0] : new SumTerm(terms), reader.Number(reader.At(z, o))]));
        }
        Rest(z, units);

        ProductTerm Times() => new([names.Of(w), names.Of(a)]);
    }

    private void Elementwise(Node node)
    {
        var y = node.Outputs[0];
        Title(node, y);
        int units = y.Rank == 0 ? 1 : Math.Min(y.Shape[1], reader.Options.Units);
        bool alike = node.Inputs.All(x => x.Rank <= 2 && (reader.IsRows(x) || x.Rank < 2) && (x.Rank == 0 || x.Shape[-1] == 1 || x.Shape[-1] == (y.Rank == 0 ? 1 : y.Shape[1])));
        for (int u = 0; u < units && alike; u++)
        {
            Formula[] x = [.. node.Inputs.Select(t => (Formula)reader.Number(reader.At(t, u)))], letters = [.. node.Inputs.Select(t => reader.Names.Unit(t, u))];
            Formula? symbols = x.Length == 1 ? Spelling.Value(node.Op.Name, letters[0]) : x.Length == 2 ? Spelling.Of(node.Op.Name, letters[0], letters[1]) : null;
            Formula? numbers = x.Length == 1 ? Spelling.Value(node.Op.Name, x[0]) : x.Length == 2 ? Spelling.Of(node.Op.Name, x[0], x[1]) : null;
            if (symbols is null || numbers is null)
            {
                alike = false;
                break;
            }
            page.Show(new RelationTerm([reader.Names.Unit(y, u), symbols, numbers, reader.Number(reader.At(y, u))]));
        }
        if (!alike) Any(node, titled: true);
        else if (y.Rank > 0) Rest(y, units);
    }

    private void Any(Node node, bool titled = false)
    {
        if (!titled) Title(node, node.Outputs[0]);
        foreach (var y in node.Outputs)
            page.Say(y.Count == 1 ? $"{reader.Names.Of(y)} = {NumberText.Of(y.To(DType.Float64).Item(), reader.Options.Digits)}" : $"{reader.Names.Of(y)}: {reader.Statistics(y)}.");
    }

    private void Title(Node node, Tensor y) => page.Say($"{reader.Names.Of(y)}: {(node.Module.Length > 0 ? $"in {node.Module}, " : "")}{node.Op.Name} of " +
        $"{string.Join(" and ", node.Inputs.Select(x => $"{reader.Names.Of(x)} {x.Shape}"))} gives {y.Shape}.");

    private void Rest(Tensor y, int told)
    {
        if (y.Shape[1] > told) page.Say($"{y.Shape[1] - told} more units; all numbers of {reader.Names.Of(y)}: {reader.Statistics(y)}.");
    }
}
