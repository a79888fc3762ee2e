using Cajal.Networks;

namespace Cajal.Insight;

/// <summary>Forward, backward, update and a further forward pass, read from one record.</summary>
internal sealed class NetworkStory(Layer model, Tensor x, Tensor target, Func<Tensor, Tensor, Tensor> loss, Optimizer? optimizer, ExplainOptions options)
{
    private readonly Page page = new("A forward pass, a backward pass and an update, number by number");

    public Page Tell()
    {
        if (x.Shape[0] > 1) page.Say($"Numbers are those of example {options.Sample + 1} of a batch of {x.Shape[0]}, gradients those of the whole batch's loss.");
        double first, outputBefore = double.NaN;
        var states = model.States.Select(s => (State: s, Values: new State(s))).ToArray();
        using (var tape = Tape.Start(options.Mode))
        {
            if (x.DType.IsFloat()) tape.Watch(x);
            var y = model.Forward(x);
            var error = loss(y, target);
            Node[] forward = [.. tape.Nodes];
            foreach (var value in Reached(forward)) tape.Watch(value);
            var gradients = tape.Gradients(error);
            var reader = new TapeReader(forward, new TapeNames(forward, x, y, target, error), gradients, options, x.Shape[0]);
            if (forward.Any(n => n.Op is RandomMask or BatchNormalize)) page.Say("The network runs as in training: units are dropped, and a batch norm takes the batch's own statistics.");
            if (options.AsItAnswers) page.Say("The network runs as it answers: nothing is dropped, and a batch norm takes the mean and variance that it keeps. In training it takes those of a whole batch, and gradients pass through them too.");
            if (WhereNotFinite(forward, reader) is { } where) page.Say(where);
            page.Heading("Forward");
            new ForwardStory(page, reader).Tell();
            page.Heading("Backward");
            new BackwardStory(page, reader).Tell();
            first = error.Item();
            if (y.Count == 1) outputBefore = y.Item();
            if (optimizer is null) return page;
            page.Heading("Update");
            new UpdateStory(page, reader, optimizer).Tell();
        }
        // With the same random numbers, so that only the update makes a difference.
        foreach (var (state, values) in states) state.Assign(values);
        using (Tape.Start(options.Mode))
        {
            var y = model.Forward(x);
            double second = loss(y, target).Item();
            page.Heading("A further forward pass");
            if (y.Count == 1) page.Say($"The output was {Number(outputBefore)} and is {Number(y.Item())}.");
            page.Say($"The loss was {Number(first)} and is {Number(second)}: it {(second < first ? "fell" : second > first ? "rose" : "stayed")}" +
                $"{(second == first ? "" : $" by {Number(Math.Abs(second - first))}")}.");
        }
        return page;
    }

    // Where numbers were lost first: in what was put in, or in what an operation made of finite numbers.
    private static string? WhereNotFinite(Node[] forward, TapeReader reader)
    {
        foreach (var node in forward)
        {
            foreach (var value in node.Inputs.Where(v => v.DType.IsFloat() && Strange(v) > 0))
                return $"Not every number is finite: {Strange(value)} of the {value.Count} of {reader.Names.Of(value)}{(value is Parameter p ? $" ({p.Name})" : "")} are not, and they are what came in.";
            foreach (var value in node.Outputs.Where(v => v.DType.IsFloat() && Strange(v) > 0))
                return $"Not every number is finite: {Strange(value)} of the {value.Count} of {reader.Names.Of(value)} are not; {node.Op.Name}{(node.Module.Length > 0 ? $" in {node.Module}" : "")} made them of finite numbers.";
        }
        return null;

        static int Strange(Tensor v) => v.To(DType.Float64).ToArray<double>().Count(x => !double.IsFinite(x));
    }

    // The values that the input or a trainable parameter leads to: the others, such as the mask of a dropout, have no gradient.
    private HashSet<Tensor> Reached(Node[] forward)
    {
        var reached = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        foreach (var node in forward.Where(n => n.Op is not (UpdateOp or StopGradient)))
            if (node.Inputs.Any(v => v is Parameter { Trainable: true } || (ReferenceEquals(v, x) && v.DType.IsFloat()) || reached.Contains(v)))
                reached.UnionWith(node.Outputs.Where(v => v.DType.IsFloat()));
        return reached;
    }

    private string Number(double value) => NumberText.Of(value, options.Digits);
}
