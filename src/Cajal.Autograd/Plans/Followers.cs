namespace Cajal;

/// <summary>Finds the operations that can be computed together with a step, on each piece of its results.</summary>
internal static class Followers
{
    /// <summary>Moves all of them up into the step.</summary>
    /// <remarks>An operation may move up when everything it reads is there at its new place, and when nothing it jumps over reads or writes what it
    /// writes, or writes what it reads. Of the step's own results it may read the piece at hand only: not the transpose of a square one, whose
    /// numbers are those of other pieces.</remarks>
    public static void Gather(PlanProgram program, PlanStep step, string reason)
    {
        int place = program.Steps.ToList().IndexOf(step), count = PlanStep.CountOf(step.Head);
        var later = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        var read = new HashSet<Storage>(ReferenceEqualityComparer.Instance);
        var written = new HashSet<Storage>(ReferenceEqualityComparer.Instance);
        foreach (var next in program.Steps.Skip(place + 1).ToArray())
        {
            if (MayJoin(next)) program.Join(step, next, reason);
            else foreach (var node in next.Parts) Pass(node);
        }

        bool MayJoin(PlanStep next)
        {
            var node = next.Head;
            return next.Parts.Count == 1 && node.Op is IPiecewise && PlanStep.CountOf(node) == count
                && node.Inputs.Any(x => program.MakerOf(x) == step)
                && node.Inputs.All(x => program.MakerOf(x) != step || Walk.IsAlike(x, count))
                && !node.Inputs.Any(x => later.Contains(program.BaseOf(x)) || written.Contains(x.RawStorage))
                && !node.Outputs.Any(y => y is Variable && (read.Contains(y.RawStorage) || written.Contains(y.RawStorage) || IsUsedHere(y.RawStorage)))
                && PlanStep.Fits(node, step.Columns);
        }

        // While one piece is written, another may still be read.
        bool IsUsedHere(Storage memory) => step.Parts.Any(n => n.Inputs.Concat(n.Outputs).Any(t => t.RawStorage == memory));

        void Pass(Node node)
        {
            foreach (var x in node.Inputs)
                if (x.RawStorage.IsVariable) read.Add(x.RawStorage);
            foreach (var y in node.Outputs)
            {
                if (y is Variable) written.Add(y.RawStorage);
                else later.Add(y);
            }
        }
    }
}
