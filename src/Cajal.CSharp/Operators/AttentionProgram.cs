namespace Cajal.CSharp;

/// <summary>Attention and rotary positions.</summary>
internal static class AttentionProgram
{
    public static void AddTo(ProgramTable table)
    {
        table.Add<Attention>((n, op) =>
        {
            Shape q = n.ShapeOf(0), k = n.ShapeOf(1);
            string first = op.HasFirst ? n[n.Count - 1] + "[0]" : "0";
            return Attend(n, n[0], n[1], n[2], q, k[1], n.ShapeOf(2)[3], op.Scale, op.Causal, first, op.HasMask ? 3 : -1);
        });
        table.Add<PackedAttention>((n, op) =>
        {
            Shape x = n.ShapeOf(0);
            Shape each = [x[0], x[1], x[3], x[4]];
            int[] steps = NodeProgram.Steps(x);
            string Part(int i) => NodeProgram.View(n[0], each.ToArray(), [steps[0], steps[1], steps[3], steps[4]], i * steps[2]);
            return Attend(n, Part(0), Part(1), Part(2), each, x[1], x[4], op.Scale, op.Causal, "0", op.HasMask ? 1 : -1);
        });
        table.Add<Rotary>((n, op) =>
        {
            Shape x = n.ShapeOf(0);
            return $"Turn({n[0]}, {n[1]}, {x[1]}, {x[2]}, {op.Turned}, {x[3]}, {(op.HasFirst ? n[2] + "[0]" : "0")}, {(op.Back ? "true" : "false")})";
        });
    }

    private static string Attend(NodeProgram n, string q, string k, string v, Shape asked, int seen, int width, double scale, bool causal, string first, int mask)
    {
        string hidden = "null", added = "null";
        if (mask >= 0)
        {
            string stretched = n.Stretched(mask, [asked[0], asked[2], asked[1], seen]);
            if (n.Input(mask).DType == DType.Bool) hidden = stretched;
            else added = stretched;
        }
        return $"Attention({q}, {k}, {v}, {asked[0]}, {asked[1]}, {seen}, {asked[2]}, {asked[3]}, {width}, {Literal.Number(scale)}, {(causal ? "true" : "false")}, {first}, {hidden}, {added})";
    }
}
