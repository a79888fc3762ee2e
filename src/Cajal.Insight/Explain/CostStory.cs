using System.Diagnostics;
using System.Globalization;
using Cajal.Networks;

namespace Cajal.Insight;

/// <summary>What a training step computes and keeps: multiply-adds of forward and backward, the values that backward reads again and which operation reads them, and
/// what a numeric gradient would cost instead.</summary>
internal sealed class CostStory(Layer model, Tensor x, Tensor target, Func<Tensor, Tensor, Tensor> loss)
{
    private const int WarmUp = 3, Repeats = 7;

    public Page Tell()
    {
        var page = new Page("What a step computes and keeps");
        long forwardWork, backwardWork, kept = 0;
        using (var tape = Tape.Start())
        {
            var y = model.Forward(x);
            var error = loss(y, target);
            Node[] forward = [.. tape.Nodes];
            tape.Gradients(error);
            Node[] backward = [.. tape.Nodes.Skip(forward.Length)];
            var names = new TapeNames(forward, x, y, target, error);
            var readers = Readers(forward, backward);
            (forwardWork, backwardWork) = (Work(forward), Work(backward));
            var rows = new List<IReadOnlyList<string>>();
            if (readers.ContainsKey(x)) rows.Add(Row(x, "input", 0));
            foreach (var node in forward.Where(n => n.Op is not ViewOp))
                foreach (var value in node.Outputs)
                    rows.Add(Row(value, $"{node.Op.Name}{(node.Module.Length > 0 ? $" in {node.Module}" : "")}", value == node.Outputs[0] ? node.Op.MultiplyAdds(node.Inputs, node.Outputs) : 0));
            page.Heading("Forward, value by value").Table(["value", "made by", "shape", "multiply-adds", "kept bytes", "read again by"], rows);

            IReadOnlyList<string> Row(Tensor value, string maker, long work)
            {
                bool isKept = readers.TryGetValue(value, out var by);
                long bytes = isKept ? (long)value.Count * value.DType.Size() : 0;
                kept += bytes;
                return [names.Of(value).ToString(), maker, value.Shape.ToString(), work == 0 ? "" : Text(work), isKept ? Text(bytes) : "", isKept ? string.Join(", ", by!.Distinct()) : "nobody: not kept"];
            }
        }
        long parameters = model.Parameters.Where(p => p.Trainable).Sum(p => (long)p.Count);
        var (forwardTime, backwardTime) = Times();
        page.Say($"Backward reads {Text(kept)} bytes of the forward pass again; the rest could be let go at once. Parameters are kept anyway.");
        return page.Heading("Cost").Table(["", "multiply-adds", "measured"],
        [
            ["forward", Text(forwardWork), Time(forwardTime)],
            ["backward", Text(backwardWork), Time(backwardTime)],
            ["numeric gradient", Text(2 * parameters * forwardWork), $"about {Time(2 * parameters * forwardTime)}"],
        ]).Say($"A numeric gradient needs two forward passes for each of the {Text(parameters)} parameters; backpropagation finds all of them in one backward pass of " +
            $"{(forwardWork == 0 ? 0 : (double)backwardWork / forwardWork).ToString("0.0", CultureInfo.InvariantCulture)} times the forward pass's multiply-adds.");
    }

    // Which operations of backward read a value of the forward pass, views counted as what they look at.
    private static Dictionary<Tensor, List<string>> Readers(Node[] forward, Node[] backward)
    {
        var bases = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
        foreach (var node in forward.Concat(backward))
            if (node.Op is ViewOp) bases[node.Outputs[0]] = bases.GetValueOrDefault(node.Inputs[0], node.Inputs[0]);
        var readers = new Dictionary<Tensor, List<string>>(ReferenceEqualityComparer.Instance);
        foreach (var node in backward.Where(n => n.Op is not ViewOp))
            foreach (var input in node.Inputs)
            {
                var value = bases.GetValueOrDefault(input, input);
                if (!readers.TryGetValue(value, out var list)) readers[value] = list = [];
                list.Add(node.Op.Name);
            }
        return readers;
    }

    private static long Work(Node[] nodes) => nodes.Sum(n => n.Op.MultiplyAdds(n.Inputs, n.Outputs));

    // Medians of forward, the loss included, and of backward; the first steps, in which code is still compiled, are left out.
    private (double Forward, double Backward) Times()
    {
        double[] forward = new double[Repeats], backward = new double[Repeats];
        for (int i = -WarmUp; i < Repeats; i++)
        {
            using var tape = Tape.Start();
            long start = Stopwatch.GetTimestamp();
            var error = loss(model.Forward(x), target);
            long middle = Stopwatch.GetTimestamp();
            tape.Gradients(error);
            if (i >= 0) (forward[i], backward[i]) = (Stopwatch.GetElapsedTime(start, middle).TotalSeconds, Stopwatch.GetElapsedTime(middle).TotalSeconds);
        }
        Array.Sort(forward);
        Array.Sort(backward);
        return (forward[Repeats / 2], backward[Repeats / 2]);
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(double seconds) => seconds < 1e-3 ? $"{NumberText.Of(seconds * 1e6, 3)} µs" : seconds < 1 ? $"{NumberText.Of(seconds * 1e3, 3)} ms" : $"{NumberText.Of(seconds, 3)} s";
}
