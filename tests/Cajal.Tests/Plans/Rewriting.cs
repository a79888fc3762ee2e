using Cajal.Networks;

namespace Cajal.Tests.Plans;

/// <summary>Makes a step twice, with the rewrites under test and without any, and runs both side by side.</summary>
internal static class Rewriting
{
    /// <summary>A plan of what <paramref name="body"/> records, with these rewrites.</summary>
    public static Plan Plan(Func<Tape, Tensor[]> body, params IRewrite[] rewrites)
    {
        using var tape = Tape.Start();
        var results = body(tape);
        foreach (var result in results) result.Keep();
        return Cajal.Plan.TryMake(new Record(tape, results), Cajal.Plan.MostArenaBytes, out string? obstacle, rewrites)
            ?? throw new InvalidOperationException(obstacle);
    }

    /// <summary>The bytes of all results after some runs.</summary>
    public static byte[][] Results(Plan plan, int runs, params Tensor[] inputs)
    {
        for (int i = 0; i < runs; i++) plan.Run(inputs);
        return [.. plan.Outputs.Select(Bytes)];
    }

    /// <summary>The bytes of a tensor's numbers.</summary>
    public static byte[] Bytes(Tensor tensor)
    {
        byte[] bytes = new byte[tensor.Count * tensor.DType.Size()];
        tensor.Device.CopyToHost(tensor.Contiguous().Keep().Storage, bytes);
        return bytes;
    }

    /// <summary>A network with every kind of follower: bias, activation, a residual sum, an update; and its plan.</summary>
    public static (Plan Plan, Module Model, Optimizer Optimizer, Tensor[] Inputs) Network(DType dtype, int batch, string optimizer, params IRewrite[] rewrites)
    {
        var rng = new Rng(5);
        var model = new Sequential(new Linear(37, 50, rng, dtype: dtype), Activation.Tanh, new Linear(50, 37, rng, dtype: dtype), Activation.Relu);
        var last = new Linear(37, 3, rng, dtype: dtype);
        var whole = new Sequential(model, last);
        var moves = Optimizer.Parse(optimizer, whole.Parameters);
        Tensor x = Tensor.Normal([batch, 37], rng, dtype: dtype), labels = Tensor.From(Enumerable.Range(0, batch).Select(i => (long)(i % 3)).ToArray(), [batch]);
        var plan = Plan(tape =>
        {
            var hidden = model.Forward(tape.Input(x)) + x;
            var logits = last.Forward(hidden);
            var loss = logits.CrossEntropy(tape.Input(labels));
            moves.Step(tape.Gradients(loss));
            return [loss, logits];
        }, rewrites);
        return (plan, whole, moves, [x, labels]);
    }
}
