using System.Globalization;
using System.Text.RegularExpressions;
using Cajal.Networks;

namespace Cajal.Tests.Oracle;

/// <summary>training.json: whole runs of twenty steps. Models with layers that Cajal does not have yet count as unsupported.</summary>
internal static class OracleTraining
{
    private static readonly string[] NotYet = ["Conv", "ConvTranspose", "BatchNorm", "LayerNorm", "MaxPool", "AvgPool", "flatten", "Embedding", "RNN", "LSTM", "GRU"];

    public static IReadOnlyDictionary<string, OracleOp> Ops { get; } = new Dictionary<string, OracleOp> { ["training"] = Run };

    private static void Run(OracleCase record, OracleCheck check)
    {
        check.IsRun = true;
        var (model, objective) = Model(record.Params.Text("model"), check.DType);
        var initial = record.Tensors("initial");
        foreach (var (name, variable) in model.NamedVariables) variable.Assign(initial[name].In(check.DType));
        if (initial.Count != model.NamedVariables.Count) throw new NotUnderstoodException("the model has other parameters than the record");
        var (optimizer, clip) = Optimizer(record.Params.Text("optimizer"), model.Parameters);
        (Tensor X, Tensor Y)[] batches = [.. record.Field("batches").EnumerateArray()
            .Select(b => (OracleTensor.Read(b.GetProperty("x")).In(check.DType), OracleTensor.Read(b.GetProperty("y")).In(check.DType)))];
        double[] losses = [.. record.Field("loss").EnumerateArray().Select(OracleTensor.Number)];
        for (int i = 0; i < losses.Length; i++)
        {
            using var tape = Tape.Start();
            var (x, y) = batches[i % batches.Length];
            var loss = objective.Of(model.Forward(x), y);
            check.Close($"loss {i}", loss.Item(), losses[i]);
            var gradients = tape.Gradients(loss);
            if (i == 0)
                foreach (var (name, expected) in record.Tensors("first_grads")) check.Close($"first gradient of {name}", gradients[Of(model, name)], expected);
            optimizer.Step(clip is { } most ? gradients.ClipByNorm(most) : gradients);
        }
        foreach (var (name, expected) in record.Tensors("final")) check.Close($"final {name}", Of(model, name), expected);
        if (record.Has("final_eval_output_batch0"))
            check.Close("final output", model.Forward(batches[0].X), OracleTensor.Read(record.Field("final_eval_output_batch0")));
    }

    private static Variable Of(Sequential model, string name) => model.NamedVariables.Single(v => v.Name == name).Variable;

    // For example: Linear(4,8)-ReLU-Linear(8,3), cross entropy (mean); names 0.weight 0.bias 2.weight 2.bias
    private static (Sequential, Loss) Model(string text, DType dtype)
    {
        int end = text.IndexOf(", ", StringComparison.Ordinal);
        if (end < 0) throw new NotUnderstoodException($"the model '{text}'");
        if (NotYet.Any(name => text[..end].Contains(name, StringComparison.Ordinal))) throw new UnsupportedException();
        return (new Sequential([.. text[..end].Split('-').Select(part => Layer(part, dtype))]), Objective(text[(end + 2)..]));
    }

    private static Loss Objective(string text)
    {
        foreach (var (start, name) in new[] { ("cross entropy", "cross-entropy"), ("MSE", "mse"), ("mse", "mse"), ("mean squared error", "mse") })
            if (text.StartsWith(start, StringComparison.Ordinal)) return Loss.Parse(name);
        throw new NotUnderstoodException($"the loss '{text}'");
    }

    private static Layer Layer(string part, DType dtype)
    {
        if (Regex.Match(part, @"^Linear\((\d+),(\d+)\)$") is { Success: true } linear)
            return new Linear(int.Parse(linear.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(linear.Groups[2].Value, CultureInfo.InvariantCulture),
                new Rng(1), dtype: dtype);
        if (Activation.Catalog.Any(name => name.Replace("-", "").Equals(part, StringComparison.OrdinalIgnoreCase))) return Activation.Parse(part);
        throw new NotUnderstoodException($"the layer '{part}'");
    }

    // For example: SGD lr 0.05 momentum 0.9, or Adam lr 0.02, clip norm 1.0
    private static (Optimizer, double?) Optimizer(string text, IEnumerable<Parameter> parameters)
    {
        double? clip = null;
        string[] parts = text.Split(", clip norm ");
        if (parts.Length == 2) clip = double.Parse(parts[1], CultureInfo.InvariantCulture);
        string[] words = [.. parts[0].Split(' ').Where(w => w != "nesterov")];
        if (words.Length < parts[0].Split(' ').Length) words[0] = "nesterov-sgd";
        if (words.Length % 2 == 0) throw new NotUnderstoodException($"the optimizer '{text}'");
        var options = words.Skip(1).Chunk(2).Select(pair => $"{(pair[0] == "lr" ? "learning-rate" : pair[0])}={pair[1]}");
        return (Cajal.Networks.Optimizer.Parse($"{words[0]}({string.Join(", ", options)})", parameters), clip);
    }
}
