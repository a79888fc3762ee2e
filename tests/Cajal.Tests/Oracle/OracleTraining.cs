using Cajal.Networks;

namespace Cajal.Tests.Oracle;

/// <summary>training.json: whole runs of twenty steps. Models with layers that <see cref="TrainingLayers"/> does not build count as unsupported.</summary>
internal static class OracleTraining
{
    // A bias in front of a norm that takes the mean away has no gradient but rounding, which Adam divides by ε = 1e-8: 20 steps at a rate of 0.01 move it
    // by 2e-8 in Float64, and in Float32, whose rounding is as large as ε, by as much as any other.
    private static double Rounding(DType dtype) => dtype == DType.Float64 ? 2e-8 : 0.2;

    public static IReadOnlyDictionary<string, OracleOp> Ops { get; } = new Dictionary<string, OracleOp> { ["training"] = Run };

    private static void Run(OracleCase record, OracleCheck check)
    {
        check.IsRun = true;
        var (model, objective) = TrainingText.Model(record.Params.Text("model"), check.DType);
        var initial = record.Tensors("initial");
        var parameters = Named(model, [.. initial.Keys], model.NamedVariables.Where(v => v.Variable is Parameter));
        foreach (var (name, variable) in parameters) variable.Assign(initial[name].In(check.DType));
        var (optimizer, clip) = TrainingText.Optimizer(record.Params.Text("optimizer"), model.Parameters);
        (Tensor X, Tensor Y)[] batches = [.. record.Field("batches").EnumerateArray()
            .Select(b => (OracleTensor.Read(b.GetProperty("x")).In(check.DType), OracleTensor.Read(b.GetProperty("y")).In(check.DType)))];
        double[] losses = [.. record.Field("loss").EnumerateArray().Select(OracleTensor.Number)];
        for (int i = 0; i < losses.Length; i++)
        {
            using var tape = Tape.Start();
            var (x, y) = batches[i % batches.Length];
            var loss = objective(model.Forward(x), y);
            check.Close($"loss {i}", loss.Item(), losses[i]);
            var gradients = tape.Gradients(loss);
            if (i == 0)
                foreach (var (name, expected) in record.Tensors("first_grads")) check.Close($"first gradient of {name}", gradients[parameters[name]], expected);
            optimizer.Step(clip(gradients));
        }
        var first = record.Tensors("first_grads");
        foreach (var (name, expected) in record.Tensors("final"))
        {
            check.Least = first.TryGetValue(name, out var g) && IsRounding(g) ? Rounding(check.DType) : 0;
            check.Close($"final {name}", parameters[name], expected);
        }
        // The running mean behind such a bias moves as it does, and lags behind it.
        bool wanders = first.Values.Any(IsRounding);
        check.Least = wanders ? Rounding(check.DType) : 0;
        var buffers = record.Tensors("final_buffers");
        var states = model.NamedVariables.Where(v => v.Variable is State { IsPersistent: true } && !v.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal));
        string[] kept = [.. buffers.Keys.Where(k => !k.EndsWith("num_batches_tracked", StringComparison.Ordinal))];
        if (kept.Length > 0)
            foreach (var (name, state) in Named(model, kept, states)) check.Close($"final {name}", state, buffers[name]);
        check.Least = 0;
        if (!record.Has("final_eval_output_batch0")) return;
        var output = OracleTensor.Read(record.Field("final_eval_output_batch0"));
        if (!wanders || check.DType == DType.Float64) check.Close("final output", model.Forward(batches[0].X), output);
    }

    private static bool IsRounding(OracleTensor gradient) => gradient.Values.All(v => Math.Abs(v) < 1e-14);

    // By the model's own names, or where the record has others, in the same order.
    private static Dictionary<string, Variable> Named(Sequential model, string[] names, IEnumerable<(string Name, Variable Variable)> variables)
    {
        var all = variables.ToArray();
        if (names.Length != all.Length) throw new NotUnderstoodException($"{names.Length} values for the {all.Length} variables of {model}");
        return all.Select(v => v.Name).Order().SequenceEqual(names.Order()) ? all.ToDictionary(v => v.Name, v => v.Variable)
            : names.Zip(all).ToDictionary(p => p.First, p => p.Second.Variable);
    }
}
