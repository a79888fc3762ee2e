using System.Globalization;
using System.Text.RegularExpressions;
using Cajal.Networks;

namespace Cajal.Tests.Oracle;

/// <summary>The layers of a model's line in training.json, one after the other: what a layer does not say of its size is what the last one gave.</summary>
internal sealed partial class TrainingLayers(DType dtype)
{
    private readonly Rng rng = new(1);

    // Units or channels of the last layer that says so.
    private int features;

    /// <summary>For example <c>Linear(6,8)</c>, <c>Conv(1,3,3,pad1)</c>, <c>BatchNorm2d</c>, <c>MaxPool2</c>, <c>flatten</c>, <c>ReLU</c>.</summary>
    public Layer Next(string text)
    {
        var part = Part().Match(text);
        string name = part.Groups["name"].Value.ToLowerInvariant();
        var words = new Words(text, part.Groups["rest"].Value);
        int axes = part.Groups["axes"].Success ? int.Parse(part.Groups["axes"].Value, CultureInfo.InvariantCulture) : 2;
        var layer = Make(name, axes, words) ?? Function(text);
        words.RequireAllRead();
        return layer;
    }

    private Layer? Make(string name, int axes, Words words)
    {
        switch (name)
        {
            case "linear":
                int inputs = words.Number();
                return new Linear(inputs, features = words.Number(), rng, !words.Flag("no bias", "bias=false"), dtype: dtype);
            case "conv":
                int channels = words.Number();
                features = words.Number();
                PerAxis filter = words.Number(), pace = words.Setting("stride", "s") ?? default(PerAxis);
                int edge = words.Setting("padding", "pad", "p") ?? 0;
                bool bias = !words.Flag("no bias", "bias=false");
                return axes switch
                {
                    1 => new Conv1d(channels, features, filter, rng, pace, edge, bias: bias, dtype: dtype),
                    2 => new Conv2d(channels, features, filter, rng, pace, edge, bias: bias, dtype: dtype),
                    _ => new Conv3d(channels, features, filter, rng, pace, edge, bias: bias, dtype: dtype),
                };
            case "flatten": return new Flatten();
            case "embedding":
                int rows = words.Number();
                return new Embedding(rows, features = words.Number(), rng, dtype: dtype);
            case "rnn" or "lstm" or "gru":
                int inputSize = words.Number();
                features = words.Number();
                return name switch
                {
                    "rnn" => new Rnn(inputSize, features, rng, batchFirst: true, dtype: dtype),
                    "lstm" => new Lstm(inputSize, features, rng, batchFirst: true, dtype: dtype),
                    _ => new Gru(inputSize, features, rng, batchFirst: true, dtype: dtype),
                };
            case "batchnorm":
                return axes switch
                {
                    1 => new BatchNorm1d(Features(words), dtype: dtype),
                    2 => new BatchNorm2d(Features(words), dtype: dtype),
                    _ => new BatchNorm3d(Features(words), dtype: dtype),
                };
            case "layernorm": return new LayerNorm(Features(words), dtype: dtype);
            case "rmsnorm": return new RmsNorm(Features(words), dtype: dtype);
            case "groupnorm": return new GroupNorm(words.Number(), Features(words), dtype: dtype);
            case "maxpool":
                PerAxis kernel = words.Number(), stride = words.Setting("stride", "s") ?? default(PerAxis), padding = words.Setting("padding", "pad", "p") ?? default(PerAxis);
                return axes switch
                {
                    1 => new MaxPool1d(kernel, stride, padding),
                    2 => new MaxPool2d(kernel, stride, padding),
                    _ => new MaxPool3d(kernel, stride, padding),
                };
            case "avgpool":
                PerAxis size = words.Number(), step = words.Setting("stride", "s") ?? default(PerAxis), border = words.Setting("padding", "pad", "p") ?? default(PerAxis);
                return axes switch
                {
                    1 => new AveragePool1d(size, step, border),
                    2 => new AveragePool2d(size, step, border),
                    _ => new AveragePool3d(size, step, border),
                };
            case "adaptiveavgpool":
                return axes switch
                {
                    1 => new AdaptiveAveragePool1d(words.Number()),
                    2 => new AdaptiveAveragePool2d(words.Number()),
                    _ => new AdaptiveAveragePool3d(words.Number()),
                };
            case "globalavgpool": return new GlobalAveragePool();
            case "pixelshuffle": return new PixelShuffle(words.Number());
            case "upsample": return new Upsample(words.Number());
            default: return null;
        }
    }

    // A function under its name in recipes, or its name in PyTorch.
    private static Activation Function(string text)
    {
        try
        {
            return Activation.Parse(text);
        }
        catch (ArgumentException)
        {
            throw new NotUnderstoodException($"the layer '{text}'");
        }
    }

    private int Features(Words words) => words.Next() is { } said ? features = said
        : features > 0 ? features : throw new NotUnderstoodException("a norm whose features nobody said");

    [GeneratedRegex(@"^(?<name>[A-Za-z]+?)(?:(?<axes>[123])d)?(?:(?<rest>\d+)|\((?<rest>[^)]*)\))?$")]
    private static partial Regex Part();

    /// <summary>What stands in the brackets of a layer: numbers in their order, and settings with a name.</summary>
    private sealed partial class Words(string layer, string text)
    {
        private readonly List<string> words = [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

        public int Number() => Next() ?? throw new NotUnderstoodException($"the layer '{layer}'");

        public int? Next()
        {
            int at = words.FindIndex(w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out _));
            return at < 0 ? null : int.Parse(Take(at), CultureInfo.InvariantCulture);
        }

        public int? Setting(params string[] names)
        {
            int at = words.FindIndex(w => Named().Match(w) is { Success: true } m && names.Contains(m.Groups[1].Value.ToLowerInvariant()));
            return at < 0 ? null : int.Parse(Named().Match(Take(at)).Groups[2].Value, CultureInfo.InvariantCulture);
        }

        public bool Flag(params string[] names)
        {
            int at = words.FindIndex(w => names.Contains(w.ToLowerInvariant()));
            if (at >= 0) Take(at);
            return at >= 0;
        }

        // An activation reads its own words.
        public void RequireAllRead()
        {
            if (words.Count > 0 && words.Count < text.Split(',').Length) throw new NotUnderstoodException($"'{words[0]}' of the layer '{layer}'");
        }

        private string Take(int at)
        {
            string word = words[at];
            words.RemoveAt(at);
            return word;
        }

        [GeneratedRegex(@"^([A-Za-z_]+)[ =]*(\d+)$")]
        private static partial Regex Named();
    }
}
