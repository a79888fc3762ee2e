using System.Globalization;

namespace Cajal.Data;

/// <summary>The steps by name; a new one is one file and one line here.</summary>
internal static class AugmentationNames
{
    private sealed class Entry(string name, string[] options, double[] usual, double[] least, double[] most, string meaning, Func<double[], AugmentationStep> make)
    {
        public string Name => name;

        public string[] Options => options;

        public double[] Usual => usual;

        public double[] Least => least;

        public double[] Most => most;

        public string Meaning => meaning;

        public Func<double[], AugmentationStep> Make => make;
    }

    private static readonly Entry[] All =
    [
        new("shift", ["pixels"], [2], [0], [1000], "up to so many pixels in each direction", n => new Shift(n[0])),
        new("rotate", ["degrees"], [10], [0], [180], "up to so many degrees to either side", n => new Rotate(n[0])),
        new("scale", ["share"], [0.1], [0], [10], "up to this share larger or smaller", n => new Zoom(n[0])),
        new("flip", ["probability"], [0.5], [0], [1], "left becomes right", n => new Flip(n[0])),
        new("flip-down", ["probability"], [0.5], [0], [1], "up becomes down", n => new FlipDown(n[0])),
        new("crop", ["least"], [0.8], [0.05], [1], "a part of at least this share of each side, stretched to the whole", n =>
            new Crop(n[0])),
        new("elastic", ["pixels", "spacing"], [1, 7], [0, 2], [100, 1000],
            "a smooth warp of so many pixels, even over the spacing in pixels", n => new Elastic(n[0], n[1])),
        new("noise", ["deviation"], [0.1], [0], [10], "normal, as a share of the deviation of all pixels", n => new Noise(n[0])),
        new("cutout", ["pixels"], [8], [1], [1000], "a square of this side is blotted out", n => new Cutout((int)n[0])),
        new("mixup", ["alpha"], [0.2], [1e-3], [100], "pairs are mixed, pictures and answers, by a share from Beta(α, α)",
            n => new Mixup(n[0])),
    ];

    public static IReadOnlyList<string> Described =>
        [.. All.Select(e => $"{e.Name}({string.Join(", ", e.Options.Zip(e.Usual, Option))}): {e.Meaning}")];

    /// <exception cref="ArgumentException">Unknown name, or a number that is none or out of range.</exception>
    public static AugmentationStep Parse(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        string name = (open < 0 ? text : text[..open]).Trim();
        var entry = Array.Find(All, e => NearestName.Plain(e.Name) == NearestName.Plain(name))
            ?? throw new ArgumentException(NearestName.Unknown("augmentation", name, All.Select(e => e.Name)));
        if (open >= 0 && !text.EndsWith(')'))
            throw new ArgumentException($"The augmentation '{text}' has an opening bracket but does not end with a closing one.");
        string[] given = open < 0 ? [] : text[(open + 1)..^1].Split(',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (given.Length > entry.Options.Length)
            throw new ArgumentException($"The augmentation '{entry.Name}' takes {string.Join(", ", entry.Options)}; received '{text}'.");
        double[] numbers = [.. entry.Usual];
        for (int i = 0; i < given.Length; i++)
        {
            string value = given[i];
            int place = i;
            if (value.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
            {
                place = Array.FindIndex(entry.Options, o => NearestName.Plain(o) == NearestName.Plain(value[..equals]));
                if (place < 0)
                    throw new ArgumentException($"The augmentation '{entry.Name}' has no option '{value[..equals].Trim()}'. It has "
                        + $"{string.Join(", ", entry.Options)}.");
                value = value[(equals + 1)..];
            }
            if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                || !(number >= entry.Least[place] && number <= entry.Most[place]))
                throw new ArgumentException($"{entry.Options[place]} of the augmentation '{entry.Name}' is a number from "
                    + $"{Text(entry.Least[place])} to {Text(entry.Most[place])}; received '{value.Trim()}'.");
            numbers[place] = number;
        }
        return entry.Make(numbers);
    }

    private static string Option(string name, double usual) => $"{name}={Text(usual)}";

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
