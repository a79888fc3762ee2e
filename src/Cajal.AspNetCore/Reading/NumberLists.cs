using System.Buffers.Text;

namespace Cajal.AspNetCore;

/// <summary>Numbers in nested JSON lists, read without a token for each: the fast way for what is plainly right. What is not is left to <see cref="GridTokens"/>, which also says
/// what is wrong.</summary>
internal static class NumberLists
{
    private const int ExactDigits = 15;

    // 10⁰ to 10¹⁵, each exact: a whole number below 2⁵³ divided by one of them is rounded once, as IEEE 754 wants it.
    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Reads lists that are nested by a shape, or one list of all numbers; the first size may be less than the shape's.</summary>
    /// <param name="json">Begins at the first bracket.</param>
    /// <param name="shape">Sizes of the lists from outside to inside.</param>
    /// <param name="numbers">Room for all of them.</param>
    /// <param name="count">How many there were.</param>
    /// <returns>How many bytes the lists take; 0 when the slow way has to look at them.</returns>
    public static int TryRead(ReadOnlySpan<byte> json, ReadOnlySpan<int> shape, Span<float> numbers, out int count)
    {
        int at = 0;
        count = 0;
        int inside = 1;
        SkipBlanks(json, ref at);
        if (at < json.Length && json[at] == '[')
        {
            SkipBlanks(json, ref inside);
            if (shape.Length > 1 && inside < json.Length && json[inside] != '[') return List(json, ref at, numbers.Length, numbers, ref count) ? at : 0;
        }
        return Lists(json, ref at, shape, isOuter: true, numbers, ref count) ? at : 0;
    }

    private static bool Lists(ReadOnlySpan<byte> json, ref int at, ReadOnlySpan<int> shape, bool isOuter, Span<float> numbers, ref int count)
    {
        int before = count;
        if (shape.Length == 1) return List(json, ref at, shape[0], numbers, ref count) && (isOuter || count - before == shape[0]);
        if (!Take(json, ref at, '[')) return false;
        for (int i = 0; i < shape[0]; i++)
        {
            if (i > 0 && !Take(json, ref at, ',')) return isOuter && Take(json, ref at, ']');
            if (!Lists(json, ref at, shape[1..], isOuter: false, numbers, ref count)) return false;
        }
        return Take(json, ref at, ']');
    }

    private static bool List(ReadOnlySpan<byte> json, ref int at, int most, Span<float> numbers, ref int count)
    {
        if (!Take(json, ref at, '[')) return false;
        int end = Math.Min(numbers.Length, count + most);
        while (count < end)
        {
            // Pixels are mostly whole numbers of few digits with nothing between them.
            int length = SmallWhole(json, at, out float whole);
            if (length > 0)
            {
                numbers[count++] = whole;
                at += length + 1;
                if (json[at - 1] == ']') return true;
                continue;
            }
            SkipBlanks(json, ref at);
            if (!Number(json, ref at, out double value)) return false;
            float single = (float)value;
            if (!float.IsFinite(single)) return false;
            numbers[count++] = single;
            SkipBlanks(json, ref at);
            if (at >= json.Length) return false;
            byte next = json[at++];
            if (next == ']') return true;
            if (next != ',') return false;
        }
        return false;
    }

    // How many digits, one to three, stand right before a comma or the end of the list; 0 for anything else.
    private static int SmallWhole(ReadOnlySpan<byte> json, int at, out float value)
    {
        value = 0;
        if (at + 4 > json.Length) return 0;
        uint first = (uint)(json[at] - '0'), second = (uint)(json[at + 1] - '0'), third = (uint)(json[at + 2] - '0');
        if (first > 9) return 0;
        value = first;
        if (json[at + 1] is (byte)',' or (byte)']') return 1;
        if (second > 9 || first == 0) return 0;
        value = 10 * first + second;
        if (json[at + 2] is (byte)',' or (byte)']') return 2;
        value = 100 * first + 10 * second + third;
        return third <= 9 && json[at + 3] is ((byte)',' or (byte)']') ? 3 : 0;
    }

    /// <summary>A number as JSON writes it: no leading zeros, no plus sign, digits on both sides of the point.</summary>
    internal static bool Number(ReadOnlySpan<byte> json, ref int at, out double value)
    {
        int start = at;
        bool isNegative = at < json.Length && json[at] == '-';
        if (isNegative) at++;
        int first = at;
        long digits = 0;
        while (at < json.Length && (uint)(json[at] - '0') <= 9) digits = 10 * digits + (json[at++] - '0');
        int whole = at - first, behind = 0;
        value = 0;
        if (whole == 0 || (whole > 1 && json[first] == '0')) return false;
        if (at < json.Length && json[at] == '.')
        {
            at++;
            int point = at;
            while (at < json.Length && (uint)(json[at] - '0') <= 9) digits = 10 * digits + (json[at++] - '0');
            behind = at - point;
            if (behind == 0) return false;
        }
        bool hasExponent = at < json.Length && (json[at] | 0x20) == 'e';
        if (!hasExponent && whole + behind <= ExactDigits)
        {
            value = behind == 0 ? digits : digits / Powers[behind];
            if (isNegative) value = -value;
            return true;
        }
        // Long numbers and those with an exponent: the platform's way.
        if (!Utf8Parser.TryParse(json[start..], out value, out int length) || length < at - start) return false;
        at = start + length;
        return char.IsAsciiDigit((char)json[at - 1]);
    }

    private static bool Take(ReadOnlySpan<byte> json, ref int at, char wanted)
    {
        SkipBlanks(json, ref at);
        if (at >= json.Length || json[at] != wanted) return false;
        at++;
        return true;
    }

    private static void SkipBlanks(ReadOnlySpan<byte> json, ref int at)
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') at++;
    }
}
