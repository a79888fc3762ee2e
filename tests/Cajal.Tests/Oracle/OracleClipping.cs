using System.Text.Json;

namespace Cajal.Tests.Oracle;

/// <summary>clipping.json: gradients before and after.</summary>
internal static class OracleClipping
{
    public static IReadOnlyDictionary<string, OracleOp> Ops { get; } = new Dictionary<string, OracleOp>
    {
        ["clip_norm"] = (record, check) =>
        {
            record.Params.Require("coef", "min(1, max_norm/(total_norm+1e-6))");
            // Where PyTorch would have thrown there is no record.
            _ = record.Params.Flag("error_if_nonfinite");
            double most = record.Params.Number("max_norm"), p = NormType(record.Params);
            Clip(record, check, g => g.ClipByNorm(most, p),
                g => check.Close("the norm", g.Norm(p).Item(), OracleTensor.Number(record.Field("total_norm"))));
        },
        ["clip_value"] = (record, check) =>
        {
            double most = record.Params.Number("clip_value");
            Clip(record, check, g => g.ClipByValue(most), _ => { });
        },
    };

    private static double NormType(OracleObject p) => !p.TryTake(out var value, "norm_type") ? 2
        : value.ValueKind == JsonValueKind.String && value.GetString() is "inf" ? double.PositiveInfinity : OracleTensor.Number(value);

    private static void Clip(OracleCase record, OracleCheck check, Func<Gradients, Gradients> clip, Action<Gradients> look)
    {
        var before = record.Inputs.Names.ToDictionary(name => name, name => OracleTensor.Read(record.Inputs.Take(name)).In(check.DType));
        var gradients = new Gradients(before.ToDictionary(g => g.Value, g => g.Value, (IEqualityComparer<Tensor>)ReferenceEqualityComparer.Instance));
        look(gradients);
        var clipped = clip(gradients);
        foreach (var (name, expected) in record.Tensors("outputs")) check.Close(name, clipped[before[name]], expected);
    }
}
