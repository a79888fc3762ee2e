using System.Globalization;

namespace Cajal.Studio;

/// <summary>Where the controls of a bench stand, each inside its bounds, and the language of the answer.</summary>
internal sealed class BenchValues
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly bool isChinese;

    /// <summary>Takes what was asked; what is left out stands where it starts.</summary>
    /// <exception cref="ArgumentException">A control that the bench does not have, or a value outside of its bounds.</exception>
    public BenchValues(LessonBench bench, BenchQuestion question)
    {
        isChinese = question.Language == "zh";
        foreach (var control in bench.Controls) values[control.Name] = control.Start;
        foreach (var (name, value) in question.Values)
        {
            var control = bench.Controls.FirstOrDefault(c => c.Name == name)
                ?? throw new ArgumentException($"The bench '{bench.Name}' has {string.Join(", ", bench.Controls.Select(c => c.Name))}; received '{(name.Length > 40 ? name[..40] : name)}'.");
            if (control.Refuses(value) is { } reason) throw new ArgumentException(reason);
            values[name] = value;
        }
    }

    /// <summary>The text of a control.</summary>
    public string this[string name] => values[name];

    /// <summary>A number.</summary>
    public double Number(string name) => double.Parse(values[name], CultureInfo.InvariantCulture);

    /// <summary>A number as a whole one.</summary>
    public int Whole(string name) => (int)Math.Round(Number(name));

    /// <summary>Points that were drawn.</summary>
    public IReadOnlyList<(double X, double Y)> Points(string name) =>
        [.. values[name].Split(';', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split(',')).Select(p => (double.Parse(p[0], CultureInfo.InvariantCulture), double.Parse(p[1], CultureInfo.InvariantCulture)))];

    /// <summary>The bytes of a picture; none when nothing was drawn.</summary>
    public byte[] Pixels(string name) => Convert.FromBase64String(values[name]);

    /// <summary>A word or sentence in the language of the answer.</summary>
    public string Say(string english, string chinese) => isChinese ? chinese : english;
}
