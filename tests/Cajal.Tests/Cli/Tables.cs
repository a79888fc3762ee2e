using System.Globalization;
using System.Text;

namespace Cajal.Tests.Cli;

/// <summary>Small CSV files with something to learn in them.</summary>
internal static class Tables
{
    /// <summary>Three kinds of flowers told apart by two lengths; a column of numbers that say nothing.</summary>
    public static string Flowers(int count = 60, ulong seed = 5)
    {
        var rng = new Rng(seed);
        var text = new StringBuilder("id,length,width,kind\n");
        for (int i = 0; i < count; i++)
        {
            int kind = i % 3;
            text.Append(CultureInfo.InvariantCulture, $"{i},{2 + kind * 2 + 0.3 * rng.NextNormal():0.00},{1 + (kind == 1 ? 2 : 0) + 0.3 * rng.NextNormal():0.00},{Quoted(kind)}\n");
        }
        return text.ToString();
    }

    /// <summary>y = 3·a − 2·b with a little noise.</summary>
    public static string Line(int count = 80)
    {
        var rng = new Rng(6);
        var text = new StringBuilder("a,b,y\n");
        for (int i = 0; i < count; i++)
        {
            double a = rng.NextDouble(), b = rng.NextDouble();
            text.Append(CultureInfo.InvariantCulture, $"{a:0.000},{b:0.000},{3 * a - 2 * b + 0.05 * rng.NextNormal():0.0000}\n");
        }
        return text.ToString();
    }

    /// <summary>The kinds; one holds a comma.</summary>
    public static readonly string[] Names = ["aster", "lily, white", "rose"];

    private static string Quoted(int kind) => $"\"{Names[kind]}\"";
}
