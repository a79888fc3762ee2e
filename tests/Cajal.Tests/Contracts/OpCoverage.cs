using System.Reflection;
using Cajal.Networks;
using Cajal.Tests.House;
using Cajal.Tests.Networks;
using Cajal.Tests.Ops;
using Cajal.Training;

namespace Cajal.Tests.Contracts;

/// <summary>No op without a sample, whichever floor it lives on, whether public or not.</summary>
[Collection("alone")]
public class OpCoverage
{
    // Ops that take no part in the walk: one needs a second device, some draw random numbers (and have tests of their own).
    private static readonly Type[] Elsewhere = [typeof(Transfer), typeof(RandomMask), typeof(RandomNormal), typeof(RandomUniform)];

    [Fact]
    public void Every_op_has_a_sample_that_runs_it_forward_or_backward()
    {
        var seen = new HashSet<Type>();
        foreach (var sample in OpSamples.All)
        {
            using var tape = Tape.Start();
            var x = sample.Draw(DType.Float32);
            foreach (var t in x) if (t.DType.IsFloat()) tape.Watch(t);
            var y = sample.Call(x);
            if (sample.HasDerivative) tape.Gradients(y, Tensor.Ones(y.Shape, y.DType));
            seen.UnionWith(tape.Nodes.Select(n => n.Op.GetType()));
        }
        Ops().Where(t => !seen.Contains(t)).Select(t => t.ToString())
            .ShouldBeEmpty("each op needs a sample in tests/Cajal.Tests/Ops/OpSamples.*.cs");
    }

    [Fact]
    public void Every_update_op_runs_in_some_step_of_the_contracts()
    {
        var seen = new HashSet<Type>();
        foreach (var sample in OptimizerSample.All)
        {
            var model = new Sequential(new Linear(2, 3, new Rng(1)), new BatchNorm1d(3), new Dropout(0.5, new Rng(2)));
            var optimizer = sample.Make(model.Parameters);
            var sum = new GradientSum();
            using var tape = Tape.Start();
            sum.Add(tape.Gradients(model.Forward(Tensor.Ones([2, 2])).Sum()));
            optimizer.Step(sum.Take());
            new ProximalL1(0.1).AfterStep(model, optimizer);
            new Ema(model).Update();
            new Swa(model).Update();
            new MultiHeadAttention(2, 1, new Rng(3)).Run(Tensor.Ones([1, 1, 2]), new KeyValueCache(1, 1, 2, 1, 2), 0);
            new Embedding(2, 2, new Rng(4), maxNorm: 1).Forward(Tensor.From(new long[] { 0 }));
            seen.UnionWith(tape.Nodes.Select(n => n.Op.GetType()));
        }
        var updates = Closed<UpdateOp>().ToArray();
        updates.Length.ShouldBeGreaterThan(12, "the walk over the assemblies must see the updates, or it proves nothing");
        updates.Where(t => !seen.Contains(t)).Select(t => t.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public void The_walk_over_the_assemblies_sees_the_ops()
    {
        var ops = Ops().ToArray();
        ops.Length.ShouldBeGreaterThan(60, "the walk over the assemblies must see the ops, or it proves nothing");
        ops.ShouldContain(typeof(Unary<Exp>));
        ops.ShouldContain(typeof(Jump<Step>));
        ops.Select(t => t.Name).ShouldContain("ClassPlace");
    }

    /// <summary>Closed op types: plain records, and the elementwise families once for each function.</summary>
    internal static IEnumerable<Type> Ops()
    {
        foreach (var type in Closed<Op>().Where(t => !typeof(UpdateOp).IsAssignableFrom(t) && !Elsewhere.Contains(t))) yield return type;
        foreach (var type in Types())
        {
            if (type.IsValueType && typeof(IDifferentiable).IsAssignableFrom(type)) yield return typeof(Unary<>).MakeGenericType(type);
            if (type.IsValueType && typeof(IJump).IsAssignableFrom(type)) yield return typeof(Jump<>).MakeGenericType(type);
        }
    }

    private static IEnumerable<Type> Closed<T>() =>
        Types().Where(t => t is { IsAbstract: false, ContainsGenericParameters: false } && typeof(T).IsAssignableFrom(t));

    private static IEnumerable<Type> Types() => Repository.Assemblies.SelectMany(a => a.GetTypes());
}
