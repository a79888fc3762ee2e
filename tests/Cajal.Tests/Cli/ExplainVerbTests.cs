using System.Text.Json;

namespace Cajal.Tests.Cli;

public class ExplainVerbTests
{
    [Theory]
    [InlineData("explain forward", "0.7269545104")]
    [InlineData("explain backprop --digits 5", "0.27233")]
    [InlineData("explain perceptron and", "after 11 updates")]
    [InlineData("explain gradient x^2*y --at 0.5,0.5", "The gradient is [0.5, 0.25]")]
    [InlineData("explain derivation", "δ⁽³⁾ = W⁽⁴⁾ᵀ δ⁽⁴⁾ ⊙ a⁽³⁾ ⊙ (1 − a⁽³⁾)")]
    [InlineData("explain derivation --layers 2-3-1 --activation relu --rows", "δ⁽¹⁾ = δ⁽²⁾ W⁽²⁾ ⊙ step(z⁽¹⁾)")]
    [InlineData("explain collapse --layers 2-3-1", "13 parameters say no more than 3")]
    [InlineData("explain cost --layers 4-3-2", "two forward passes for each of the 23 parameters")]
    [InlineData("explain gradient x^2+3 --at 5 --format markdown", @"\frac{\partial f}{\partial x} = 2 \cdot x = 10")]
    public void Tells(string words, string part)
    {
        using var shell = new Shell();
        shell.Run(words.Split(' ')).ShouldBeDone().Out.ShouldContain(part);
    }

    [Fact]
    public void A_run_is_told_on_its_own_examples()
    {
        using var shell = new Shell();
        shell.Run("train", "xor", "--epochs", "2").ShouldBeDone();
        shell.Run("explain", "run", "xor").ShouldBeDone().Out.ShouldContain("A further forward pass");
        shell.Run("explain", "run", "xor", "--weight", "2.weight[1,3]").ShouldBeDone().Out.ShouldContain("∂L/∂w₁₃⁽²⁾");
        shell.Run("explain", "run", "xor", "--credit").ShouldBeDone().Out.ShouldContain("integrated gradients add up to");
        shell.Run("explain", "run", "xor", "--cost", "--batch", "16").ShouldBeDone().Out.ShouldContain("[16, 2]");
        shell.Run("explain", "run", "xor", "--batch", "3").ShouldBeDone().Out.ShouldContain("a batch of 3");
        shell.Run("explain", "run", "xor", "--row", "501").ShouldFail(2, "xor has 500 rows; received row 501");
        shell.Run("explain", "run", "xor", "--weight", "9.weight[1]").ShouldFail(2, "has no weights of the name '9.weight'");
        shell.Run("explain", "run", "xor", "--weight", "0.weight[9,1]").ShouldFail(2, "one index for each axis");
        shell.Run("explain", "run", "xor", "--weight", "0.weight").ShouldFail(2, "a parameter and a place in it");
        shell.Run("explain", "run", "xor", "--credit", "--cost").ShouldFail(2, "give one of them");
    }

    [Fact]
    public void Codes_are_told_with_the_two_examples_that_their_norm_needs()
    {
        using var shell = new Shell();
        shell.Run("train", "moons", "--model", "autoencoder", "--epochs", "1", "--run", "codes").ShouldBeDone();
        shell.Run("explain", "run", "codes").ShouldBeDone().Out.ShouldContain("a batch of 2");
        shell.Run("explain", "run", "codes", "--credit").ShouldBeDone();
        shell.Run("summary", "codes").ShouldBeDone().Out.ShouldContain("BatchNorm1d");
        string report = File.ReadAllText(Path.Combine(shell.Folder, "codes", "report.html"));
        report.ShouldNotContain("Without a summary");
        report.ShouldContain("multiply-adds of one answer");
        shell.Run("summary", "codes", "--batch", "1").ShouldFail(1, "a larger batch");
    }

    [Fact]
    public void Is_written_into_a_file_by_its_ending()
    {
        using var shell = new Shell();
        shell.Run("explain", "backprop", "--out", "demo.html").ShouldBeDone().Out.ShouldContain("written to demo.html");
        File.ReadAllText(Path.Combine(shell.Folder, "demo.html")).ShouldStartWith("<!DOCTYPE html>");
        using var json = JsonDocument.Parse(shell.Run("explain", "forward", "--format", "json").ShouldBeDone().Out);
        json.RootElement.GetProperty("title").GetString()!.ShouldContain("handworked");
    }

    [Theory]
    [InlineData("explain", "Say what to explain: forward, backprop, run, perceptron, gradient, derivation, collapse, cost.")]
    [InlineData("explain perceptron nand", "knows the gates and, or, xor; received 'nand'")]
    [InlineData("explain gradient x^2*y", "needs the point")]
    [InlineData("explain gradient x^2*y --at 1", "has 2 variables (x, y); received 1 values")]
    [InlineData("explain gradient x^2*y --at 1,b", "numbers with commas between them")]
    [InlineData("explain gradient x^ --at 1", "needs a number, a name or an opening bracket at place 3")]
    [InlineData("explain forward --digits 16", "a whole number from 1 to 15")]
    [InlineData("explain derivation --activation gelu", "sigmoid, tanh, relu, identity")]
    [InlineData("explain forward --out page.pdf", "ends in .txt, .md, .html or .json")]
    [InlineData("explain forward --format pdf", "text, markdown, html or json")]
    public void Wrong_words_are_told(string words, string part)
    {
        using var shell = new Shell();
        var result = shell.Run(words.Split(' '));
        result.Code.ShouldBe(2);
        result.Error.ShouldContain(part);
    }
}
