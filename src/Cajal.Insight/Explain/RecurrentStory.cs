namespace Cajal.Insight;

/// <summary>A recurrent layer told step by step for one unit of one example: its gates and its state.</summary>
internal sealed class RecurrentStory(Page page, TapeReader reader)
{
    public static bool Tells(Node node) => node.Op is LstmScan or GruScan or RnnScan;

    public void Tell(Node node)
    {
        Shape states = node.Outputs[0].Shape;
        int steps = states[0] - 1, hidden = states[2], told = (int)Math.Min(steps, 4L * reader.Options.Units);
        int unit = Math.Min(reader.Options.Place?[^1] ?? 0, hidden - 1), example = Math.Min(reader.Options.Sample, states[1] - 1);
        bool reverse = node.Op is LstmScan { Reverse: true } or GruScan { Reverse: true } or RnnScan { Reverse: true };
        // Inputs' part, the gates after their functions, then cell and state; kept numbers lie beside one another for all units.
        (string Name, Func<int, double> At)[] columns = node.Op switch
        {
            LstmScan => [Gate("i", 0), Gate("f", 1), Gate("g", 2), Gate("o", 3), State("c before", 1, false), State("c", 1, true), State("h", 0, true)],
            GruScan => [Gate("r", 0, 1), Gate("z", 1, 1), Gate("n", 2, 1), State("h before", 0, false), State("h", 0, true)],
            _ => [("x", t => node.Inputs[0][t, example, unit]), State("h before", 0, false), State("h", 0, true)],
        };
        page.Say($"Unit {unit + 1} of example {example + 1}, step by step{(reverse ? ", from the last step to the first" : "")}{(told < steps ? $"; the first {told} of {steps} steps" : "")}:");
        page.Table(["step", .. columns.Select(c => c.Name)], Enumerable.Range(0, told).Select(k => reverse ? steps - 1 - k : k).Select(t =>
            (IReadOnlyList<string>)[$"{t + 1}", .. columns.Select(c => NumberText.Of(c.At(t), reader.Options.Digits))]));

        (string, Func<int, double>) Gate(string name, int gate, int output = 2) => (name, t => node.Outputs[output][t, example, gate * hidden + unit]);

        (string, Func<int, double>) State(string name, int output, bool after) =>
            (name, t => node.Outputs[output][t + (after != reverse ? 1 : 0), example, unit]);
    }
}
