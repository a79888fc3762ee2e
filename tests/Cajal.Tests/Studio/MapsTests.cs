using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class MapsTests
{
    private static Bench Open(string link) => new(StateText.Read(link, out _));

    [Theory]
    [InlineData("v=1")]
    [InlineData("v=1&data=clouds&classes=4&layers=6:relu,3:gelu&inputs=x,y,xx,sin-y")]
    [InlineData("v=1&data=plane&layers=")]
    public void Every_point_of_every_map_is_what_the_network_answers_there(string link)
    {
        var bench = Open(link);
        const int side = 24;
        float[][] maps = Maps.Of(bench, side);
        maps.Length.ShouldBe(bench.Layers.Sum(l => l.Linear.OutFeatures));
        for (int p = 0; p < side * side; p += 7)
        {
            float x = (float)(bench.Data.Domain * ((2 * (p % side) + 1.0) / side - 1)), y = -(float)(bench.Data.Domain * ((2 * (p / side) + 1.0) / side - 1));
            var a = Tensor.From(InputFeatures.Rows(bench.Inputs, new[,] { { x, y } }, [0]), [1, bench.Inputs.Length]);
            float[] answer = bench.Head.Shown(bench.Network.Forward(a)).ToArray<float>();
            for (int k = 0; k < answer.Length; k++) maps[^(answer.Length - k)][p].ShouldBe(answer[k], 1e-5f);
            var first = bench.Layers[0];
            var z = first.Linear.Forward(a);
            if (bench.Layers.Count > 1) ((double)maps[0][p]).ShouldBe((first.Function?.Forward(z) ?? z)[0, 0], 1e-5);
        }
    }

    [Fact]
    public void A_curve_has_one_row_of_points()
    {
        var bench = Open("v=1&data=sine&noise=0.1&inputs=x&layers=3:relu");
        Maps.Of(bench, 50).ShouldAllBe(m => m.Length == 50);
    }

    [Fact]
    public void A_frame_holds_scales_weights_and_a_byte_for_each_value()
    {
        var bench = Open("v=1&layers=4:relu");
        byte[] frame = Maps.Frame(bench, 32);
        int[] head = MemoryMarshal.Cast<byte, int>(frame.AsSpan(0, 16)).ToArray();
        head.ShouldBe([32, 1024, 5, bench.ParameterCount]);
        frame.Length.ShouldBe(16 + 4 * (5 + bench.ParameterCount) + 5 * 1024);
        float[][] maps = Maps.Of(bench, 32);
        for (int m = 0; m < 5; m++)
        {
            float scale = BinaryPrimitives.ReadSingleLittleEndian(frame.AsSpan(16 + 4 * m));
            scale.ShouldBeGreaterThanOrEqualTo(1);
            for (int p = 0; p < 1024; p++) (scale * (sbyte)frame[16 + 4 * (5 + bench.ParameterCount) + m * 1024 + p] / 127).ShouldBe(maps[m][p], scale / 250);
        }
        MemoryMarshal.Cast<byte, float>(frame.AsSpan(16 + 4 * 5, 4 * bench.ParameterCount)).ToArray().ShouldBe([.. bench.Network.Parameters.SelectMany(p => p.ToArray<float>())]);
    }
}
