using System.Text.Json;
using System.Xml.Linq;
using Cajal.Insight;
using Cajal.Lectures;
using Cajal.Networks;

namespace Cajal.Tests.Insight;

public class ExplainTests
{
    [Fact]
    public void The_handworked_forward_pass_stands_beside_the_slide()
    {
        string text = LectureForward.Explain().ToString();
        text.ShouldContain("0.2·0.5 + 0.4·0.8 + 0.1 = 0.52");
        foreach (string number in new[] { "0.594520548", "0.6505090947", "0.6271477663", "0.6058736684", "0.3762886598", "0.3029368342", "0.979225494", "0.7269545104" })
            text.ShouldContain(number);
        Rows(LectureForward.Explain()).ShouldAllBe(row => row[1] == row[2]);
    }

    [Fact]
    public void The_question_marks_of_the_demo_are_filled_in()
    {
        var page = LectureBackpropagation.Explain();
        string text = page.ToString();
        foreach (string number in new[]
        {
            "0.02767403494", "0.02700163699", "0.0009290711608", "0.002389040128", "0.002860075772", "0.007354480558",
            "0.2723259651", "0.872998363", "0.09907092884", "0.7976109599", "0.3971399242", "0.5926455194",
            "0.6820185833", "0.01656538233", "0.1820185833",
        })
            text.ShouldContain(number);
        Rows(page).Count(row => row.Contains("?")).ShouldBe(4);
        text.ShouldContain("∂L/∂w₁₁⁽²⁾ = ∂L/∂z⁽²⁾·a₁⁽¹⁾ = 0.04068112511·0.6802671967 = 0.02767403494");
    }

    [Theory]
    [InlineData("and", "pass 6 is the first without a mistake, after 11 updates")]
    [InlineData("or", "pass 4 is the first without a mistake, after 5 updates")]
    [InlineData("xor", "Cannot converge")]
    public void The_perceptron_narrates(string gate, string end) => PerceptronStory.Explain(gate).ToString().ShouldContain(end);

    [Theory]
    [InlineData(4, "sigmoid", false)]
    [InlineData(4, "relu", true)]
    [InlineData(7, "tanh", true)]
    [InlineData(7, "sigmoid", false)]
    [InlineData(1, "identity", false)]
    public void The_derivation_is_what_the_tape_finds(int depth, string activation, bool rows)
    {
        var page = Derivation.Explain([3, .. Enumerable.Range(0, depth).Select(l => 2 + l % 3)], activation, rows);
        var table = page.Blocks.OfType<TableBlock>().Single();
        table.Rows.Count.ShouldBe(depth);
        foreach (string cell in table.Rows.SelectMany(r => r.Skip(1))) double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture).ShouldBeLessThan(1e-12);
        page.ToString().ShouldContain(rows ? "δ⁽¹⁾ᵀ x" : "δ⁽¹⁾ xᵀ");
    }

    public static TheoryData<string> Kinds => [.. Networks.Keys];

    private static readonly Dictionary<string, Func<Rng, (Layer Model, Tensor X, Tensor Target)>> Networks = new()
    {
        ["mlp"] = rng => (Mlp.Build([5, 7, 3], rng), Tensor.Normal([4, 5], rng), Tensor.From([0L, 2, 1, 1])),
        ["convolution"] = rng => (LeNet.Build(rng, size: 16), Tensor.Normal([2, 1, 16, 16], rng), Tensor.From([3L, 9])),
        ["norms and residual"] = rng => (new Sequential(new Linear(6, 6, rng), new Residual(new Sequential(new LayerNorm(6), new Linear(6, 6, rng), Activation.Gelu)), new Linear(6, 1, rng)),
            Tensor.Normal([3, 6], rng), Tensor.Normal([3, 1], rng)),
        ["lstm"] = rng => (new SequenceClassifier(RecurrentKind.Lstm, 3, 8, 2, rng), Tensor.Normal([2, 6, 3], rng), Tensor.From([0L, 1])),
        ["attention"] = rng => (new TransformerEncoderLayer(8, 2, rng, feedForward: 16), Tensor.Normal([4, 2, 8], rng), Tensor.Normal([4, 2, 8], rng)),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Any_network_is_told_and_left_as_it_was(string kind)
    {
        var rng = new Rng(5);
        var (model, x, target) = Networks[kind](rng);
        var adam = new Adam(model.Parameters);
        var before = model.NamedVariables.Select(v => Numbers(v.Variable)).ToArray();
        var page = model.Explain(x, target, optimizer: adam);
        model.NamedVariables.Select(v => Numbers(v.Variable)).ToArray().ShouldBe(before);
        adam.NamedStates.Where(s => s.Name.EndsWith("/m", StringComparison.Ordinal)).ShouldAllBe(s => Numbers(s.State).All(v => v == 0));
        string text = page.ToString();
        text.ShouldContain("A further forward pass");
        text.ShouldContain("it fell by");
        text.ShouldNotContain("NaN");
        page.Blocks.OfType<FormulaBlock>().Count(f => f.Formula.ToString().StartsWith("∂L/∂", StringComparison.Ordinal)).ShouldBeGreaterThan(4);
    }

    public static TheoryData<string, int> Truths => new()
    {
        { "mlp", 40 }, { "convolution", 20 }, { "norms and residual", 25 }, { "batch norm and pools", 12 }, { "attention", 20 }, { "gru", 19 },
    };

    [Theory]
    [MemberData(nameof(Truths))]
    public void What_is_told_is_true(string kind, int least)
    {
        // Each line "… = numbers = result" is computed again from its own numbers, none left out.
        var (model, x, target) = Exact[kind](new Rng(6));
        var page = model.Explain(x, target, options: new(Digits: 15, Units: 3, Terms: 100_000));
        int checks = 0;
        foreach (var relation in page.Blocks.OfType<FormulaBlock>().Select(b => b.Formula).OfType<RelationTerm>())
            for (int i = 0; i < relation.Sides.Count; i++)
            {
                if (relation.Sides[i].Variables.Count > 0 || relation.Sides[^1] is not NumberTerm result || i == relation.Sides.Count - 1 || Unspelled(relation.Sides[i])) continue;
                FormulaCalculus.Compute(relation.Sides[i], new Dictionary<string, Tensor>()).Item().ShouldBe(result.Value, 1e-12, relation.ToString());
                checks++;
            }
        checks.ShouldBeGreaterThanOrEqualTo(least);

        static bool Unspelled(Formula f) => (f is CallTerm c && !FormulaFunction.IsKnown(c.Function)) || f.Parts.Any(Unspelled);
    }

    [Fact]
    public void A_network_that_answers_otherwise_in_training_is_said_to_run_as_in_training()
    {
        var rng = new Rng(3);
        Tensor x = Tensor.Normal([4, 3], rng), t = Tensor.Normal([4, 1], rng);
#pragma warning disable CAJ002 // the test is about what is said of dropout
        new Sequential(new Linear(3, 4, rng), new Dropout(0.5, rng), new Linear(4, 1, rng)).Explain(x, t).ToString().ShouldContain("as in training");
        new Sequential(new Linear(3, 4, rng), new Linear(4, 1, rng)).Explain(x, t).ToString().ShouldNotContain("as in training");
#pragma warning restore CAJ002
    }

    [Fact]
    public void Lost_numbers_are_told_with_their_place()
    {
        var rng = new Rng(9);
        Tensor x = Tensor.Normal([2, 3], rng), t = Tensor.From([1L, 0]);
        var model = Mlp.Build([3, 4, 2], rng);
        model.Parameters[2].Assign(Tensor.Full(model.Parameters[2].Shape, float.NaN));
        model.Explain(x, t).ToString().ShouldContain("8 of the 8 of W⁽²⁾ (2.weight) are not, and they are what came in");
        model.Parameters[2].Assign(Tensor.Full(model.Parameters[2].Shape, 3e38f));
        string text = model.Explain(x * 1000, t).ToString();
        text.ShouldContain("MatMul in 2 made them of finite numbers");
        text.ShouldNotContain("it fell");
    }

    [Fact]
    public void A_recurrent_unit_is_told_step_by_step_and_the_steps_follow_from_its_gates()
    {
        var rng = new Rng(8);
        var model = new Sequential(new Lstm(3, 4, rng, dtype: DType.Float64), new Linear(4, 2, rng, dtype: DType.Float64));
        var page = model.Explain(Tensor.Normal([5, 2, 3], rng, dtype: DType.Float64), Tensor.Normal([5, 2, 2], rng, dtype: DType.Float64), options: new(Digits: 15, Sample: 1, Place: [1, 2]));
        var steps = page.Blocks.OfType<TableBlock>().Single(t => t.Columns[0] == "step");
        steps.Rows.Count.ShouldBe(5);
        double before = 0;
        foreach (double[] row in steps.Rows.Select(r => r.Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray()))
        {
            var (i, f, g, o, c) = (row[1], row[2], row[3], row[4], row[6]);
            row[5].ShouldBe(before, 1e-14);
            c.ShouldBe(f * before + i * g, 1e-13);
            row[7].ShouldBe(o * Math.Tanh(c), 1e-13);
            before = c;
        }
    }

    private static readonly Dictionary<string, Func<Rng, (Layer Model, Tensor X, Tensor Target)>> Exact = new()
    {
        ["mlp"] = rng => (Mlp.Build([3, 4, 2], rng, "tanh", dtype: DType.Float64), Tensor.Normal([1, 3], rng, dtype: DType.Float64), Tensor.Normal([1, 2], rng, dtype: DType.Float64)),
        ["convolution"] = rng => (new Sequential(new Conv2d(2, 3, 3, rng, padding: 1, stride: 2, dtype: DType.Float64), Activation.Relu, new Conv2d(3, 2, 3, rng, groups: 1, dtype: DType.Float64), new Flatten(),
            new Linear(2, 2, rng, dtype: DType.Float64)), Tensor.Normal([2, 2, 5, 5], rng, dtype: DType.Float64), Tensor.Normal([2, 2], rng, dtype: DType.Float64)),
        ["norms and residual"] = rng => (new Sequential(new Linear(6, 6, rng, dtype: DType.Float64), new Residual(new Sequential(new LayerNorm(6, dtype: DType.Float64), new Linear(6, 6, rng, dtype: DType.Float64),
            new RmsNorm(6, dtype: DType.Float64))), new Linear(6, 1, rng, dtype: DType.Float64)), Tensor.Normal([3, 6], rng, dtype: DType.Float64), Tensor.Normal([3, 1], rng, dtype: DType.Float64)),
        ["batch norm and pools"] = rng => (new Sequential(new BatchNorm2d(2, dtype: DType.Float64), new MaxPool2d(2), new GroupNorm(2, 2, dtype: DType.Float64), new AveragePool2d(2), new Flatten()),
            Tensor.Normal([3, 2, 4, 4], rng, dtype: DType.Float64), Tensor.Normal([3, 2], rng, dtype: DType.Float64)),
        ["attention"] = rng => (new Sequential(new MultiHeadAttention(4, 2, rng, dtype: DType.Float64), new Linear(4, 2, rng, dtype: DType.Float64)),
            Tensor.Normal([3, 2, 4], rng, dtype: DType.Float64), Tensor.Normal([3, 2, 2], rng, dtype: DType.Float64)),
        ["gru"] = rng => (new Sequential(new Gru(3, 2, rng, dtype: DType.Float64), new Linear(2, 2, rng, dtype: DType.Float64)), Tensor.Normal([3, 2, 3], rng, dtype: DType.Float64),
            Tensor.Normal([3, 2, 2], rng, dtype: DType.Float64)),
    };

    [Fact]
    public void Convolutions_count_as_layers_and_their_weights_have_gradients()
    {
        var rng = new Rng(5);
        var (model, x, target) = Networks["convolution"](rng);
        string text = model.Explain(x, target).ToString();
        text.ShouldContain("∂L/∂W⁽¹⁾ [6, 1, 5, 5]");
        text.ShouldContain("a⁽²⁾: in 4, Relu of z⁽²⁾ [2, 16, 4, 4]");
        text.ShouldContain("z⁽⁵⁾ = W⁽⁵⁾·a⁽⁴⁾ + b⁽⁵⁾");
    }

    [Fact]
    public void What_backward_keeps_is_told_with_its_reader()
    {
        var rng = new Rng(5);
        var model = Mlp.Build([784, 128, 64, 10], rng);
        var page = model.ExplainCost(Tensor.Normal([32, 784], rng), Tensor.RandomIntegers([32], rng, 0, 10));
        var rows = page.Blocks.OfType<TableBlock>().First().Rows;
        // Inputs, both hidden activations and the logits: batch · (784 + 128 + 64 + 10) numbers of 4 bytes, and what the loss keeps.
        rows.Single(r => r[0] == "x")[4].ShouldBe("100,352");
        rows.Where(r => r[0].StartsWith('a')).Select(r => r[4]).ShouldBe(["16,384", "8,192"]);
        rows.Where(r => r[0] == "z⁽¹⁾").ShouldAllBe(r => r[5] == "nobody: not kept");
        page.ToString().ShouldContain("109,386 parameters");
        var cost = page.Blocks.OfType<TableBlock>().Last().Rows;
        cost[0][1].ShouldBe("3,493,888");
        cost.ShouldAllBe(r => r[2] != "0 µs");
    }

    [Fact]
    public void A_stack_of_linear_layers_collapses()
    {
        Linear[] layers = [LectureNetwork.Linear(new[,] { { 1.0, 2 }, { 3, 4 }, { 5, 6 } }, [1, 0, -1]), LectureNetwork.Linear(new[,] { { 1.0, 0, 2 } }, [10])];
        var page = Collapse.Explain(layers);
        // [1 0 2]·W = [11, 14]; [1 0 2]·[1 0 −1] + 10 = 9
        page.Blocks.OfType<TableBlock>().Last().Rows.Single().ShouldBe(["1", "11", "14", "9"]);
        page.ToString().ShouldContain("largest difference");
        Should.Throw<ArgumentException>(() => Collapse.Explain([layers[1], layers[1]])).Message.ShouldContain("Layer 2 takes 3 numbers, but layer 1 gives 1");
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("convolution")]
    [InlineData("lstm")]
    public void Integrated_gradients_add_up_to_what_the_inputs_make(string kind)
    {
        var (model, x, target) = Networks[kind](new Rng(7));
        var page = model.ExplainCredit(x, target, options: new(Digits: 9, Sample: 1));
        string sum = page.Blocks.OfType<ParagraphBlock>().Single(p => p.Text.Contains("add up to")).Text;
        double[] numbers = [.. System.Text.RegularExpressions.Regex.Matches(sum, @"-?\d+\.\d+(e-\d+)?").Select(m => double.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture))];
        numbers[0].ShouldBe(numbers[1], 2e-3 * Math.Max(1, Math.Abs(numbers[1])), sum);
        page.Blocks.OfType<TableBlock>().First().Rows.Count.ShouldBe(Math.Min(8, x.Count / x.Shape[0]));
        Should.Throw<ArgumentOutOfRangeException>(() => model.ExplainCredit(x, target, options: new(Sample: 9))).Message.ShouldContain("counted from 0; received 9");
    }

    [Fact]
    public void Options_that_tell_nothing_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new ExplainOptions(Digits: 16)).Message.ShouldContain("1 to 15 significant digits; received 16");
        Should.Throw<ArgumentOutOfRangeException>(() => new ExplainOptions(Units: 0)).Message.ShouldContain("received 0");
        Should.Throw<ArgumentOutOfRangeException>(() => new ExplainOptions(Terms: -1)).Message.ShouldContain("received -1");
    }

    [Fact]
    public void Strange_numbers_are_said()
    {
        var model = Mlp.Build([2, 3, 1], new Rng(1));
        model.Parameters[0].Assign(Tensor.Full([3, 2], double.NaN));
        model.Explain(Tensor.Ones([2, 2]), Tensor.Ones([2, 1])).ToString().ShouldContain("NaN");
    }

    [Fact]
    public void A_page_is_written_in_four_ways()
    {
        var page = LectureBackpropagation.Explain();
        page.ToMarkdown().ShouldContain(@"$$\frac{\partial L}{\partial {y}} = 0.1902834929$$".Replace("{y}", "y", StringComparison.Ordinal));
        using (var json = JsonDocument.Parse(page.ToJson())) json.RootElement.GetProperty("blocks").GetArrayLength().ShouldBe(page.Blocks.Count);
        string html = page.ToHtml();
        html.ShouldNotContain("http");
        var parsed = XDocument.Parse(html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("</html>", StringComparison.Ordinal)]);
        parsed.Descendants("math").Count().ShouldBe(page.Blocks.OfType<FormulaBlock>().Count());
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(Page page) => page.Blocks.OfType<TableBlock>().SelectMany(t => t.Rows);

    private static double[] Numbers(Tensor x) => x.To(DType.Float64).ToArray<double>();
}
