using System.Globalization;
using System.Text.Json;
using Cajal.Networks;

namespace Cajal.Tests.Oracle;

/// <summary>initializers.json: fans, gains and theory exactly, draws by their sampling error, signals by orders of magnitude.</summary>
internal static class OracleInitializers
{
    public static IReadOnlyDictionary<string, OracleOp> Ops { get; } = new Dictionary<string, OracleOp>
    {
        ["fan"] = Fan,
        ["gain"] = Gains,
        ["init_statistics"] = Statistics,
        ["signal_propagation"] = Propagation,
    };

    private static void Fan(OracleCase record, OracleCheck check)
    {
        record.Params.Require("layout", "out,in[,kernel...]");
        var shape = ShapeOf(record);
        var (fanIn, fanOut) = Initializer.Fans(shape);
        var known = new Dictionary<string, double>
        {
            ["fan_in"] = fanIn,
            ["fan_out"] = fanOut,
            ["xavier_normal_std"] = new XavierNormal().Deviation(shape),
            ["xavier_normal_std_gain_tanh"] = new XavierNormal(Gain.Tanh).Deviation(shape),
            ["xavier_uniform_bound"] = new XavierUniform().Bound(shape),
            ["kaiming_normal_std_relu_fan_in"] = new HeNormal().Deviation(shape),
            ["kaiming_normal_std_relu_fan_out"] = new HeNormal(fan: Cajal.Networks.Fan.Out).Deviation(shape),
            ["kaiming_uniform_bound_relu_fan_in"] = new HeUniform().Bound(shape),
            ["kaiming_uniform_bound_relu_fan_out"] = new HeUniform(fan: Cajal.Networks.Fan.Out).Bound(shape),
            ["kaiming_uniform_bound_leaky0.01_fan_in"] = new HeUniform(Gain.LeakyRelu(0.01)).Bound(shape),
            ["lecun_normal_std"] = LeCunNormal.Deviation(shape),
            ["lecun_uniform_bound"] = LeCunUniform.Bound(shape),
            // PyTorch's own start is He uniform with the gain of a leaky ReLU of slope √5, for weights and for biases by their weight's fan-in.
            ["torch_default_weight_bound"] = new HeUniform(Gain.LeakyRelu(Math.Sqrt(5))).Bound(shape),
            ["torch_default_bias_bound"] = new HeUniform(Gain.LeakyRelu(Math.Sqrt(5))).Bound(shape),
        };
        foreach (var (name, value) in known)
            if (record.Has(name)) check.Close(name, value, record.Field(name).GetDouble());
    }

    private static void Gains(OracleCase record, OracleCheck check)
    {
        foreach (var gain in record.Field("gains").EnumerateObject())
            check.Close(gain.Name, GainOf(gain.Name), gain.Value.GetDouble());
    }

    private static double GainOf(string name) => name switch
    {
        "linear" or "identity" or "conv" or "conv1d" or "conv2d" or "conv3d" => Gain.Linear,
        "sigmoid" => Gain.Sigmoid,
        "tanh" => Gain.Tanh,
        "relu" => Gain.Relu,
        "selu" => Gain.Selu,
        _ when name.StartsWith("leaky_relu(", StringComparison.Ordinal) => Gain.LeakyRelu(Number(name["leaky_relu(".Length..^1])),
        _ => throw new NotUnderstoodException($"the gain of '{name}'"),
    };

    private static void Statistics(OracleCase record, OracleCheck check)
    {
        _ = record.Field("torch_sample");
        var expected = record.Field("expected");
        double[] values = Named(record.Id["statistics/".Length..]).Create(ShapeOf(record), new Rng(1), check.DType).To(DType.Float64).ToArray<double>();
        double mean = values.Average(), deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Length), count = values.Length;
        foreach (var fact in expected.EnumerateObject())
        {
            double theory = fact.Value.GetDouble(), spread = expected.GetProperty("std").GetDouble();
            var (found, bound) = fact.Name switch
            {
                "mean" => (mean, 4 * spread / Math.Sqrt(count)),
                "std" => (deviation, 4 * theory / Math.Sqrt(2 * count)),
                "abs_max" => (values.Max(Math.Abs), 0.002 * theory),
                var other => throw new NotUnderstoodException($"the statistic '{other}'"),
            };
            if (!(Math.Abs(found - theory) <= bound)) throw new MismatchException(FormattableString.Invariant($"{fact.Name} is {found}, expected {theory} ± {bound}"));
        }
    }

    private static void Propagation(OracleCase record, OracleCheck check)
    {
        int layers = (int)record.Params.Number("layers"), width = (int)record.Params.Number("width"), batch = (int)record.Params.Number("batch");
        var initializer = Named(record.Params.Text("init"));
        var activation = Activation.Parse(record.Params.Text("activation"));
        JsonElement[] sizes = [.. record.Field("mean_square_per_layer").EnumerateArray()];
        var rng = new Rng(1);
        var x = Tensor.Normal([batch, width], rng, dtype: check.DType);
        for (int i = 0; i < layers; i++)
        {
            x = activation.Forward(x.MatMul(initializer.Create([width, width], rng, check.DType).T));
            double found = x.Square().Mean().Item(), theirs = OracleTensor.Number(sizes[i]);
            // An order of magnitude, and a little more for each layer a draw can drift away in.
            if (Math.Abs(Math.Log10(found / theirs)) > 0.5 + 0.05 * i && !(found < 1e-30 && theirs < 1e-30))
                throw new MismatchException(FormattableString.Invariant($"the mean square after layer {i} is {found:e2}, there {theirs:e2}"));
        }
    }

    // Names such as xavier_normal_gain_5/3, kaiming_uniform_relu_fan_out, normal_0.01.
    private static Initializer Named(string name)
    {
        var fan = name.EndsWith("_fan_out", StringComparison.Ordinal) ? Cajal.Networks.Fan.Out : Cajal.Networks.Fan.In;
        string[] parts = name.Replace("_fan_out", "").Replace("_fan_in", "").Split("_gain_");
        double? gain = parts.Length < 2 ? null : parts[1].Split('/') is [var over, var under] ? Number(over) / Number(under) : Number(parts[1]);
        return parts[0] switch
        {
            "xavier_normal" => new XavierNormal(gain ?? Gain.Linear),
            "xavier_uniform" => new XavierUniform(gain ?? Gain.Linear),
            "kaiming_normal" or "kaiming_normal_relu" or "he_normal" => new HeNormal(gain ?? Gain.Relu, fan),
            "kaiming_uniform" or "kaiming_uniform_relu" or "he_uniform" => new HeUniform(gain ?? Gain.Relu, fan),
            "lecun_normal" => new LeCunNormal(),
            "lecun_uniform" => new LeCunUniform(),
            "orthogonal" => new Orthogonal(gain ?? Gain.Linear),
            _ when name.StartsWith("normal_", StringComparison.Ordinal) => new Normal(Number(name.Split('_')[^1])),
            "trunc_normal" or "truncated_normal" or "sparse" or "dirac" or "eye" => throw new UnsupportedException(),
            _ => throw new NotUnderstoodException($"the initializer '{name}'"),
        };
    }

    private static Shape ShapeOf(OracleCase record) => Shape.Of([.. record.Params.Take("weight_shape").EnumerateArray().Select(s => s.GetInt32())]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
