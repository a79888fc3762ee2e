using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Insight.Figures;

public class DiagramTests
{
    [Fact]
    public void A_graph_shows_each_operation_with_its_value_and_the_loss_s_derivative()
    {
        using var tape = Tape.Start();
        Tensor x = Tensor.From([0.5]);
        var w = new Parameter(Tensor.From([2.0]));
        var y = x * w;
        var loss = (y - 3).Square().Sum();
        var words = new Drawn(new ComputationGraph("graph", tape, loss, (x, "x"), (w, "w"))).Words;
        foreach (string box in new[] { "x", "w", "×", "−", "Square", "Sum" }) words.ShouldContain(box);
        // y = 1, y − 3 = −2, loss 4; dL/dy = −4, dL/dw = −4 · 0.5.
        foreach (string number in new[] { "0.5", "2", "1", "−2", "4", "−4" }) words.ShouldContain(number);
        words.Count(t => t == "−2").ShouldBe(2);
    }

    [Fact]
    public void A_graph_draws_any_operation_and_what_does_not_lead_to_the_loss_is_left_out()
    {
        using var tape = Tape.Start();
        var model = new Sequential(new Conv2d(1, 2, 3, new Rng(1)), new BatchNorm2d(2), Activation.Relu, new Flatten(), new Linear(8, 3, new Rng(1)));
        Tensor x = Tensor.Normal([2, 1, 4, 4], new Rng(2));
        x.Exp();
        var words = new Drawn(new ComputationGraph("net", tape, model.Forward(x).CrossEntropy(Tensor.From([0L, 2])), (x, "pictures"))).Words;
        words.ShouldContain("pictures");
        words.ShouldContain("4.weight");
        words.ShouldContain("[2, 1, 4, 4]");
        words.ShouldNotContain("Exp");
    }

    [Fact]
    public void A_graph_without_a_recorded_loss_says_so()
    {
        using var tape = Tape.Start();
        Should.Throw<ArgumentException>(() => new ComputationGraph("none", tape, Tensor.From([1.0]))).Message.ShouldContain("not computed on this tape");
    }

    [Fact]
    public void A_network_shows_its_activations_and_a_line_for_each_weight()
    {
        var model = Mlp.Build([2, 3, 1], new Rng(1), "sigmoid", dtype: DType.Float64);
        Tensor x = Tensor.From([0.5, -1.0]);
        var drawn = new Drawn(new NetworkDiagram("net", model, x) { Inputs = ["x₁", "x₂"], Outputs = ["y"] });
        drawn.Root.Elements().Count(e => e.Name.LocalName == "circle").ShouldBe(6);
        drawn.Paths(drawn.Root).Count().ShouldBe(9);
        foreach (double a in model[1].Forward(model[0].Forward(x.Unsqueeze(0))).ToArray<double>()) drawn.Words.ShouldContain(Ticks.Plain(a, 2));
        drawn.Words.ShouldContain("x₂");
    }

    [Fact]
    public void A_network_with_NaN_still_draws_and_says_where_and_a_wide_one_says_how_many_more()
    {
        var model = Mlp.Build([20, 2], new Rng(1));
        ((Linear)model[0]).Weight.Assign(Tensor.Full([2, 20], double.NaN));
        var drawn = new Drawn(new NetworkDiagram("net", model, Tensor.Ones([20])));
        drawn.Words.ShouldContain("⋮ 8 more");
        drawn.Words.ShouldContain("×");
        string.Join(' ', drawn.Words).ShouldContain("42 numbers are not finite");
    }

    [Fact]
    public void A_network_of_pictures_is_refused_with_its_shape()
    {
        var model = new Sequential(new Flatten(), new Linear(4, 2, new Rng(1)));
        Should.Throw<ArgumentException>(() => new NetworkDiagram("net", model, Tensor.Ones([3, 4]))).Message.ShouldContain("[3, 4]");
        Should.Throw<ArgumentException>(() => new NetworkDiagram("net", new Sequential(new Flatten()), Tensor.Ones([4]))).Message.ShouldContain("linear layers");
    }

    [Fact]
    public void A_confusion_matrix_writes_its_counts_and_says_what_is_in_no_column()
    {
        var matrix = new ConfusionMatrix();
        matrix.Update(Tensor.From(new[,] { { 1f, 0 }, { 1, 0 }, { 0, 1 }, { float.NaN, 0 } }), Tensor.From([0L, 1, 1, 1]));
        var drawn = new Drawn(Chart.Confusion("who is taken for whom", matrix, ["cat", "dog"]));
        drawn.Area.Descendants().Count(e => e.Name.LocalName == "text" && e.Value == "1").ShouldBe(3);
        drawn.Words.ShouldContain("cat");
        string.Join(' ', drawn.Words).ShouldContain("1 in no column");
        Should.Throw<ArgumentException>(() => Chart.Confusion("wrong", matrix, ["one"]));
    }

    [Fact]
    public void Calibration_is_the_mean_distance_between_said_and_right()
    {
        // Four times 0.75 said and three right: no error; twice 0.95 said and one right: 0.45.
        var calibration = new Calibration([0.75, 0.75, 0.75, 0.75, 0.95, 0.95, double.NaN], [true, true, true, false, true, false, true]);
        calibration.Error.ShouldBe(0.45 * 2 / 6, 1e-12);
        calibration.Missed.ShouldBe(1);
        var drawn = new Drawn(Chart.Reliability("too sure").Reliability("net", calibration));
        drawn.Area.Descendants().Count(e => e.Name.LocalName == "circle").ShouldBe(2);
        drawn.Words.ShouldContain("net: calibration error 0.15, without 1 that are no probability.");
        double.IsNaN(new Calibration([], []).Error).ShouldBeTrue();
    }

    [Fact]
    public void Quivers_and_warped_grids_draw_what_is_finite()
    {
        var quiver = new Drawn(new Chart("q").Quiver("down", [0, 1, 2], [0, 0, 0], [1, 0, double.NaN], [0, 0, 1]));
        quiver.Paths(quiver.Area).First().Attribute("d")!.Value.Count(c => c == 'M').ShouldBe(2, "one arrow: its shaft and its head");
        var grid = new Drawn(new Chart("g").WarpedGrid("grid", Tensor.From(new[, ,] { { { 0.0, 0 }, { 1, 0 } }, { { 0, 1 }, { double.NaN, 1 } } })));
        grid.Paths(grid.Area).First().Attribute("d")!.Value.Count(c => c == 'L').ShouldBe(2);
        Should.Throw<ShapeException>(() => new Chart("g").WarpedGrid("", Tensor.Ones([2, 2])));
    }

    [Fact]
    public void Panels_share_a_legend_only_where_it_says_the_same()
    {
        var same = new SmallMultiples("same").Add(new Chart("a").Line("run", [1, 2])).Add(new Chart("b").Line("run", [2, 3]));
        new Drawn(same).Words.Count(w => w == "run").ShouldBe(1);
        var other = new SmallMultiples("other").Add(new Chart("a").Line("run", [1, 2])).Add(new Chart("b").Line("another", [2, 3]));
        new Drawn(other).Words.Count(w => w is "run" or "another").ShouldBe(2);
        var charts = same.SameY();
        new Drawn(charts).Root.ShouldNotBeNull();
    }
}
