using System.Globalization;
using System.Text.RegularExpressions;
using Cajal.Networks;

namespace Cajal.Tests.Oracle;

/// <summary>Initializers as PyTorch's users write them, wherever the name stands in a text: statistics/xavier_normal_gain_5/3,
/// kaiming_uniform_relu_fan_out, normal_0.01.</summary>
internal static partial class InitializerName
{
    private static readonly (string Word, Func<double?, Fan, Initializer> Make)[] Known =
    [
        ("xavier_normal", (gain, _) => new XavierNormal(gain ?? Gain.Linear)),
        ("xavier_uniform", (gain, _) => new XavierUniform(gain ?? Gain.Linear)),
        ("kaiming_normal", (gain, fan) => new HeNormal(gain ?? Gain.Relu, fan)),
        ("kaiming_uniform", (gain, fan) => new HeUniform(gain ?? Gain.Relu, fan)),
        ("lecun_normal", (_, _) => new LeCunNormal()),
        ("lecun_uniform", (_, _) => new LeCunUniform()),
        ("orthogonal", (gain, _) => new Orthogonal(gain ?? Gain.Linear)),
        ("zeros", (_, _) => new Zeros()),
        ("normal", (deviation, _) => new Normal(deviation ?? 1)),
    ];

    private static readonly string[] NotYet = ["trunc", "sparse", "dirac", "eye"];

    public static Initializer Read(string text)
    {
        string plain = text.Replace("glorot_", "xavier_").Replace("he_", "kaiming_");
        if (NotYet.Any(word => plain.Contains(word, StringComparison.Ordinal))) throw new UnsupportedException();
        var (word, make) = Known.FirstOrDefault(k => plain.Contains(k.Word, StringComparison.Ordinal));
        if (word is null) throw new NotUnderstoodException($"the initializer '{text}'");
        string rest = plain[(plain.IndexOf(word, StringComparison.Ordinal) + word.Length)..];
        var fan = rest.Contains("fan_out", StringComparison.Ordinal) ? Fan.Out : Fan.In;
        rest = Beside().Replace(rest, "").Trim('_');
        return make(rest.Length == 0 ? null : GainOf(rest), fan);
    }

    /// <summary>A gain by the word of its activation, by number or as a fraction.</summary>
    public static double GainOf(string name) => name switch
    {
        "linear" or "identity" or "sigmoid" => Gain.Linear,
        "tanh" => Gain.Tanh,
        "relu" => Gain.Relu,
        "selu" => Gain.Selu,
        _ when name.StartsWith("conv", StringComparison.Ordinal) => Gain.Linear,
        _ when Leaky().Match(name) is { Success: true } leaky =>
            leaky.Groups[1].Length > 0 ? Gain.LeakyRelu(Number(leaky.Groups[1].Value)) : Gain.LeakyRelu(),
        _ when name.Split('/') is [var over, var under] && IsNumber(over) && IsNumber(under) => Number(over) / Number(under),
        _ when IsNumber(name) => Number(name),
        _ => throw new NotUnderstoodException($"the gain of '{name}'"),
    };

    [GeneratedRegex("_?fan_(in|out)|_?gain(?=_)|_?std(?=_)")]
    private static partial Regex Beside();

    [GeneratedRegex(@"^leaky(?:_?relu)?[_(]?([0-9.eE+-]+)?\)?$")]
    private static partial Regex Leaky();

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
