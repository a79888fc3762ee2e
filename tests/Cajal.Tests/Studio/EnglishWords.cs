using System.Text.RegularExpressions;
using Cajal.Insight;
using Cajal.Studio;

namespace Cajal.Tests.Studio;

/// <summary>English words in a Chinese text, without the names that Chinese texts keep.</summary>
internal static partial class EnglishWords
{
    // Names of functions, layers, rules, methods and settings, and what stands in quotes or in code.
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "relu", "leaky", "selu", "elu", "gelu", "silu", "tanh", "sigmoid", "hard", "softmax", "sine", "linear", "logit", "logits", "sgd", "adam", "adamw", "nan", "he", "xavier", "dropout", "softmax-cross-entropy",
        "log", "exp", "sum", "sin", "cos", "roc", "pca", "tsne", "mse", "mae", "huber", "bce", "mlp", "cnn", "onnx", "gemm", "matmul", "csv", "tsv", "txt", "zip", "utf", "json", "safetensors", "studio", "cajal", "file",
        "weight", "bias", "backward", "run", "epoch", "step", "web", "socket", "websocket", "tensorflow", "playground", "std", "null", "true", "false", "get", "post", "recipe", "op", "top-k",
    };

    /// <summary>Words that are left, each once.</summary>
    public static string[] In(string text) => [.. Word().Matches(Kept().Replace(text, " ")).Select(m => m.Value).Where(w => !Names.Contains(w) && !w[1..].Any(char.IsUpper)).Distinct()];

    /// <summary>Whether some of it is English: several words in a row, none of them a name.</summary>
    public static bool AreLeft(string text) => Several().Matches(Kept().Replace(text, " ")).Any(m => !m.Value.Split(' ').All(w => Names.Contains(w) || w.Any(char.IsUpper)));

    /// <summary>What of a verdict is not told in Chinese, a line each.</summary>
    public static string[] In(Verdict verdict) =>
    [
        .. verdict.All.SelectMany(f => (IEnumerable<string>)[f.Name, f.Symptom, .. f.Evidence.Select(e => e.ToString()), .. f.Places, .. f.Causes.SelectMany(c => c.For.Concat(c.Against).Prepend(c.Name)), .. f.Prescriptions.Select(p => p.Text), .. f.NotExcluded])
            .Concat(verdict.Notes).Prepend(verdict.Headline).Where(text => In(Phrasebook.Chinese.Say(text)).Length > 0).Select(text => $"{text} → {Phrasebook.Chinese.Say(text)}"),
    ];

    [GeneratedRegex("[A-Za-z][A-Za-z-]+")]
    private static partial Regex Word();

    [GeneratedRegex("[A-Za-z][A-Za-z-]+( [A-Za-z][A-Za-z-]+)+")]
    private static partial Regex Several();

    // '…' and “…” are names of the user's; a.b() and name=value are code; ```text is a mark of lessons.
    [GeneratedRegex(@"'[^']*'|“[^”]*”|```\w+|--?\w+( FILE)?|[\w.]+\.[A-Za-z][\w()]*|\w+=\S*|(?<=[（、 ])/?\w*/\w+|dotnet build|cajal (studio|train|data)[^。]*")]
    private static partial Regex Kept();
}
