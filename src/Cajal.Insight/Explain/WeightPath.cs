using Cajal.Networks;

namespace Cajal.Insight;

/// <summary>The derivative of the loss by one weight as what it is: a sum over all paths from the weight to the loss, each a product of local
/// derivatives. Beside it what backpropagation found and what a central difference finds.</summary>
/// <remarks>Local derivatives are asked of each operation by itself, so any operation will do. Where more than <see cref="MostPaths"/> paths would be left, the way ends
/// early and the gradient found there is the last factor.</remarks>
internal sealed class WeightPath(Layer model, Tensor x, Tensor target, Func<Tensor, Tensor, Tensor> loss, Parameter weight, int[] place, ExplainOptions options)
{
    private const int MostPaths = 12, MostNumbers = 256;

    private readonly Dictionary<Tensor, List<(Node Node, int Input)>> readers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Node Node, int Input), double[,]?> locals = [];
    private readonly Dictionary<(Tensor Value, int Element), List<List<Factor>>> found = [];
    private readonly Dictionary<Tensor, double[]> slopes = new(ReferenceEqualityComparer.Instance);
    private TapeNames names = null!;
    private Tensor end = null!;

    public Page Tell()
    {
        var states = model.States.Select(s => (State: s, Values: new State(s))).ToArray();
        Record();
        int element = Places.Flat(weight.Shape, place);
        var paths = Paths(weight, element);
        string name = names.UnitName(weight, place).ToString();
        var page = new Page($"Every path from {name} to the loss").Say($"{name} is number [{string.Join(", ", place)}], counted from 0, of {weight.Name} {weight.Shape} and has the value " +
            $"{Text(weight[place])}. The chain rule multiplies along a path and adds over paths.");
        double sum = 0;
        for (int i = 0; i < paths.Count; i++)
        {
            double product = paths[i].Aggregate(1.0, (p, f) => p * f.Value);
            sum += product;
            page.Heading(paths.Count == 1 ? "The path" : $"Path {i + 1} of {paths.Count}")
                .Table(["factor", "value", "where"], paths[i].Select(f => (IReadOnlyList<string>)[f.Name.ToString(), Text(f.Value), f.Where]))
                .Show(new RelationTerm([Product([.. paths[i].Select(f => f.Name)]), Product([.. paths[i].Select(f => (Formula)new NumberTerm(f.Value, options.Digits))]),
                    new NumberTerm(product, options.Digits)]));
        }
        double gradient = slopes[weight][element], difference = CentralDifference(states);
        return page.Heading("Together").Table(["∂L/∂" + name, "value"],
        [
            ["sum over paths", Text(sum)], ["backpropagation", Text(gradient)], ["central difference", Text(difference)],
            ["sum − backpropagation", Text(sum - gradient, 2)], ["central difference − backpropagation", Text(difference - gradient, 2)],
        ]);
    }

    private void Record()
    {
        using var tape = Tape.Start(options.Mode);
        var y = model.Forward(x);
        end = loss(y, target);
        Node[] forward = [.. tape.Nodes];
        var reached = new HashSet<Tensor>(ReferenceEqualityComparer.Instance) { weight };
        foreach (var node in forward.Where(n => n.Op is not (UpdateOp or StopGradient)))
        {
            bool any = false;
            for (int i = 0; i < node.Inputs.Count; i++)
            {
                if (!reached.Contains(node.Inputs[i])) continue;
                any = true;
                if (!readers.TryGetValue(node.Inputs[i], out var list)) readers[node.Inputs[i]] = list = [];
                list.Add((node, i));
            }
            if (any) reached.UnionWith(node.Outputs.Where(v => v.DType.IsFloat()));
        }
        if (!reached.Contains(end)) throw new ArgumentException($"The loss does not depend on {weight.Name}, so there is no path.");
        foreach (var value in reached.Where(v => v is not Parameter)) tape.Watch(value);
        var gradients = tape.Gradients(end);
        foreach (var value in reached)
            if (gradients.TryGet(value, out var g)) slopes[value] = g.To(DType.Float64).ToArray<double>();
        names = new TapeNames(forward, x, y, target, end);
        foreach (var value in forward.SelectMany(n => n.Inputs.Concat(n.Outputs))) value.Keep();
    }

    // Each number's paths are found once, so that depth costs no more than layers times units.
    private List<List<Factor>> Paths(Tensor value, int element) =>
        found.TryGetValue((value, element), out var paths) ? paths : found[(value, element)] = Find(value, element);

    private List<List<Factor>> Find(Tensor value, int element)
    {
        if (ReferenceEquals(value, end)) return [[]];
        var all = new List<List<Factor>>();
        foreach (var (node, input) in readers.GetValueOrDefault(value) ?? [])
        {
            if (Local(node, input) is not { } local) return Rest(value, element);
            var y = node.Outputs[0];
            for (int j = 0; j < local.GetLength(0); j++)
            {
                if (local[j, element] == 0) continue;
                foreach (var path in Paths(y, j))
                {
                    if (all.Count == MostPaths) return Rest(value, element);
                    var name = Partial(y, j, value, element);
                    // A view, or the addition of a bias, changes neither name nor number.
                    bool same = local[j, element] == 1 && (node.Op is ViewOp || name.Top == name.Bottom);
                    all.Add(same ? path : [new(name, local[j, element], Where(node)), .. path]);
                }
            }
        }
        return all;
    }

    // All that lies behind a value as one factor.
    private List<List<Factor>> Rest(Tensor value, int element) =>
        [[new(Partial(end, 0, value, element), slopes.TryGetValue(value, out var g) ? g[element] : 0, "the rest of the network, by backpropagation")]];

    // ∂y[j]/∂x[i] of one operation by itself, a row for each j.
    private double[,]? Local(Node node, int input)
    {
        if (locals.TryGetValue((node, input), out var known)) return known;
        Tensor given = node.Inputs[input];
        int outputs = node.Outputs[0].Count;
        if (outputs > MostNumbers || node.Outputs.Count > 1) return locals[(node, input)] = null;
        using var tape = Tape.Start();
        Tensor[] inputs = [.. node.Inputs.Select((v, i) => i == input ? Places.Copy(v) : v)];
        tape.Watch(inputs[input]);
        var y = Op.Apply(node.Op, inputs);
        var local = new double[outputs, given.Count];
        for (int j = 0; j < outputs; j++)
        {
            double[] row = tape.Gradients(y, Places.OneHot(y, j))[inputs[input]].To(DType.Float64).ToArray<double>();
            for (int i = 0; i < row.Length; i++) local[j, i] = row[i];
        }
        return locals[(node, input)] = local;
    }

    // (L(w + h) − L(w − h)) / 2h, all random numbers as before.
    private double CentralDifference((State State, State Values)[] states)
    {
        double old = weight[place], h = (weight.DType == DType.Float64 ? 6e-6 : 5e-3) * Math.Max(1, Math.Abs(old));
        var values = weight.To(DType.Float64).ToArray<double>();
        int element = Places.Flat(weight.Shape, place);
        double up = At(old + h, out double above), down = At(old - h, out double below);
        At(old, out _);
        return (up - down) / (above - below);

        double At(double value, out double stored)
        {
            values[element] = value;
            weight.Assign(Tensor.From<double>(values, weight.Shape).To(weight.DType));
            stored = weight[place];
            foreach (var (state, before) in states) state.Assign(before);
            using (Tape.Start(options.Mode)) return loss(model.Forward(x), target).Item();
        }
    }

    private FractionTerm Partial(Tensor y, int j, Tensor value, int element)
    {
        Symbol top = names.UnitName(y, Place(y, j)), bottom = names.UnitName(value, Place(value, element));
        return new(top with { Name = "∂" + top.Name }, bottom with { Name = "∂" + bottom.Name });
    }

    private static string Where(Node node) => $"{node.Op.Name}{(node.Module.Length > 0 ? $" in {node.Module}" : "")}";

    private static Formula Product(Formula[] factors) => factors.Length == 1 ? factors[0] : new ProductTerm(factors);

    // The place of a number, without a batch axis of one example.
    private static int[] Place(Tensor value, int flat)
    {
        int[] place = Places.Of(value.Shape, flat);
        return value is not Parameter && value.Rank > 1 && value.Shape[0] == 1 ? place[1..] : place;
    }

    private string Text(double value, int digits = 0) => NumberText.Of(value, digits == 0 ? options.Digits : digits);

    private sealed class Factor(Formula name, double value, string where)
    {
        public Formula Name => name;

        public double Value => value;

        public string Where => where;
    }
}
