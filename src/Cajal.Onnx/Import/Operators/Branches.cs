using Cajal.Onnx.Format;

namespace Cajal.Onnx;

/// <summary>If and Loop. The condition is read on the host, so the record holds the branch that was taken.</summary>
internal static class Branches
{
    public static void AddTo(OperatorTable table)
    {
        table.AddMany("If", Choice);
        table.AddMany("Loop", Rounds);
    }

    private static Tensor?[] Choice(Call c)
    {
        bool holds = c.HostLongs(0) is [not 0];
        return [.. GraphRun.Branch(c.Graph(holds ? "then_branch" : "else_branch"), new Scope(c.Scope), c).Select(v => v.Tensor)];
    }

    // Inputs: most rounds, whether to begin, carried values. The body: round, go on?, carried → go on?, carried, what each round leaves.
    private static Tensor?[] Rounds(Call c)
    {
        GraphProto body = c.Graph("body");
        long most = c.HostLongs(0) is [var said] ? said : long.MaxValue;
        bool goes = c.HostLongs(1) is not [0];
        Value[] carried = [.. c.Values.Skip(2)];
        if (body.Input.Count != carried.Length + 2 || body.Output.Count < carried.Length + 1)
            throw c.Wrong($"its body has {body.Input.Count} inputs and {body.Output.Count} outputs, which do not fit {carried.Length} carried values.");
        var left = new List<Tensor>[body.Output.Count - 1 - carried.Length];
        for (int i = 0; i < left.Length; i++) left[i] = [];
        for (long round = 0; round < most && goes; round++)
        {
            if (round >= OnnxLimits.Rounds) throw c.Wrong($"the loop has not ended after {OnnxLimits.Rounds} rounds and was stopped.");
            var scope = new Scope(c.Scope);
            scope.Set(body.Input[0].Name, new(Tensor.From([round], Shape.Scalar), Known: true));
            scope.Set(body.Input[1].Name, new(Tensor.From([goes], Shape.Scalar), Known: true));
            for (int i = 0; i < carried.Length; i++) scope.Set(body.Input[i + 2].Name, carried[i]);
            var results = GraphRun.Branch(body, scope, c);
            if (results[0] is not { Tensor: { } decision, Known: var known }) throw c.Wrong("its body does not say whether to go on.");
            if (!known) HostReads.Ring(decision);
            goes = HostValues.Whole(decision) is [not 0];
            carried = results[1..(1 + carried.Length)];
            for (int i = 0; i < left.Length; i++) left[i].Add(results[1 + carried.Length + i].Tensor!);
        }
        return [.. carried.Select(v => v.Tensor), .. left.Select(parts => parts.Count > 0 ? Tensor.Stack(parts.ToArray()) : Tensor.Zeros([0]))];
    }
}
