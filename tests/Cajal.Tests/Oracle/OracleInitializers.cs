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
        check.Close("fan_in", fanIn, OracleTensor.Number(record.Field("fan_in")));
        check.Close("fan_out", fanOut, OracleTensor.Number(record.Field("fan_out")));
        foreach (string fact in record.Fields
            .Where(f => f.Contains("_std", StringComparison.Ordinal) || f.Contains("_bound", StringComparison.Ordinal)))
            check.Close(fact, Theory(fact, shape), OracleTensor.Number(record.Field(fact)));
    }

    // For example xavier_normal_std_gain_tanh, kaiming_uniform_bound_leaky0.01_fan_in.
    private static double Theory(string fact, Shape shape)
    {
        // PyTorch's own start is He uniform with the gain of a leaky ReLU of slope √5, for weights and for biases by their weight's fan-in.
        if (fact is "torch_default_weight_bound" or "torch_default_bias_bound")
            return new HeUniform(Gain.LeakyRelu(Math.Sqrt(5))).Bound(shape);
        return (InitializerName.Read(fact.Replace("_std", "").Replace("_bound", "")),
            fact.Contains("_std", StringComparison.Ordinal)) switch
        {
            (XavierNormal xavier, true) => xavier.Deviation(shape),
            (XavierUniform xavier, false) => xavier.Bound(shape),
            (HeNormal he, true) => he.Deviation(shape),
            (HeUniform he, false) => he.Bound(shape),
            (LeCunNormal, true) => LeCunNormal.Deviation(shape),
            (LeCunUniform, false) => LeCunUniform.Bound(shape),
            _ => throw new NotUnderstoodException($"the figure '{fact}'"),
        };
    }

    private static void Gains(OracleCase record, OracleCheck check)
    {
        foreach (var gain in record.Field("gains").EnumerateObject())
            check.Close(gain.Name, InitializerName.GainOf(gain.Name), OracleTensor.Number(gain.Value));
    }

    private static void Statistics(OracleCase record, OracleCheck check)
    {
        _ = record.Field("torch_sample");
        var expected = record.Field("expected");
        string name = record.Params.TryTake(out var said, "init", "initializer") ? said.GetString()! : record.Id;
        double[] values = InitializerName.Read(name).Create(ShapeOf(record), new Rng(1), check.DType).To(DType.Float64).ToArray<double>();
        double mean = values.Average(), deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Length), count = values.Length;
        foreach (var fact in expected.EnumerateObject())
        {
            double theory = OracleTensor.Number(fact.Value), spread = OracleTensor.Number(expected.GetProperty("std"));
            var (found, bound) = fact.Name switch
            {
                "mean" => (mean, 4 * spread / Math.Sqrt(count)),
                "std" => (deviation, 4 * theory / Math.Sqrt(2 * count)),
                // The largest of n uniform numbers lies within 20/n of the bound but for once in e²⁰; Float32 may round it up to the bound.
                "abs_max" => (values.Max(Math.Abs), theory * Math.Max(1e-6, 20 / count)),
                var other => throw new NotUnderstoodException($"the statistic '{other}'"),
            };
            if (!(Math.Abs(found - theory) <= bound)) throw new MismatchException(FormattableString.Invariant($"{fact.Name} is {found}, expected {theory} ± {bound}"));
        }
    }

    private static void Propagation(OracleCase record, OracleCheck check)
    {
        int layers = (int)record.Params.Number("layers"), width = (int)record.Params.Number("width"), batch = (int)record.Params.Number("batch");
        var initializer = InitializerName.Read(record.Params.Text("init"));
        var activation = Activation.Parse(record.Params.Text("activation"));
        JsonElement[] sizes = [.. record.Field("mean_square_per_layer").EnumerateArray()];
        var rng = new Rng(1);
        var x = Tensor.Normal([batch, width], rng, dtype: check.DType);
        for (int i = 0; i < layers; i++)
        {
            x = activation.Forward(x.MatMul(initializer.Create([width, width], rng, check.DType).T));
            double found = x.To(DType.Float64).Square().Mean().Item(), theirs = OracleTensor.Number(sizes[i]);
            // An order of magnitude, and a little more for each layer a draw can drift away in.
            if (Math.Abs(Math.Log10(found / theirs)) > 0.5 + 0.05 * i && !(found < 1e-30 && theirs < 1e-30))
                throw new MismatchException(FormattableString.Invariant($"the mean square after layer {i} is {found:e2}, there {theirs:e2}"));
        }
    }

    private static Shape ShapeOf(OracleCase record) => Shape.Of([.. record.Params.Take("weight_shape").EnumerateArray().Select(s => s.GetInt32())]);
}
