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
            else Elementwise(node);
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

    // Number by number where the operation has a spelling: of rows the first units, of values with further axes the one place.
    private void Elementwise(Node node)
    {
        var y = node.Outputs[0];
        if (!Spelling.Knows(node)) Any(node);
        else
        {
            Title(node, y);
            int units = y.Rank == 2 && reader.IsRows(y) ? Math.Min(y.Shape[1], reader.Options.Units) : 1;
            for (int u = 0; u < units; u++)
            {
                int[] place = units == 1 && y.Rank != 2 ? Places.Of(y.Shape, reader.Place(y).Flat) : [reader.Sample(y), u];
                Formula[] letters = [.. node.Inputs.Select(x => reader.Names.Unit(x, reader.UnitsAt(x, Places.Flat(x.Shape, place))))];
                Formula[] numbers = [.. node.Inputs.Select(x => (Formula)reader.Number(Places.At(x, Places.Flat(x.Shape, place))))];
                page.Show(new RelationTerm([reader.Names.UnitName(y, reader.UnitsAt(y, Places.Flat(y.Shape, place))), Spelling.Of(node, letters), Spelling.Of(node, numbers),
                    reader.Number(Places.At(y, Places.Flat(y.Shape, place)))]));
            }
            if (y.Rank == 2) Rest(y, units);
            else if (y.Count > 1) page.Say($"All numbers of {reader.Names.Of(y)}: {reader.Statistics(y)}.");
        }
    }

    private void Any(Node node)
    {
        Title(node, node.Outputs[0]);
        if (node.Op.Formula.Length > 0) page.Say($"{node.Op.Formula}.");
        if (RecurrentStory.Tells(node)) new RecurrentStory(page, reader).Tell(node);
        else if (NormalizeStory.Tells(node)) new NormalizeStory(page, reader).Tell(node);
        else if (new NumberStory(page, reader).Forward(node) && node.Outputs is [{ Count: 1 }]) return;
        foreach (var y in node.Outputs)
            page.Say(y.Count == 1 ? $"{reader.Names.Of(y)} = {NumberText.Of(y.To(DType.Float64).Item(), reader.Options.Digits)}" : $"{reader.Names.Of(y)}: {reader.Statistics(y)}.");
    }

    private void Title(Node node, Tensor y) => page.Say($"{reader.Names.Of(y)}: {(node.Module.Length > 0 ? $"in {node.Module}, " : "")}{node.Op.Name}" +
        $"{(node.Inputs.Count > 0 ? " of " : "")}{string.Join(" and ", node.Inputs.Select(x => $"{reader.Names.Of(x)} {x.Shape}"))} gives {y.Shape}.");

    private void Rest(Tensor y, int told)
    {
        if (y.Shape[1] > told) page.Say($"{y.Shape[1] - told} more units; all numbers of {reader.Names.Of(y)}: {reader.Statistics(y)}.");
    }
}
