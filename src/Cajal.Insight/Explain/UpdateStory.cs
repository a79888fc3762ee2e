using Cajal.Networks;

namespace Cajal.Insight;

/// <summary>One step of the optimizer: for some numbers of each parameter the old value, the gradient, what the rule keeps, and the new value.</summary>
internal sealed class UpdateStory(Page page, TapeReader reader, Optimizer optimizer)
{
    public void Tell()
    {
        page.Say($"{optimizer.GetType().Name} with the learning rate {Text(optimizer.LearningRate)}{(optimizer.HasMomentum ? $" and the momentum {Text(optimizer.Momentum)}" : "")}.");
        Parameter[] moved = [.. optimizer.Parameters.Where(p => p.Trainable && reader.Gradient(p) is not null)];
        var old = moved.Select(p => Places(p).Select(place => p[place]).ToArray()).ToArray();
        var slopes = moved.Select(p => Places(p).Select(place => reader.Gradient(p)![place]).ToArray()).ToArray();
        optimizer.Step(reader.Gradients);
        for (int i = 0; i < moved.Length; i++)
        {
            var parameter = moved[i];
            string prefix = parameter.Name + "/";
            var kept = optimizer.NamedStates.Where(s => s.Name.StartsWith(prefix, StringComparison.Ordinal) && s.State.Shape == parameter.Shape && s.State.DType.IsFloat()).ToArray();
            int[][] places = Places(parameter);
            page.Say($"{reader.Names.Of(parameter)} ({parameter.Name} {parameter.Shape})");
            page.Table(["", "old", "gradient", .. kept.Select(k => k.Name[prefix.Length..]), "step", "new"], places.Select((place, k) =>
            {
                double now = parameter[place];
                return (IReadOnlyList<string>)[reader.Names.Unit(parameter, place).ToString(), Text(old[i][k]), Text(slopes[i][k]),
                    .. kept.Select(s => Text(s.State[place])), Text(now - old[i][k]), Text(now)];
            }));
        }
    }

    // The first units of each axis.
    private int[][] Places(Parameter parameter)
    {
        int most = reader.Options.Units;
        IEnumerable<int[]> places = [[]];
        foreach (int size in parameter.Shape.ToArray()) places = places.SelectMany(p => Enumerable.Range(0, Math.Min(size, most)), (p, k) => (int[])[.. p, k]);
        return [.. places.Take(most * most)];
    }

    private string Text(double value) => NumberText.Of(value, reader.Options.Digits);
}
