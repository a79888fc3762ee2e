namespace Cajal.CSharp;

/// <summary>Walks over steps. The inputs' part of the gates is computed before, as the record has it.</summary>
internal static class RecurrentProgram
{
    public static void AddTo(ProgramTable table)
    {
        table.Add<LstmScan>((n, op) => n.YieldMany(2, $"LstmScan({n[0]}, {n.Transposed(1)}, {n[2]}, {n[3]}, {Sizes(n, op.HasLengths)}, {Word(op.Reverse)})"));
        table.Add<GruScan>((n, op) => n.Yield($"GruScan({n[0]}, {n.Transposed(1)}, {n[2]}, {(op.HasBias ? n[3] : "null")}, {Sizes(n, op.HasLengths)}, {Word(op.Reverse)})"));
        table.Add<RnnScan>((n, op) => n.Yield($"RnnScan({n[0]}, {n.Transposed(1)}, {n[2]}, {Sizes(n, op.HasLengths)}, {Word(op.Reverse)}, {Word(op.Rectified)})"));
    }

    private static string Sizes(NodeProgram n, bool hasLengths) => hasLengths
        ? throw n.Wrong("sequences have lengths of their own, and a program reads whole ones")
        : FormattableString.Invariant($"{n.ShapeOf(0)[0]}, {n.ShapeOf(0)[1]}, {n.ShapeOf(1)[1]}");

    private static string Word(bool value) => value ? "true" : "false";
}
