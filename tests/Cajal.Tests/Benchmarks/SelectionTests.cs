using Cajal.Benchmarks.Measuring;

namespace Cajal.Tests.Benchmarks;

public class SelectionTests
{
    [Theory]
    [InlineData("", "T1-mlp-mnist-b64", true)]
    [InlineData("T1", "T1-mlp-mnist-b64", true)]
    [InlineData("T1", "T1b-mlp-mnist-b256", true)]
    [InlineData("T1", "T1", true)]
    [InlineData("T1", "T10-other", false)]
    [InlineData("T1-mlp-mnist-b64", "T1-mlp-mnist-b64", true)]
    [InlineData("T1-mlp-mnist", "T1-mlp-mnist-b64", true)]
    [InlineData("T1-mlp-mni", "T1-mlp-mnist-b64", false)]
    [InlineData("T1b", "T1-mlp-mnist-b64", false)]
    [InlineData("I1", "I1-mlp-b1", true)]
    [InlineData("I1-mlp", "I1-mlp-b1", true)]
    [InlineData("I1", "I2-mlp-b256", false)]
    [InlineData("T3,I1", "I1-mlp-b1", true)]
    [InlineData("mlp", "I1-mlp-b1", false)]
    public void Names_select_by_prefix_up_to_a_dash(string only, string workload, bool wanted) =>
        Selection.Wants(only.Split(',', StringSplitOptions.RemoveEmptyEntries), workload).ShouldBe(wanted);
}
