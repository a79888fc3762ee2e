using System.Reflection;
using Cajal.Tests.Ops;

namespace Cajal.Tests.Contracts;

/// <summary>No op without a sample.</summary>
public class OpCoverage
{
    // Ops that take no part in the walk: one needs a second device, one draws random numbers (and has tests of its own).
    private static readonly Type[] Elsewhere = [typeof(Transfer), typeof(RandomMask)];

    [Fact]
    public void Every_public_op_of_the_first_floor_has_a_sample()
    {
        var seen = new HashSet<Type>();
        foreach (var sample in OpSamples.All)
        {
            using var tape = Tape.Start();
            sample.Call(sample.Draw(DType.Float32));
            foreach (var node in tape.Nodes) seen.Add(node.Op.GetType());
        }
        Wanted().Where(t => !seen.Contains(t)).Select(t => t.ToString()).ShouldBeEmpty("each op needs a sample in tests/Cajal.Tests/Ops/OpSamples.*.cs");
    }

    [Fact]
    public void The_walk_over_the_assembly_sees_the_ops()
    {
        var ops = Wanted().ToArray();
        ops.Length.ShouldBeGreaterThan(60, "the walk over the assembly must see the ops, or it proves nothing");
        ops.ShouldContain(typeof(Unary<Exp>));
        ops.ShouldContain(typeof(Jump<Step>));
    }

    // Closed op types: plain records, and the elementwise families once for each public function.
    private static IEnumerable<Type> Wanted()
    {
        var types = typeof(Op).Assembly.GetExportedTypes();
        foreach (var type in types)
        {
            if (type is { IsAbstract: false, ContainsGenericParameters: false } && typeof(Op).IsAssignableFrom(type) && !typeof(UpdateOp).IsAssignableFrom(type)
                && !Elsewhere.Contains(type)) yield return type;
            if (type.IsValueType && typeof(IDifferentiable).IsAssignableFrom(type)) yield return typeof(Unary<>).MakeGenericType(type);
            if (type.IsValueType && typeof(IJump).IsAssignableFrom(type)) yield return typeof(Jump<>).MakeGenericType(type);
        }
    }
}
