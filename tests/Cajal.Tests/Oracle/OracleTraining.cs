using Cajal.Networks;

namespace Cajal.Tests.Oracle;

/// <summary>training.json: whole runs of twenty steps. Models with layers that Cajal does not have yet count as unsupported.</summary>
internal static class OracleTraining
{
    public static IReadOnlyDictionary<string, OracleOp> Ops { get; } = new Dictionary<string, OracleOp> { ["training"] = Run };

    private static void Run(OracleCase record, OracleCheck check)
    {
        check.IsRun = true;
        var (model, objective) = TrainingText.Model(record.Params.Text("model"), check.DType);
        var initial = record.Tensors("initial");
        foreach (var (name, variable) in model.NamedVariables) variable.Assign(initial[name].In(check.DType));
        if (initial.Count != model.NamedVariables.Count) throw new NotUnderstoodException("the model has other parameters than the record");
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
                foreach (var (name, expected) in record.Tensors("first_grads")) check.Close($"first gradient of {name}", gradients[Of(model, name)], expected);
            optimizer.Step(clip(gradients));
        }
        foreach (var (name, expected) in record.Tensors("final")) check.Close($"final {name}", Of(model, name), expected);
        if (record.Has("final_eval_output_batch0"))
            check.Close("final output", model.Forward(batches[0].X), OracleTensor.Read(record.Field("final_eval_output_batch0")));
    }

    private static Variable Of(Sequential model, string name) => model.NamedVariables.Single(v => v.Name == name).Variable;
}
