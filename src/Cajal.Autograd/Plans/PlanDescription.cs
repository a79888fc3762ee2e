using System.Globalization;
using System.Text;

namespace Cajal;

/// <summary>What a plan does and why, for people.</summary>
internal static class PlanDescription
{
    /// <summary>A line for each step: its operations, shapes, bytes read and written, multiply-adds, and why operations were joined.</summary>
    public static string Of(PlanProgram program, PlanLayout layout)
    {
        var text = new StringBuilder();
        var now = CultureInfo.InvariantCulture;
        int operations = program.Steps.Sum(s => s.Parts.Count);
        text.AppendLine(now, $"{operations} operations in {program.Steps.Count} steps, {layout.TotalBytes} bytes for values that take {layout.ValueBytes} one by one");
        text.AppendLine(now, $"{"step",4}  {"multiply-adds",13}  {"bytes",11}  operations");
        for (int i = 0; i < program.Steps.Count; i++)
        {
            var step = program.Steps[i];
            long work = step.Parts.Sum(n => n.Op.MultiplyAdds(n.Inputs, n.Outputs));
            text.Append(now, $"{i,4}  {work,13}  {Bytes(program, step),11}  {Name(step.Head)} {Shapes(step.Head)}");
            foreach (var follower in step.Parts.Skip(1)) text.Append(now, $" + {Name(follower)}");
            if (program.StretchOf(i) is { } stretch) text.Append(now, $"  (in turns of {stretch.Together} pictures)");
            if (step.Reason.Length > 0) text.Append(now, $"  ({step.Reason})");
            text.AppendLine();
        }
        foreach (var rewrite in Rewrites.All)
            text.AppendLine(now, $"{rewrite.GetType().Name}: {rewrite.Reason}; {(rewrite.KeepsBits ? "every bit stays" : "changes rounding")}");
        return text.ToString();
    }

    private static string Name(Node node) => (node.Module.Length > 0 ? node.Module + ": " : "") + node.Op.Name;

    private static string Shapes(Node node) =>
        $"{string.Join(", ", node.Inputs.Select(t => t.Shape))} → {string.Join(", ", node.Outputs.Select(t => t.Shape))}";

    // What a step itself made need not come from memory again.
    private static long Bytes(PlanProgram program, PlanStep step)
    {
        var read = step.Parts.SelectMany(n => n.Inputs).Select(program.BaseOf).Where(t => program.MakerOf(t) != step);
        return read.Concat(step.Parts.SelectMany(n => n.Outputs)).Distinct(ReferenceEqualityComparer.Instance).Cast<Tensor>()
            .Sum(t => (long)t.Count * t.DType.Size());
    }
}
