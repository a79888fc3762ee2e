using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>The perceptron's line after each of its mistakes: AND is learned, XOR never. Documents 001 and 003.</summary>
internal sealed class PerceptronLines() : LectureFigure("perceptron")
{
    private static readonly double[][] Inputs = [[0, 0], [0, 1], [1, 0], [1, 1]];

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var sheet = new SmallMultiples("Each mistake moves the perceptron's line: AND is learned, XOR never can be", 3, 350, 370);
        var passes = new Chart("mistakes in each pass", "pass", "mistakes of 4") { X = { IsWhole = true }, Y = { IsWhole = true } }.RangeY(0, 4.2);
        var said = new List<string>();
        foreach (var (name, targets, colour) in new[] { ("AND", new double[] { 0, 0, 0, 1 }, 2), ("XOR", [0, 1, 1, 0], 3) })
        {
            var perceptron = Perceptron.ZeroOne(2);
            var lines = new List<(double A, double B, double C)>();
            var report = perceptron.Train(Inputs, targets, narrate: step =>
            {
                if (!step.IsRight) lines.Add((step.Weights[0], step.Weights[1], step.Bias));
            });
            var chart = new Chart($"{name}: {report.Updates} mistakes{(report.Converged ? ", then none" : " and no end")}", "x₁", "x₂");
            for (int i = 0; i < lines.Count; i++)
            {
                var (a, b, c) = lines[i];
                bool last = i == lines.Count - 1;
                // Weights of zero draw no line.
                if (a != 0 || b != 0) chart.Level(last ? "the line at last" : "after earlier mistakes", Surface.Of((x, y) => a * x + b * y + c, -0.6, 1.6, -0.6, 1.6), 0, colour: last ? 2 : 7, dashed: !last);
            }
            // Where a line leaves a circle around the four points stand the numbers of the mistakes that led to it.
            foreach (var same in lines.Select((l, i) => (Line: l, Number: i + 1)).Where(l => l.Line.A != 0 || l.Line.B != 0).GroupBy(l => Exit(l.Line.A, l.Line.B, l.Line.C)))
                if (same.Key is { } at) chart.Note(at.X, at.Y, string.Join(", ", same.Select(l => l.Number)));
            for (int kind = 0; kind < 2; kind++)
            {
                double[][] own = [.. Inputs.Where((_, i) => targets[i] == kind)];
                chart.Scatter($"target {kind}", [.. own.Select(x => x[0])], [.. own.Select(x => x[1])], colour: kind, size: 14, dot: kind == 0 ? Dot.Circle : Dot.Square);
            }
            sheet.Add(chart.RangeX(-0.6, 1.6).RangeY(-0.6, 1.6).Equal());
            // What repeats is shown twice.
            double[] mistakes = [.. report.Mistakes.Select(m => (double)m)];
            if (report.CannotConverge) mistakes = [.. mistakes, .. mistakes[report.RepeatsPass!.Value..], .. mistakes[report.RepeatsPass!.Value..]];
            passes.Line(name, [.. Enumerable.Range(1, mistakes.Length).Select(p => (double)p)], mistakes, colour: colour == 2 ? 4 : 6, dots: true);
            said.Add($"{name}: {report}");
        }
        return new(sheet.Add(passes), $"Rosenblatt's rule with weights from zero and a rate of 1, the four rows in order; the numbers at a line are those of the mistakes after which it stood there, and a point on the line counts as 1. {string.Join(" ", said)}");
    }

    // The upper end of a·x + b·y + c = 0 inside a circle around (½, ½); rounded, so that equal lines have equal ends.
    private static (double X, double Y)? Exit(double a, double b, double c)
    {
        const double Radius = 1.05;
        double length = Math.Sqrt(a * a + b * b), away = (a * 0.5 + b * 0.5 + c) / length, half = Math.Sqrt(Radius * Radius - away * away);
        if (double.IsNaN(half)) return null;
        double footX = 0.5 - away * a / length, footY = 0.5 - away * b / length, sign = a > 0 || (a == 0 && b < 0) ? 1 : -1;
        return (Math.Round(footX - sign * half * b / length, 6), Math.Round(footY + sign * half * a / length, 6));
    }
}
