namespace Cajal.Studio;

/// <summary>The lectures' forward pass by hand, 2-2-1, line by line.</summary>
internal sealed class ForwardBench() : LessonBench("forward", Control.Walk("lines", 0, 6), Control.Number("x1", 0.5, -2, 2, 0.1), Control.Number("x2", 0.8, -2, 2, 0.1))
{
    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        var net = new LectureNet(new[,] { { 0.2, 0.4 }, { 0.3, 0.1 } }, [0.1, 0.2], new[,] { { 0.6, 0.5 } }, [0.3]);
        double x1 = values.Number("x1"), x2 = values.Number("x2");
        var (z, a) = net.Forward(Tensor.From(new[,] { { x1, x2 } }));
        string p = Text(x1), q = Text(x2);
        var table = LectureNet.Table(values, values.Say("From the inputs to the answer", "从输入到输出"), values.Whole("lines"),
            ("z₁", $"0.2·{p} + 0.4·{q} + 0.1", z[0]), ("z₂", $"0.3·{p} + 0.1·{q} + 0.2", z[1]), ("a₁", "σ(z₁)", a[0]), ("a₂", "σ(z₂)", a[1]),
            ("z₃", $"0.6·{Text(a[0])} + 0.5·{Text(a[1])} + 0.3", z[2]), ("y", "σ(z₃)", a[2]));
        return new BenchAnswer(
            [new("z1", "z₁", z[0]), new("z2", "z₂", z[1]), new("a1", "a₁", a[0]), new("a2", "a₂", a[1]), new("z3", "z₃", z[2]), new("y", "y", a[2])],
            // The bars would give away what is to be computed.
            values.Whole("lines") < 6 ? [table] : [table, new Bars(values.Say("What each unit hands on", "每个单元传出的值"), ["a₁", "a₂", "y"], a)],
            []);
    }
}
