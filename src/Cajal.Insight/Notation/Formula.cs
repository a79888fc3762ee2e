namespace Cajal.Insight;

/// <summary>A formula as a tree: read from text (<see cref="Parse"/>), differentiated, computed on tensors, and written as text, LaTeX or
/// MathML.</summary>
public abstract record Formula
{
    private protected Formula() { }

    /// <summary>Reads a formula such as <c>x^2*y + sin(x)/2</c>.</summary>
    /// <exception cref="FormatException">The text is no formula; the message says where and why.</exception>
    public static Formula Parse(string text) => new FormulaParser(text).Read();

    /// <summary>A number.</summary>
    public static implicit operator Formula(double value) => new NumberTerm(value);

    /// <summary>A sum, without zeros and with numbers added up.</summary>
    public static Formula operator +(Formula a, Formula b) => FormulaAlgebra.Add(a, b);

    /// <summary>A difference, without zeros.</summary>
    public static Formula operator -(Formula a, Formula b) => FormulaAlgebra.Add(a, -b);

    /// <summary>The opposite.</summary>
    public static Formula operator -(Formula a) => FormulaAlgebra.Negate(a);

    /// <summary>A product, without ones and with numbers multiplied.</summary>
    public static Formula operator *(Formula a, Formula b) => FormulaAlgebra.Multiply(a, b);

    /// <summary>A quotient.</summary>
    public static Formula operator /(Formula a, Formula b) => FormulaAlgebra.Divide(a, b);

    /// <summary>A power.</summary>
    public Formula To(Formula exponent) => FormulaAlgebra.Raise(this, exponent);

    /// <summary>The names of its variables, in the order they first appear.</summary>
    public IReadOnlyList<string> Variables => [.. Symbols().Select(s => s.Name).Distinct()];

    /// <summary>∂/∂name of the formula, by the rules of calculus.</summary>
    public Formula Derivative(string name) => FormulaCalculus.Derivative(this, name);

    /// <summary>The formula in one line of text, for example <c>2·x·y</c>.</summary>
    public sealed override string ToString() => TextNotation.Instance.Write(this);

    internal virtual IEnumerable<Formula> Parts => [];

    private IEnumerable<Symbol> Symbols() => this is Symbol own ? [own] : Parts.SelectMany(p => p.Symbols());
}

/// <summary>A number.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Digits">Significant digits it is written with; 0 for as many as it has, at most 15.</param>
public sealed record NumberTerm(double Value, int Digits = 0) : Formula;

/// <summary>A variable, perhaps with marks: w with <c>Sub</c> 12 and <c>Sup</c> (2) is the weight w₁₂ of layer 2.</summary>
/// <param name="Name">Its letter or word.</param>
/// <param name="Sub">Below to the right.</param>
/// <param name="Sup">Above to the right.</param>
public sealed record Symbol(string Name, string Sub = "", string Sup = "") : Formula;

/// <summary>a + b + …</summary>
/// <param name="Terms">At least two.</param>
public sealed record SumTerm(IReadOnlyList<Formula> Terms) : Formula
{
    internal override IEnumerable<Formula> Parts => Terms;
}

/// <summary>a · b · …</summary>
/// <param name="Factors">At least two.</param>
/// <param name="Sign">Between them: a dot, ⊙ for products number by number, nothing for those of matrices.</param>
public sealed record ProductTerm(IReadOnlyList<Formula> Factors, string Sign = "·") : Formula
{
    internal override IEnumerable<Formula> Parts => Factors;
}

/// <summary>−a</summary>
/// <param name="Of">a.</param>
public sealed record NegativeTerm(Formula Of) : Formula
{
    internal override IEnumerable<Formula> Parts => [Of];
}

/// <summary>top / bottom</summary>
/// <param name="Top">Above the line.</param>
/// <param name="Bottom">Below it.</param>
public sealed record FractionTerm(Formula Top, Formula Bottom) : Formula
{
    internal override IEnumerable<Formula> Parts => [Top, Bottom];
}

/// <summary>base ^ exponent</summary>
/// <param name="Base">What is raised.</param>
/// <param name="Exponent">To what.</param>
public sealed record PowerTerm(Formula Base, Formula Exponent) : Formula
{
    internal override IEnumerable<Formula> Parts => [Base, Exponent];
}

/// <summary>f(a)</summary>
/// <param name="Function">Its name, for example <c>tanh</c>.</param>
/// <param name="Argument">a.</param>
public sealed record CallTerm(string Function, Formula Argument) : Formula
{
    internal override IEnumerable<Formula> Parts => [Argument];
}

/// <summary>a = b = …: a formula, the numbers put in, and what comes out.</summary>
/// <param name="Sides">At least two.</param>
/// <param name="Sign">Between them.</param>
public sealed record RelationTerm(IReadOnlyList<Formula> Sides, string Sign = "=") : Formula
{
    internal override IEnumerable<Formula> Parts => Sides;
}
