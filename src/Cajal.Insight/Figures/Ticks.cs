using System.Globalization;

namespace Cajal.Insight;

/// <summary>Marks on an axis at round numbers, so many that their labels do not touch.</summary>
internal sealed class Ticks
{
    private const double Gap = 20, RowHeight = 30;

    private static readonly double[] Factors = [1, 2, 5];

    private Ticks(double[] places, string[] labels, double[] minor) => (Places, Labels, Minor) = (places, labels, minor);

    /// <summary>Numbers that are marked and labelled, rising.</summary>
    public double[] Places { get; }

    /// <summary>A text for each.</summary>
    public string[] Labels { get; }

    /// <summary>Numbers marked without a label.</summary>
    public double[] Minor { get; }

    /// <summary>The widest label in pixels.</summary>
    public double Widest => Labels.Length == 0 ? 0 : Labels.Max(l => TextSize.Width(l, TextSize.Tick));

    /// <summary>Marks of an axis.</summary>
    /// <param name="scale">Its scale.</param>
    /// <param name="sideways">Labels stand beside each other, not above.</param>
    /// <param name="names">Names for 0, 1, 2, …; null for numbers.</param>
    /// <param name="whole">At whole numbers only.</param>
    public static Ticks Of(Scale scale, bool sideways, IReadOnlyList<string>? names = null, bool whole = false)
    {
        if (names is not null) return Named(scale, sideways, names);
        if (scale.IsLog && Decades(scale, sideways) is { } decades) return decades;
        double range = scale.High - scale.Low, exponent = Math.Floor(Math.Log10(range / Math.Max(2, scale.Length / 20)));
        for (int i = 0; i < 30; i++)
        {
            double power = exponent + i / 3, step = Factors[i % 3] * Math.Pow(10, power);
            double first = Math.Ceiling(scale.Low / step - 1e-9), last = Math.Floor(scale.High / step + 1e-9);
            if (!(last - first < 200) || (whole && step < 1)) continue;
            var places = new List<double>();
            // Divided by a whole power where the step is below 1: 3 / 10 is 0.3, 3 · 0.1 is not.
            for (double k = first; k <= last; k++)
                places.Add(power < 0 && power > -300 ? k * Factors[i % 3] / Math.Pow(10, -power) : k * step);
            if (step > range) break;
            if (places.Count < 2) continue;
            string[] labels = [.. places.Select(v => Label(v, power, Math.Max(Math.Abs(scale.Low), Math.Abs(scale.High))))];
            if (Fits(scale, [.. places], labels, sideways)) return new([.. places], labels, []);
        }
        double[] ends = [scale.Low, scale.High];
        // No two round numbers fit: the ends themselves, with as many digits as tell them apart.
        int digits = 3;
        while (digits < 15 && Plain(ends[0], digits) == Plain(ends[1], digits)) digits++;
        return new(ends, [.. ends.Select(v => Plain(v, digits))], []);
    }

    /// <summary>A number with so many significant digits, a true minus, and powers of ten where it is very large or small.</summary>
    public static string Plain(double value, int digits = 3)
    {
        string text = NumberText.Of(value, digits);
        int e = text.IndexOf('e', StringComparison.Ordinal);
        return (e < 0 ? Math.Abs(value) >= 1e6 && double.IsFinite(value) ? Scientific(value, digits) : text
            : $"{text[..e]}·10{Raised(int.Parse(text[(e + 1)..], CultureInfo.InvariantCulture))}").Replace('-', '−');
    }

    private static string Scientific(double value, int digits)
    {
        int power = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return $"{NumberText.Of(value / Math.Pow(10, power), digits)}·10{Raised(power)}";
    }

    // With as many places as the step has; a common power of ten for very large and small numbers.
    private static string Label(double value, double stepPower, double largest)
    {
        double power = Math.Floor(Math.Log10(largest));
        if (value == 0) return "0";
        if (power < 6 && stepPower > -5) return value.ToString($"F{(int)Math.Max(0, -stepPower)}", CultureInfo.InvariantCulture).Replace('-', '−');
        string front = (value / Math.Pow(10, power)).ToString($"F{(int)Math.Clamp(power - stepPower, 0, 15)}", CultureInfo.InvariantCulture);
        return $"{front}·10{Raised((int)power)}".Replace('-', '−');
    }

    private static string Raised(int power)
    {
        const string Digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        return (power < 0 ? "⁻" : "") + string.Concat(Math.Abs(power).ToString(CultureInfo.InvariantCulture).Select(d => Digits[d - '0']));
    }

    private static string Power(int power) => power is >= -3 and <= 4 ? NumberText.Of(Math.Pow(10, power), 3) : $"10{Raised(power)}";

    // Whole powers of ten, every so many; between them 2 and 5 where there are few. None where the axis covers too little for that.
    private static Ticks? Decades(Scale scale, bool sideways)
    {
        double low = Math.Log10(scale.Low), high = Math.Log10(scale.High);
        int first = (int)Math.Ceiling(low - 1e-9), last = (int)Math.Floor(high + 1e-9);
        if (high - low < 2)
        {
            double[] all = [.. Enumerable.Range(first - 1, last - first + 2).SelectMany(p => Factors.Select(m => m * Math.Pow(10, p)))
                .Where(v => v >= scale.Low * (1 - 1e-9) && v <= scale.High * (1 + 1e-9))];
            string[] labels = [.. all.Select(v => Plain(v, 1))];
            if (all.Length >= 2 && Fits(scale, all, labels, sideways)) return new(all, labels, []);
        }
        for (int stride = 1; last - first >= stride; stride++)
        {
            int[] powers = [.. Enumerable.Range(first, last - first + 1).Where(p => p % stride == 0)];
            double[] places = [.. powers.Select(p => Math.Pow(10, p))];
            string[] labels = [.. powers.Select(Power)];
            if (places.Length < 2) return null;
            if (!Fits(scale, places, labels, sideways)) continue;
            double[] minor = stride > 1 ? [.. Enumerable.Range(first, last - first + 1).Where(p => p % stride != 0).Select(p => Math.Pow(10, p))]
                : last - first > 5 ? [] : [.. Enumerable.Range(first - 1, last - first + 2).SelectMany(p => Enumerable.Range(2, 8).Select(m => m * Math.Pow(10, p)))
                    .Where(v => v > scale.Low && v < scale.High)];
            return new(places, labels, minor);
        }
        return null;
    }

    private static Ticks Named(Scale scale, bool sideways, IReadOnlyList<string> names)
    {
        double room = scale.Length / Math.Max(1, names.Count);
        int[] inside = [.. Enumerable.Range(0, names.Count).Where(i => i >= scale.Low && i <= scale.High)];
        string[] labels = [.. inside.Select(i => sideways ? names[i] : TextSize.Cut(names[i], TextSize.Tick, 160))];
        for (int stride = 1; ; stride++)
        {
            int[] kept = [.. Enumerable.Range(0, inside.Length).Where(i => i % stride == 0)];
            // A few long names are cut rather than left out.
            string[] texts = [.. kept.Select(i => sideways && stride == 1 && room > 40 ? TextSize.Cut(labels[i], TextSize.Tick, room - 6) : labels[i])];
            double[] places = [.. kept.Select(i => (double)inside[i])];
            if (kept.Length < 2 || Fits(scale, places, texts, sideways, 4)) return new(places, texts, []);
        }
    }

    private static bool Fits(Scale scale, double[] places, string[] labels, bool sideways, double gap = Gap)
    {
        for (int i = 1; i < places.Length; i++)
        {
            double room = Math.Abs(scale.At(places[i]) - scale.At(places[i - 1]));
            double need = sideways ? (TextSize.Width(labels[i], TextSize.Tick) + TextSize.Width(labels[i - 1], TextSize.Tick)) / 2 + gap : gap == Gap ? RowHeight : TextSize.Tick + 1;
            if (room < need) return false;
        }
        return true;
    }
}
