using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>Rosenblatt's perceptron, one example after the other: w ← w + η·(y − ŷ)·x.</summary>
internal sealed class PerceptronBench() : LessonBench("perceptron", Control.Choice("task", "AND", "OR", "NAND", "XOR"), Control.Walk("examples", 0, 60), Control.Number("rate", 1, 0.25, 4, 0.25))
{
    private const int Shown = 8;

    private static readonly double[][] Inputs = [[0, 0], [0, 1], [1, 0], [1, 1]];

    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        double[] targets = values["task"] switch { "AND" => [0, 0, 0, 1], "OR" => [0, 1, 1, 1], "NAND" => [1, 1, 1, 0], _ => [0, 1, 1, 0] };
        var unit = Perceptron.ZeroOne(2, values.Number("rate"));
        int examples = values.Whole("examples");
        PerceptronStep[] steps = [.. Enumerable.Range(0, examples).Select(i => unit.Learn(Inputs[i % 4], targets[i % 4]))];
        int wrong = Enumerable.Range(0, 4).Count(i => unit.Predict(Inputs[i]) != targets[i]);
        double w1 = unit.Weights[0], w2 = unit.Weights[1], b = unit.Bias;
        var map = new float[40 * 40];
        double[] places = Doubles(Places(40, 1));
        for (int p = 0; p < map.Length; p++) map[p] = unit.Predict(0.5 + places[2 * p], 0.5 + places[2 * p + 1]) > 0.5 ? 0.55f : -0.55f;
        var chart = new Chart(values.Say("What it answers now", "此刻的回答"), new Axis("x₁", -0.5, 1.5), new Axis("x₂", -0.5, 1.5))
        {
            IsSquare = true,
            Map = new ValueMap(40, map, values.Say("blue: 1, orange: 0", "蓝：1，橙：0")),
            Dots = [.. new[] { 0, 1 }.Select(c => new Dots(values.Say($"should be {c}", $"应为 {c}"), [.. Of(c).Select(i => Inputs[i][0])], [.. Of(c).Select(i => Inputs[i][1])], c, IsLarge: true))],
        };
        var table = new NumberTable(values.Say("The last examples", "最近的样本"),
            ["#", "x", "y", "ŷ", values.Say("what the rule does", "规则的动作"), "w", "b"],
            [.. steps.Index().TakeLast(Shown).Select(s => (IReadOnlyList<string>)[$"{s.Index + 1}", Pair(s.Item.Inputs), Text(s.Item.Target), Text(s.Item.Output), Verdict(values, s.Item), Pair(s.Item.Weights), Text(s.Item.Bias)])]);
        return new BenchAnswer(
            [new("wrong", values.Say("wrong of four", "四个中答错的"), wrong), new("updates", values.Say("updates so far", "已更新次数"), steps.Count(s => !s.IsRight)), new("passes", values.Say("passes", "遍数"), examples / 4.0),
                new("w1", "w₁", w1), new("w2", "w₂", w2), new("b", "b", b)],
            [chart, table],
            examples == 0 ? [values.Say("All weights are 0: the net is 0 everywhere, and the answer is 1 everywhere.", "所有权重为 0：净输入处处为 0，因此处处回答 1。")] : []);

        IEnumerable<int> Of(int c) => Enumerable.Range(0, 4).Where(i => targets[i] == c);
    }

    private static string Pair(IReadOnlyList<double> values) => $"({Text(values[0])}, {Text(values[1])})";

    private static string Verdict(BenchValues values, PerceptronStep step) => step.IsRight ? values.Say("right: nothing", "正确：不变") : step.Output > step.Target
        ? values.Say("too high: lowers", "过高：减小") : values.Say("too low: raises", "过低：增大");
}
