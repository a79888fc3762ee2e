using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class PoolingLayerTests
{
    public static IEnumerable<ModuleSample> Samples =>
    [
        new("MaxPool1d", [2, 3, 8], [3, 1, 2, 2], _ => new MaxPool1d(2)),
        new("MaxPool2d", [2, 3, 6, 8], [3, 1], _ => new MaxPool2d(3, 2, 1)),
        new("MaxPool3d", [2, 3, 4, 6, 8], [3, 1], _ => new MaxPool3d(2)),
        new("AveragePool1d", [2, 3, 8], [3, 1, 2, 2], _ => new AveragePool1d(2)),
        new("AveragePool2d", [2, 3, 6, 8], [3, 1], _ => new AveragePool2d(3, 2, 1, countIncludePad: false)),
        new("AveragePool3d", [2, 3, 4, 6, 8], [3, 1], _ => new AveragePool3d(2)),
        new("AdaptiveMaxPool1d", [2, 3, 8], [3, 1, 2, 2], _ => new AdaptiveMaxPool1d(3)),
        new("AdaptiveMaxPool2d", [2, 3, 6, 8], [3, 1], _ => new AdaptiveMaxPool2d([3, 2])),
        new("AdaptiveMaxPool3d", [2, 3, 4, 6, 8], [3, 1], _ => new AdaptiveMaxPool3d(1)),
        new("AdaptiveAveragePool1d", [2, 3, 8], [3, 1, 2, 2], _ => new AdaptiveAveragePool1d(3)),
        new("AdaptiveAveragePool2d", [2, 3, 6, 8], [3, 1], _ => new AdaptiveAveragePool2d([3, 2])),
        new("AdaptiveAveragePool3d", [2, 3, 4, 6, 8], [3, 1], _ => new AdaptiveAveragePool3d(1)),
        new("GlobalAveragePool", [2, 3, 4, 5], [3], _ => new GlobalAveragePool()),
        new("GlobalMaxPool", [2, 3, 4, 5], [3], _ => new GlobalMaxPool()),
    ];

    [Fact]
    public void Global_pooling_is_one_number_for_each_channel()
    {
        var x = Tensor.Normal([2, 3, 4, 5], new Rng(1), dtype: DType.Float64);
        new GlobalAveragePool().Forward(x).ToArray<double>().ShouldBe(new AdaptiveAveragePool2d(1).Forward(x).ToArray<double>());
        new GlobalMaxPool().Forward(x).ToArray<double>().ShouldBe(new AdaptiveMaxPool2d(1).Forward(x).ToArray<double>());
        var flat = Tensor.Ones([2, 3]);
        new GlobalAveragePool().Forward(flat).ShouldBeSameAs(flat);
        Should.Throw<ShapeException>(() => new GlobalMaxPool().Forward(Tensor.Zeros([2, 3, 0])));
    }
}
