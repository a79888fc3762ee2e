namespace Cajal.Tests.Ops;

internal static partial class OpSamples
{
    private static IEnumerable<OpSample> Activations() =>
    [
        .. EveryShape("Step", x => x.Step(), v => v >= 0 ? 1 : 0, kinks: [0], hasDerivative: false),
        .. EveryShape("Ceiling", x => x.Ceiling(), Math.Ceiling, kinks: [-2, -1, 0, 1, 2], hasDerivative: false),
        .. EveryShape("Sigmoid", x => x.Sigmoid(), Truth.Sigmoid, -6, 6),
        .. EveryShape("Tanh", x => x.Tanh(), Math.Tanh, -4, 4),
        .. EveryShape("Relu", x => x.Relu(), v => Math.Max(v, 0), kinks: [0]),
        .. EveryShape("LeakyRelu", x => x.LeakyRelu(), v => v > 0 ? v : 0.01 * v, kinks: [0]),
        .. EveryShape("LeakyRelu 0.2", x => x.LeakyRelu(0.2), v => v > 0 ? v : 0.2 * v, kinks: [0]),
        .. EveryShape("Elu", x => x.Elu(1.5), v => v > 0 ? v : 1.5 * (Math.Exp(v) - 1), kinks: [0]),
        .. EveryShape("Selu", x => x.Selu(), v => 1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * (Math.Exp(v) - 1)), kinks: [0]),
        .. EveryShape("Gelu", x => x.Gelu(), v => v * 0.5 * (1 + Truth.Erf(v / Math.Sqrt(2))), -4, 4),
        .. EveryShape("GeluTanh", x => x.GeluTanh(), v => v * 0.5 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v))), -4, 4),
        .. EveryShape("Silu", x => x.Silu(), v => v * Truth.Sigmoid(v), -6, 6),
        .. EveryShape("Softplus", x => x.Softplus(), Truth.Softplus, -6, 6),
        .. EveryShape("Softplus 2, 3", x => x.Softplus(2, 3), v => 2 * v > 3 ? v : Truth.Softplus(2 * v) / 2, -3, 3, kinks: [1.5]),
        .. EveryShape("Mish", x => x.Mish(), v => v * Math.Tanh(Truth.Softplus(v)), -6, 6),
        .. EveryShape("HardTanh", x => x.HardTanh(), v => Math.Clamp(v, -1, 1), kinks: [-1, 1]),
        .. EveryShape("HardSigmoid", x => x.HardSigmoid(), v => Math.Clamp(v + 3, 0, 6) / 6, -5, 5, kinks: [-3, 3]),
        .. EveryShape("HardSwish", x => x.HardSwish(), v => v * Math.Clamp(v + 3, 0, 6) / 6, -5, 5, kinks: [-3, 3]),
        .. EveryShape("Relu6", x => x.Relu6(), v => Math.Clamp(v, 0, 6), -2, 8, kinks: [0, 6]),
        .. EveryShape("LogSigmoid", x => x.LogSigmoid(), v => -Truth.Softplus(-v), -6, 6),
        .. EveryShape("TanhShrink", x => x.TanhShrink(), v => v - Math.Tanh(v)),
        .. SoftmaxShapes("Softmax", (x, axis) => x.Softmax(axis), (v, sum) => Math.Exp(v) / sum),
        .. SoftmaxShapes("LogSoftmax", (x, axis) => x.LogSoftmax(axis), (v, sum) => v - Math.Log(sum)),
    ];

    private static IEnumerable<OpSample> SoftmaxShapes(string name, Func<Tensor, int, Tensor> call, Func<double, double, double> ofValueAndSum)
    {
        (int[] Shape, int Axis)[] cases =
        [
            ([3, 4], 1), ([3, 4], 0), ([2, 3, 4], 1), ([5], 0), ([1, 1], 1), ([3, 1], 1), ([0, 4], 1), ([3, 0], 1), ([37, 300], 1), ([2, 9001], 1),
        ];
        foreach (var (shape, axis) in cases)
            yield return new OpSample($"{name} [{string.Join(", ", shape)}] axis {axis}", [new Entry(shape, -3, 3)], x => call(x[0], axis),
                x => Plain.Lines(x[0], axis, line =>
                {
                    double sum = line.Sum(Math.Exp);
                    return [.. line.Select(v => ofValueAndSum(v, sum))];
                }));
    }
}
