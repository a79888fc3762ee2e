using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Tests.Insight;

public class TapeNamesTests
{
    [Fact]
    public void Each_number_of_a_numbered_value_has_its_own_name()
    {
        var rng = new Rng(3);
#pragma warning disable CAJ002 // the test is about names
        string text = new Sequential(new Linear(2, 5, rng), new Dropout(0.5, rng), new Linear(5, 1, rng)).Explain(Tensor.Normal([1, 2], rng), Tensor.Normal([1, 1], rng)).ToString();
#pragma warning restore CAJ002
        foreach (int unit in new[] { 1, 2, 3, 4 }) text.ShouldContain($"h_3,{unit} = z{"₁₂₃₄"[unit - 1]}⁽¹⁾·h_1,{unit}");
        text.ShouldNotContain("    h₃ = z");
        text.ShouldContain("Advance gives []");
    }

    [Fact]
    public void Two_biases_added_are_no_second_z()
    {
        var rng = new Rng(3);
        string text = new Lstm(2, 3, rng).Explain(Tensor.Normal([1, 1, 2], rng), Tensor.Normal([1, 1, 3], rng)).ToString();
        text.ShouldContain("Add of b⁽¹⁾ [12] and b′⁽¹⁾ [12] gives [12]");
        text.ShouldNotContain("z⁽¹⁾: Add of b⁽¹⁾");
    }

    [Fact]
    public void A_gradient_passed_on_as_it_is_is_told_once()
    {
        var rng = new Rng(3);
        string text = new Linear(2, 3, rng).Explain(Tensor.Normal([1, 2], rng), Tensor.Zeros([1], DType.Int32)).ToString();
        text.ShouldContain("= 1\n");
        text.ShouldNotContain("= 1 = 1");
    }

    [Fact]
    public void All_that_there_is_may_be_asked_for()
    {
        var rng = new Rng(3);
        var all = new ExplainOptions(15, int.MaxValue, int.MaxValue);
        var (lstm, x, t) = (new Lstm(2, 3, rng), Tensor.Normal([1, 1, 2], rng), Tensor.Normal([1, 1, 3], rng));
        lstm.Explain(x, t, options: all).ToString().ShouldContain("step by step:");
        lstm.ExplainCredit(x, t, options: all).ToString().ShouldContain("x₁₂");
    }
}
