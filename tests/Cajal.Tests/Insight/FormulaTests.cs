using System.Xml.Linq;
using Cajal.Insight;

namespace Cajal.Tests.Insight;

public class FormulaTests
{
    [Theory]
    [InlineData("x^2*y", "x²·y")]
    [InlineData("x^2 + 3", "x² + 3")]
    [InlineData("2x - -y", "2·x + y")]
    [InlineData("-(a+b)*c", "(−a − b)·c")]
    [InlineData("1/(1+exp(-z))", "1/(1 + e^(−z))")]
    [InlineData("a/b/c", "a/(b·c)")]
    [InlineData("2^-x", "2^(−x)")]
    [InlineData("1e-3*sqrt(x)", "0.001·√(x)")]
    [InlineData("x*0 + 1*y", "y")]
    public void Is_read_and_written(string text, string written) => Formula.Parse(text).ToString().ShouldBe(written);

    [Theory]
    [InlineData("x +", "needs a number, a name or an opening bracket at place 4; received its end")]
    [InlineData("(x", "needs a closing bracket at place 3")]
    [InlineData("x)", "needs the end, or +, -, *, / or ^ at place 2; received ')'")]
    [InlineData("foo(x)", "'foo' is no function; functions are exp, log")]
    [InlineData("1.2.3", "'1.2.3' is no number")]
    [InlineData("", "needs a number, a name or an opening bracket at place 1; received its end")]
    public void A_wrong_formula_is_told(string text, string part) => Should.Throw<FormatException>(() => Formula.Parse(text)).Message.ShouldContain(part);

    [Theory]
    [InlineData("(")]
    [InlineData("x^")]
    [InlineData("2x^-")]
    [InlineData("sin(")]
    public void A_formula_nested_too_deep_is_refused(string part) =>
        Should.Throw<FormatException>(() => Formula.Parse(string.Concat(Enumerable.Repeat(part, 100_000)) + "x")).Message.ShouldContain("nested at most 100 deep");

    [Theory]
    [InlineData("x^2*y", "2·x·y", "x²")]
    [InlineData("x^2+3+0*y", "2·x", "0")]
    [InlineData("sin(x)*y", "cos(x)·y", "sin(x)")]
    [InlineData("x/y", "1/y", "−x/y²")]
    public void Has_a_derivative(string text, string byX, string byY)
    {
        var f = Formula.Parse(text);
        (f.Derivative("x").ToString(), f.Derivative("y").ToString()).ShouldBe((byX, byY));
    }

    [Theory]
    [InlineData("x^2*y + sin(x*y)/(2+y)")]
    [InlineData("exp(-x^2)*sqrt(1+y^2)")]
    [InlineData("tanh(x)*sigmoid(y) - log(3+x)")]
    [InlineData("(x+y)^3/(x*y+4)")]
    [InlineData("relu(x-y) + abs(y)*cos(x)")]
    [InlineData("(2+x)^y")]
    public void Calculus_backpropagation_and_differences_agree(string text)
    {
        var rng = new Rng(4);
        for (int i = 0; i < 20; i++)
        {
            var f = Formula.Parse(text);
            double[] at = f.Variables.Select(_ => rng.NextDouble() * 2 - 0.5).ToArray();
            var table = FormulaGradient.Explain(f, at, 15).Blocks.OfType<TableBlock>().Single();
            foreach (var row in table.Rows)
            {
                double[] numbers = [.. row.Skip(1).Take(3).Select(c => double.Parse(c, System.Globalization.CultureInfo.InvariantCulture))];
                numbers[1].ShouldBe(numbers[0], 1e-12 * Math.Max(1, Math.Abs(numbers[0])));
                numbers[2].ShouldBe(numbers[0], 1e-8 * Math.Max(1, Math.Abs(numbers[0])));
            }
        }
    }

    [Theory]
    [InlineData("x^2*y", @"{x}^{2} \cdot y")]
    [InlineData("1/(1+exp(-z))", @"\frac{1}{1 + e^{-z}}")]
    [InlineData("sigmoid(x)/3", @"\frac{\sigma\left(x\right)}{3}")]
    public void Is_written_in_LaTeX(string text, string latex) => LatexNotation.Instance.Write(Formula.Parse(text)).ShouldBe(latex);

    [Theory]
    [InlineData("x^2*y - 3/(a+b)")]
    [InlineData("sqrt(1+abs(x))*exp(-z^2)/1e-9")]
    [InlineData("sigmoid(x)*relu(y)*tanh(-2)")]
    public void Is_written_in_MathML(string text)
    {
        var math = XDocument.Parse(MathMlNotation.Instance.Document(Formula.Parse(text), display: true));
        math.Root!.Name.LocalName.ShouldBe("math");
        // Each fraction, power and the like has as many parts as it takes, or browsers draw nothing.
        foreach (var element in math.Descendants().Where(e => e.Name.LocalName is "mfrac" or "msup" or "msub")) element.Elements().Count().ShouldBe(2, element.ToString());
    }

    [Theory]
    [InlineData(0.6271477663, 3, "0.627")]
    [InlineData(1234567, 3, "1230000")]
    [InlineData(2.5e-9, 4, "2.5e-9")]
    [InlineData(0.1, 0, "0.1")]
    [InlineData(0, 5, "0")]
    [InlineData(double.NaN, 5, "NaN")]
    [InlineData(-3.14159, 4, "-3.142")]
    public void Numbers_have_the_digits_asked_for(double value, int digits, string text) => NumberText.Of(value, digits).ShouldBe(text);
}
