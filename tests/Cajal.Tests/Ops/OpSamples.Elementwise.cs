namespace Cajal.Tests.Ops;

internal static partial class OpSamples
{
    private static IEnumerable<OpSample> Elementwise() =>
    [
        .. EveryShape("Negate", x => -x, v => -v),
        .. EveryShape("Abs", x => x.Abs(), Math.Abs, kinks: [0]),
        .. EveryShape("Sign", x => x.Sign(), v => Math.Sign(v), kinks: [0], hasDerivative: false),
        .. EveryShape("Sqrt", x => x.Sqrt(), Math.Sqrt, low: 0.1),
        .. EveryShape("Rsqrt", x => x.Rsqrt(), v => 1 / Math.Sqrt(v), low: 0.1),
        .. EveryShape("Square", x => x.Square(), v => v * v),
        .. EveryShape("Reciprocal", x => x.Reciprocal(), v => 1 / v, low: 0.2),
        .. EveryShape("Exp", x => x.Exp(), Math.Exp),
        .. EveryShape("Expm1", x => x.Expm1(), v => Math.Abs(v) < 1e-3 ? v + v * v / 2 + v * v * v / 6 : Math.Exp(v) - 1),
        .. EveryShape("Log", x => x.Log(), Math.Log, low: 0.1),
        .. EveryShape("Log1p", x => x.Log1p(), v => Math.Abs(v) < 1e-3 ? v - v * v / 2 + v * v * v / 3 : Math.Log(1 + v), low: -0.9),
        .. EveryShape("Sin", x => x.Sin(), Math.Sin, low: -7, high: 7),
        .. EveryShape("Cos", x => x.Cos(), Math.Cos, low: -7, high: 7),
        .. EveryShape("Erf", x => x.Erf(), Truth.Erf, low: -3, high: 3),
        .. EveryShape("Floor", x => x.Floor(), Math.Floor, kinks: [-2, -1, 0, 1, 2], hasDerivative: false),
        .. EveryShape("Round", x => x.Round(), Math.Round, kinks: [-1.5, -0.5, 0.5, 1.5], hasDerivative: false),
        .. EveryShape("Clamp", x => x.Clamp(-0.5, 0.8), v => Math.Min(Math.Max(v, -0.5), 0.8), kinks: [-0.5, 0.8]),
        .. EveryShape("Clamp below", x => x.Clamp(min: -0.5), v => Math.Max(v, -0.5), kinks: [-0.5]),
        .. EveryShape("Power 3", x => x.Power(3), v => v * v * v),
        .. EveryShape("Power 0", x => x.Power(0), _ => 1),
        .. EveryShape("Power 0.7", x => x.Power(0.7), v => Math.Pow(v, 0.7), low: 0.1),
        .. EveryShape("NormRoot", x => x.NormRoot(), Math.Sqrt, low: 0.1),
        .. EveryShape("Cast", x => x.To(x.DType == DType.Float32 ? DType.Float64 : DType.Float32), v => v, hasDerivative: false),
        .. EveryShape("Cast to Int64", x => x.To(DType.Int64), Math.Truncate, hasDerivative: false),
        .. EveryShape("StopGradient", x => x.StopGradient(), v => v, hasDerivative: false),
    ];
}
