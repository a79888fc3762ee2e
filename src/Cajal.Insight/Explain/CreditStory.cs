using Cajal.Networks;

namespace Cajal.Insight;

/// <summary>Which inputs, units and weights carry one example's error: gradient, gradient times value, and for inputs integrated gradients from zero, which add up to
/// the difference the inputs make. Source: Sundararajan, Taly and Yan (2017).</summary>
internal sealed class CreditStory(Layer model, Tensor x, Tensor target, Func<Tensor, Tensor, Tensor> loss, ExplainOptions options)
{
    public Page Tell()
    {
        // The one example by itself: its error, not the batch's.
        Tensor one = x.Slice(0, options.Sample..(options.Sample + 1)).Contiguous(), goal = target.Slice(0, options.Sample..(options.Sample + 1)).Contiguous();
        if (!one.DType.IsFloat()) throw new ArgumentException($"Credit goes to inputs that are numbers; received {one.DType} {one.Shape}.");
        var page = new Page("Who carries this example's error");
        var (integrated, atZero) = IntegratedGradients.Of(model, one, goal, loss);
        using (var tape = Tape.Start(Mode.Inference))
        {
            tape.Watch(one);
            var y = model.Forward(one);
            var error = loss(y, goal);
            Node[] forward = [.. tape.Nodes];
            Tensor[] units = [.. forward.Where(n => n.Op is not ViewOp).Select(n => n.Outputs[0]).Where(v => v.DType.IsFloat() && v.Count > 1 && v.Shape[0] == 1)];
            foreach (var value in units) tape.Watch(value);
            var gradients = tape.Gradients(error);
            var names = new TapeNames(forward, one, y, goal, error);
            page.Say($"The loss of example {options.Sample + 1} is {Text(error.Item())}. A gradient says how the loss would move; times the value, how much of it hangs on that value.");
            Inputs(page, names, one, gradients[one], integrated, error.Item() - atZero);
            if (one.Rank == 4) page.Draw(new SaliencyMaps(one, gradients[one].To(DType.Float64).ToArray<double>(), integrated, atZero).Draw());
            foreach (var value in units.Where(v => gradients.Contains(v) && names.Of(v).Name is "a" or "z"))
                Rank(page, $"Units of {names.Of(value)}", value, gradients[value], place => names.UnitName(value, place.AsSpan(1)).ToString());
            foreach (var weight in model.Parameters.Where(p => p.Trainable && gradients.Contains(p)))
                Rank(page, $"{weight.Name} {weight.Shape}", weight, gradients[weight], place => names.UnitName(weight, place).ToString());
        }
        return page;
    }

    private void Inputs(Page page, TapeNames names, Tensor one, Tensor gradient, double[] integrated, double difference)
    {
        double[] values = one.To(DType.Float64).ToArray<double>(), slopes = gradient.To(DType.Float64).ToArray<double>();
        page.Heading("Inputs, by integrated gradients").Table(["input", "value", "gradient", "gradient · value", "integrated"], Largest(integrated).Select(i =>
            (IReadOnlyList<string>)[names.UnitName(one, Places.Of(one.Shape, i).AsSpan(1)).ToString(), Text(values[i]), Text(slopes[i]), Text(slopes[i] * values[i]), Text(integrated[i])]));
        page.Say($"All {integrated.Length} integrated gradients add up to {Text(integrated.Sum())}; the loss with these inputs minus that with zeros is {Text(difference)}.");
    }

    private void Rank(Page page, string title, Tensor value, Tensor gradient, Func<int[], string> name)
    {
        double[] values = value.To(DType.Float64).ToArray<double>(), slopes = gradient.To(DType.Float64).ToArray<double>();
        double[] share = [.. values.Zip(slopes, (v, s) => v * s)];
        page.Heading(title).Table(["", "value", "gradient", "gradient · value"], Largest(share).Select(i =>
            (IReadOnlyList<string>)[name(Places.Of(value.Shape, i)), Text(values[i]), Text(slopes[i]), Text(share[i])]));
    }

    private int[] Largest(double[] numbers) => [.. Enumerable.Range(0, numbers.Length).OrderByDescending(i => Math.Abs(numbers[i])).Take((int)Math.Min(numbers.Length, 2L * options.Units))];

    private string Text(double value) => NumberText.Of(value, options.Digits);
}
