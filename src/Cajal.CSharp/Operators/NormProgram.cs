namespace Cajal.CSharp;

/// <summary>Norms.</summary>
internal static class NormProgram
{
    public static void AddTo(ProgramTable table)
    {
        table.Add<LayerNormalize>((n, op) => $"Normalize({n[0]}, {Row(n.ShapeOf(0), op.Axes)}, {Literal.Number(op.Epsilon)}, {n.OrNull(1)}, {n.OrNull(2)}, 1)");
        table.Add<RmsNormalize>((n, op) => $"NormalizeByRoot({n[0]}, {Row(n.ShapeOf(0), op.Axes)}, {Literal.Number(op.Epsilon)}, {n.OrNull(1)})");
        table.Add<GroupNormalize>((n, op) =>
        {
            int places = NodeProgram.Inner(n.ShapeOf(0), 1);
            return $"Normalize({n[0]}, {n.ShapeOf(0)[1] / op.Groups * places}, {Literal.Number(op.Epsilon)}, {n.OrNull(1)}, {n.OrNull(2)}, {places})";
        });
        table.Add<ChannelNormalize>((n, op) =>
            $"NormalizeAsKept({n[0]}, {n[1]}, {n[2]}, {n.OrNull(3)}, {n.OrNull(4)}, {Literal.Number(op.Epsilon)}, {NodeProgram.Inner(n.ShapeOf(0), 1)})");
        table.Add<BatchNormalize>((n, _) => throw n.Wrong("it norms by the statistics of a batch, and a program answers one example at a time"));
    }

    private static int Row(Shape shape, int axes) => NodeProgram.Inner(shape, shape.Rank - axes - 1);
}
