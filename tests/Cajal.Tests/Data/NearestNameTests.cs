using Cajal.Data;

namespace Cajal.Tests.Data;

public class NearestNameTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("digits", "digtis", 1)]
    [InlineData("moons", "moon", 1)]
    public void DistanceCountsSlips(string a, string b, int slips)
    {
        NearestName.Distance(a, b).ShouldBe(slips);
        NearestName.Distance(b, a).ShouldBe(slips);
    }

    [Theory]
    [InlineData("digtis", "digits")]
    [InlineData("SPIRALE", "spiral")]
    [InlineData("fashion-mnst", "fashion-mnist")]
    [InlineData("multigauss", "multi-gauss")]
    public void UnknownNamesAnswerWithTheNearest(string wrong, string right)
    {
        var error = Should.Throw<ArgumentException>(() => Datasets.Load(wrong));
        error.Message.ShouldContain($"Did you mean '{right}'?");
        error.Message.ShouldContain("checkerboard");
    }

    [Fact]
    public void FarNamesGetNoHint() => NearestName.Hint("elephant", ["digits", "xor"]).ShouldBe("");
}
