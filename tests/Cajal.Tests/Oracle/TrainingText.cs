using System.Globalization;
using System.Text.RegularExpressions;
using Cajal.Networks;

namespace Cajal.Tests.Oracle;

/// <summary>The lines in which training.json says its models, losses and optimizers.</summary>
internal static partial class TrainingText
{
    // Modules that Cajal does not have yet: a model with one is unsupported.
    private static readonly string[] NotYet =
        ["Attention", "Transformer"];

    private const string Transposed = "over all positions (logits transposed to N,C,T)";

    private static readonly (string Start, Func<Tensor, Tensor, LossReduction, Tensor> Loss)[] Losses =
    [
        ("cross entropy", (x, y, r) => x.CrossEntropy(y, ignored: y.DType.IsFloat() ? null : -100, reduction: r)),
        ("BCE with logits", (x, y, r) => x.BinaryCrossEntropyWithLogits(y, reduction: r)),
        ("binary cross entropy with logits", (x, y, r) => x.BinaryCrossEntropyWithLogits(y, reduction: r)),
        ("BCE", (x, y, r) => x.BinaryCrossEntropy(y, reduction: r)),
        ("binary cross entropy", (x, y, r) => x.BinaryCrossEntropy(y, reduction: r)),
        ("MSE", (x, y, r) => x.MeanSquaredError(y, r)),
        ("mean squared error", (x, y, r) => x.MeanSquaredError(y, r)),
        ("smooth L1", (x, y, r) => x.SmoothL1(y, reduction: r)),
        ("L1", (x, y, r) => x.MeanAbsoluteError(y, r)),
        ("Huber", (x, y, r) => x.Huber(y, reduction: r)),
        ("NLL", (x, y, r) => x.NegativeLogLikelihood(y, ignored: -100, reduction: r)),
    ];

    /// <summary>For example <c>x(4,6)-Linear(6,8)-LeakyReLU(0.1)-Linear(8,3), cross entropy (sum); names 0.weight …</c></summary>
    public static (Sequential Model, Func<Tensor, Tensor, Tensor> Loss) Model(string text, DType dtype)
    {
        if (BeforeLoss().Match(text) is not { Success: true, Index: var end }) throw new NotUnderstoodException($"the model '{text}'");
        if (NotYet.Any(name => text[..end].Contains(name, StringComparison.OrdinalIgnoreCase))) throw new UnsupportedException();
        var layers = new TrainingLayers(dtype);
        var parts = BetweenLayers().Split(text[..end]).Where(part => !InputSize().IsMatch(part)).Select(layers.Next);
        string loss = text[(end + 2)..].Split(';')[0].Trim();
        // Logits of sequences come with the classes last; the loss wants them second.
        if (!loss.EndsWith(Transposed, StringComparison.Ordinal)) return (new Sequential([.. parts]), Loss(loss));
        return (new Sequential([.. parts, new Activation("transposed", x => x.Transpose(1, 2))]), Loss(loss[..^Transposed.Length].Trim()));
    }

    /// <summary>For example <c>SGD lr 0.05 momentum 0.9 nesterov</c>, or
    /// <c>AdamW lr 0.02 betas (0.9, 0.99) weight decay 0.1, clip norm 1.0</c>.</summary>
    public static (Optimizer Optimizer, Func<Gradients, Gradients> Clip) Optimizer(string text, IEnumerable<Parameter> parameters)
    {
        Func<Gradients, Gradients> clip = g => g;
        if (Clipping().Match(text) is { Success: true } bound)
        {
            double most = Number(bound.Groups[2].Value);
            clip = bound.Groups[1].Value == "norm" ? g => g.ClipByNorm(most) : g => g.ClipByValue(most);
        }
        string rest = Clipping().Replace(text, "");
        rest = Betas().Replace(rest, " beta1 $1 beta2 $2");
        var setting = Setting().Match(rest);
        if (!setting.Success) throw new NotUnderstoodException($"the optimizer '{text}'");
        string name = setting.Groups["name"].Value;
        foreach (Capture flag in setting.Groups["flag"].Captures)
            name = (flag.Value, name.ToLowerInvariant()) switch
            {
                ("nesterov", "sgd") => "nesterov-sgd",
                ("centered", "rmsprop") => "centered-rmsprop",
                ("amsgrad", "adam") => "amsgrad",
                ("amsgrad", "adamw") => "amsgradw",
                _ => throw new NotUnderstoodException($"{flag.Value} of the optimizer '{text}'"),
            };
        var options = setting.Groups["key"].Captures.Zip(setting.Groups["value"].Captures,
            (key, value) => $"{Option(key.Value)}={value.Value}");
        return (Cajal.Networks.Optimizer.Parse($"{name}({string.Join(", ", options)})", parameters), clip);
    }

    private static string Option(string key) => key.Replace('_', ' ') switch
    {
        "lr" => "learning-rate",
        "eps" => "epsilon",
        "lr decay" => "rate-decay",
        var other => other.Replace(' ', '-'),
    };

    private static Func<Tensor, Tensor, Tensor> Loss(string text)
    {
        foreach (var (start, loss) in Losses)
        {
            if (!text.StartsWith(start, StringComparison.OrdinalIgnoreCase)) continue;
            return text[start.Length..].Trim() switch
            {
                "" or "loss" or "(mean)" => (x, y) => loss(x, y, LossReduction.Mean),
                "(sum)" => (x, y) => loss(x, y, LossReduction.Sum),
                _ => throw new NotUnderstoodException($"the loss '{text}'"),
            };
        }
        throw new NotUnderstoodException($"the loss '{text}'");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    // A dash inside brackets is the sign of a number.
    [GeneratedRegex(@"-(?![^(]*\))")]
    private static partial Regex BetweenLayers();

    [GeneratedRegex(@", (?![^(]*\))")]
    private static partial Regex BeforeLoss();

    [GeneratedRegex(@"^x\([\d,\s]+\)$")]
    private static partial Regex InputSize();

    [GeneratedRegex(@",?\s*clip (norm|value) ([0-9.eE+-]+)")]
    private static partial Regex Clipping();

    [GeneratedRegex(@"\s*betas \(?([0-9.]+),? ?([0-9.]+)\)?")]
    private static partial Regex Betas();

    [GeneratedRegex(@"^(?<name>\w+)(?:,?\s+(?:(?<flag>nesterov|centered|amsgrad)|(?<key>lr[ _]decay|weight[ _]decay|\w+) (?<value>[0-9.eE+-]+)))*\s*$")]
    private static partial Regex Setting();
}
