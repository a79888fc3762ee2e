using System.Globalization;

namespace Cajal.Insight;

/// <summary>Reads a formula: sum := product (± product)*; product := power ((· | * | /) power)*; power := [−] atom [^ power];
/// atom := number | name | name(sum) | (sum). A number may stand directly before a name: 2x.</summary>
internal sealed class FormulaParser(string text)
{
    private const int DeepestNesting = 100;

    private int at, depth;

    public Formula Read()
    {
        var formula = Sum();
        return at == text.Length ? formula : throw Wrong("the end, or +, -, *, / or ^");
    }

    private Formula Sum()
    {
        Deepen();
        var sum = Product();
        while (true)
        {
            if (Takes('+')) sum += Product();
            else if (Takes('-') || Takes('−')) sum -= Product();
            else break;
        }
        depth--;
        return sum;
    }

    private Formula Product()
    {
        var product = Signed();
        while (true)
        {
            if (Takes('*') || Takes('·')) product *= Signed();
            else if (Takes('/')) product /= Signed();
            else return product;
        }
    }

    private Formula Signed()
    {
        bool negative = false;
        while (Takes('-') || Takes('−')) negative = !negative;
        return negative ? -Power() : Power();
    }

    private Formula Power()
    {
        var number = Number();
        if (number is not null && !(Peek() is { } next && (char.IsLetter(next) || next == '('))) return Raised(number);
        var atom = Raised(Atom());
        return number is null ? atom : number * atom;
    }

    private Formula Raised(Formula atom)
    {
        if (!Takes('^')) return atom;
        Deepen();
        var raised = atom.To(Signed());
        depth--;
        return raised;
    }

    private void Deepen()
    {
        if (++depth > DeepestNesting) throw new FormatException($"A formula is nested at most {DeepestNesting} deep; this one is deeper.");
    }

    private Formula Atom()
    {
        if (Takes('('))
        {
            var inner = Sum();
            return Takes(')') ? inner : throw Wrong("a closing bracket");
        }
        string name = Name();
        if (name.Length == 0) throw Wrong("a number, a name or an opening bracket");
        if (!Takes('(')) return new Symbol(name);
        if (!FormulaFunction.IsKnown(name))
            throw new FormatException($"'{name}' is no function; functions are {string.Join(", ", FormulaFunction.Names)}. A product is written {name}*(…).");
        var argument = Sum();
        return Takes(')') ? new CallTerm(name, argument) : throw Wrong("a closing bracket");
    }

    private NumberTerm? Number()
    {
        Peek();
        int start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.')) at++;
        if (at == start) return null;
        // 2e-3, but not 2exp(x)
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            int end = at + 1;
            if (end < text.Length && text[end] is '+' or '-') end++;
            int digits = end;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            if (end > digits) at = end;
        }
        return double.TryParse(text.AsSpan(start, at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? new NumberTerm(value)
            : throw new FormatException($"'{text[start..at]}' is no number; numbers have one decimal point: 0.5.");
    }

    private string Name()
    {
        Peek();
        int start = at;
        while (at < text.Length && (char.IsLetter(text[at]) || (at > start && (char.IsAsciiDigit(text[at]) || text[at] == '_')))) at++;
        return text[start..at];
    }

    private char? Peek()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at < text.Length ? text[at] : null;
    }

    private bool Takes(char sign)
    {
        if (Peek() != sign) return false;
        at++;
        return true;
    }

    private FormatException Wrong(string expected) =>
        new($"The formula '{text}' needs {expected} at place {at + 1}; received {(Peek() is { } sign ? $"'{sign}'" : "its end")}.");
}
