using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class McCullochPittsUnitTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Gates_have_their_truth_tables(int n)
    {
        var (and, or, nand, nor) = (McCullochPittsUnit.And(n), McCullochPittsUnit.Or(n), McCullochPittsUnit.Nand(n), McCullochPittsUnit.Nor(n));
        for (int row = 0; row < 1 << n; row++)
        {
            double[] x = [.. Enumerable.Range(0, n).Select(i => (double)(row >> i & 1))];
            bool all = x.All(v => v == 1), any = x.Any(v => v == 1);
            and.Fire(x).ShouldBe(all ? 1 : 0);
            or.Fire(x).ShouldBe(any ? 1 : 0);
            nand.Fire(x).ShouldBe(all ? 0 : 1);
            nor.Fire(x).ShouldBe(any ? 0 : 1);
        }
    }

    [Fact]
    public void Not_turns_its_input_round()
    {
        McCullochPittsUnit.Not().Fire(0).ShouldBe(1);
        McCullochPittsUnit.Not().Fire(1).ShouldBe(0);
    }

    [Fact]
    public void Two_layers_of_units_make_xor()
    {
        foreach (var (a, b) in new[] { (0, 0), (0, 1), (1, 0), (1, 1) })
            McCullochPittsUnit.And().Fire(McCullochPittsUnit.Or().Fire(a, b), McCullochPittsUnit.Nand().Fire(a, b)).ShouldBe(a ^ b);
    }

    [Fact]
    public void Fires_at_the_threshold_itself() => new McCullochPittsUnit([1, 1], 2).Fire(1, 1).ShouldBe(1);

    [Fact]
    public void Another_number_of_inputs_is_told() =>
        Should.Throw<ArgumentException>(() => McCullochPittsUnit.And(3).Fire(1, 1)).Message.ShouldBe("This unit has 3 inputs; received 2.");
}
