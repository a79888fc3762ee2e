namespace Cajal.Tests.Oracle;

/// <summary>How Cajal computes an op of the oracle and compares: throws when it does not agree.</summary>
internal delegate void OracleOp(OracleCase record, OracleCheck check);

/// <summary>Records of the usual shape: inputs, perhaps weights, outputs, and the gradients of Σ grad_output · output.</summary>
internal static class OracleFunction
{
    /// <summary>An op with one result y.</summary>
    public static OracleOp Of(Func<OracleArguments, Tensor> call) => Of(a => new OracleResults { ["y"] = call(a) });

    /// <summary>An op with several named results.</summary>
    public static OracleOp Of(Func<OracleArguments, OracleResults> call) => (record, check) =>
    {
        var upstream = record.Tensors("grad_outputs");
        using var tape = Tape.Start();
        var arguments = new OracleArguments(record, check.DType);
        foreach (string name in record.Tensors("grads").Keys) tape.Watch(arguments[name]);
        var results = call(arguments);
        foreach (var (name, expected) in record.Tensors("outputs"))
            check.Close(name, results.TryGetValue(name, out var y) ? y : throw new NotUnderstoodException($"result '{name}'"), expected);
        if (upstream.Count == 0) return;
        foreach (var parameter in results.Weights.Values.Where(w => w is not Parameter)) tape.Watch(parameter);
        var gradients = Backward(tape, results, upstream, check.DType);
        foreach (var (name, expected) in record.Tensors("grads")) check.Close($"gradient of {name}", Gradient(gradients,
            arguments[name]), expected);
        foreach (var (name, expected) in record.Tensors("weight_grads"))
            check.Close($"gradient of {name}", Gradient(gradients, results.Weights.TryGetValue(name, out var w) ? w
                : throw new NotUnderstoodException($"weight '{name}'")), expected);
    };

    private static Gradients Backward(Tape tape, OracleResults results, Dictionary<string, OracleTensor> upstream, DType dtype)
    {
        if (upstream.Count == 1 && upstream.First() is var (name, only)) return tape.Gradients(results[name], only.In(dtype));
        Tensor? sum = null;
        foreach (var (each, gradient) in upstream)
        {
            var part = (results[each] * gradient.In(dtype)).Sum();
            sum = sum is null ? part : sum + part;
        }
        return tape.Gradients(sum!);
    }

    // The oracle writes zeros where nothing depends on an input.
    private static Tensor Gradient(Gradients gradients, Tensor x) => gradients.TryGet(x, out var g) ? g : Tensor.Zeros(x.Shape, x.DType);
}

/// <summary>What a call is given: inputs as tensors of the element type under test, settings, and weights for modules.</summary>
internal sealed class OracleArguments(OracleCase record, DType dtype)
{
    private readonly Dictionary<string, Tensor> tensors = [];

    public DType DType => dtype;

    public OracleObject Params => record.Params;

    /// <summary>An input by name.</summary>
    public Tensor this[string name] => Optional(name) ?? throw new NotUnderstoodException($"input '{name}' is missing");

    /// <summary>An input by name, null when there is none.</summary>
    public Tensor? Optional(string name)
    {
        if (!tensors.TryGetValue(name, out var tensor) && record.Inputs.TryTake(out var json,
            name)) tensors[name] = tensor = OracleTensor.Read(json).In(dtype);
        return tensors.GetValueOrDefault(name);
    }

    /// <summary>Puts a module's own parameter in the place of an input; the gradient asked for is then that of the parameter.</summary>
    public void Replace(string name, Tensor parameter) => tensors[name] = parameter;

    /// <summary>All inputs in the order written.</summary>
    public Tensor[] All() => [.. record.Inputs.Names.Select(name => this[name])];

    /// <summary>The values of a weight, to be put into a module.</summary>
    public Tensor Weight(string name) => OracleTensor.Read(record.Weights.Take(name)).In(dtype);

    /// <summary>True when the case has this weight.</summary>
    public bool HasWeight(string name) => record.Weights.Names.Contains(name);

    /// <summary>The axes of a reduction: <c>axis</c>, <c>axes</c> (or dim, dims); null for all.</summary>
    public int[]? Axes() => !Params.TryTake(out var json, "axes", "axis", "dims", "dim")
        || json.ValueKind == System.Text.Json.JsonValueKind.Null ? null
        : json.ValueKind == System.Text.Json.JsonValueKind.Array ? [.. json.EnumerateArray().Select(a => a.GetInt32())] : [json.GetInt32()];

    /// <summary>Whole numbers under the first of these names that is there.</summary>
    public int[] Wholes(params ReadOnlySpan<string> names) => [.. Params.Take(names).EnumerateArray().Select(n => n.GetInt32())];

    /// <summary>The one axis of an op.</summary>
    public int Axis(int? otherwise = null) => Axes() is [int axis] ? axis
        : otherwise ?? throw new NotUnderstoodException("one axis is needed");

    public bool KeepAxes() => Params.Flag("keepdim") | Params.Flag("keepdims") | Params.Flag("keep");
}

/// <summary>Named results, and the module's parameters by the oracle's names.</summary>
internal sealed class OracleResults : Dictionary<string, Tensor>
{
    public Dictionary<string, Tensor> Weights { get; } = [];
}
