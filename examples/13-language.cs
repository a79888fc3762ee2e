#:project ../src/Cajal/Cajal.csproj
// A language model of characters: a small GPT learns a text and writes more of it.
//   dotnet run -c Release examples/13-language.cs                      some lines that come with the program, a few seconds
//   dotnet run -c Release examples/13-language.cs -- FILE [MINUTES]    any text, for so many minutes (5 when left out)
// The last tenth of the text is never trained on. Its loss is the mean of −ln p over all its characters, the text cut into windows of the
// context.
using System.Diagnostics;
using System.Globalization;
using Cajal;
using Cajal.Networks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
bool whole = args.Length > 0;
if (!whole) Console.WriteLine("No text was named, so this is a try with a few lines from Shakespeare's sonnets; name a text file to learn it.");
string text = whole ? File.ReadAllText(args[0]) : Sonnets.Text;
double minutes = args.Length > 1 ? double.Parse(args[1]) : whole ? 5 : 0.1;

char[] alphabet = [.. text.Distinct().Order()];
int[] codes = [.. text.Select(c => Array.BinarySearch(alphabet, c))];
int split = codes.Length - codes.Length / 10;
var (train, validation) = (codes[..split], codes[split..]);

var rng = new Rng(seed: 1);
int context = whole ? 128 : 32, batch = 16, size = whole ? 160 : 64, layers = whole ? 4 : 2;
var model = new Gpt(alphabet.Length, context, rng, size, layers, heads: size / 32, rotary: true);
// Muon turns the steps of matrices into orthogonal ones; the tables of tokens and logits go by AdamW.
var optimizer = new Muon(model.Parameters, learningRate: 0, byAdam: [model.Tokens.Weight, model.Head.Weight]);
var step = new PlannedStep(inputs =>
{
    var loss = model.Forward(inputs[0]).Reshape(-1, alphabet.Length).CrossEntropy(inputs[1].Reshape(-1));
    optimizer.Step(Tape.Recording!.Gradients(loss));
    return [loss];
});
Console.WriteLine($"{text.Length:N0} characters, {alphabet.Length} different; {model.Parameters.Sum(p => p.Count):N0} parameters, context {context}");

// Batches of windows that begin anywhere in the training part; the rate rises, then falls as half a cosine over the time there is.
var order = rng.Fork("windows");
long[] read = new long[batch * context], next = new long[batch * context];
State tokens = new(Tensor.Zeros([batch, context], DType.Int64)), targets = new(Tensor.Zeros([batch, context], DType.Int64));
double rate = 3e-3, seconds = minutes * 60, shown = 0;
var clock = Stopwatch.StartNew();
for (int i = 1; clock.Elapsed.TotalSeconds < seconds; i++)
{
    for (int b = 0; b < batch; b++)
    {
        int from = order.NextInt(train.Length - context);
        for (int t = 0; t < context; t++) (read[b * context + t], next[b * context + t]) = (train[from + t], train[from + t + 1]);
    }
    tokens.Assign<long>(read);
    targets.Assign<long>(next);
    double done = clock.Elapsed.TotalSeconds / seconds;
    optimizer.LearningRate = rate * Math.Min(1, i / 100.0) * (0.02 + 0.98 * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, done))));
    double loss = step.Run(tokens, targets)[0].Item();
    if (done < shown) continue;
    shown += 0.2;
    Console.WriteLine($"{clock.Elapsed.TotalMinutes,5:0.0} min  step {i,6}  loss {loss:0.000}  validation {Loss(validation):0.000}");
}
Console.WriteLine($"after {clock.Elapsed.TotalMinutes:0.0} minutes: validation loss {Loss(validation):0.0000} ({(step.WhyEager is null ? "steps were replayed" : step.WhyEager)})");

var sampler = new Sampler(model, new Rng(seed: 2), temperature: 0.8, topK: 40);
int[] start = [Array.IndexOf(alphabet, '\n')];
Console.WriteLine(string.Concat(sampler.Generate(start, whole ? 500 : 120).Select(c => alphabet[c])));

// Mean of −ln p over every character of a text but the first.
double Loss(int[] part)
{
    int windows = (part.Length - 1) / context;
    double sum = 0;
    const int together = 16;
    for (int w = 0; w < windows; w += together)
    {
        int count = Math.Min(together, windows - w);
        long[] x = [.. Enumerable.Range(w * context, count * context).Select(k => (long)part[k])];
        long[] y = [.. Enumerable.Range(w * context + 1, count * context).Select(k => (long)part[k])];
        var logits = model.Forward(Tensor.From(x, [count, context])).Reshape(-1, alphabet.Length);
        sum += logits.CrossEntropy(Tensor.From(y)).Item() * count;
    }
    return sum / windows;
}

internal static class Sonnets
{
    public const string Text = """
        From fairest creatures we desire increase,
        That thereby beauty's rose might never die,
        But as the riper should by time decease,
        His tender heir might bear his memory:
        But thou contracted to thine own bright eyes,
        Feed'st thy light's flame with self-substantial fuel,
        Making a famine where abundance lies,
        Thy self thy foe, to thy sweet self too cruel:
        Shall I compare thee to a summer's day?
        Thou art more lovely and more temperate:
        Rough winds do shake the darling buds of May,
        And summer's lease hath all too short a date:
        Sometime too hot the eye of heaven shines,
        And often is his gold complexion dimm'd;
        And every fair from fair sometime declines,
        By chance, or nature's changing course, untrimm'd;
        But thy eternal summer shall not fade,
        Nor lose possession of that fair thou ow'st;
        Nor shall Death brag thou wander'st in his shade,
        When in eternal lines to time thou grow'st:
        So long as men can breathe, or eyes can see,
        So long lives this, and this gives life to thee.
        Let me not to the marriage of true minds
        Admit impediments. Love is not love
        Which alters when it alteration finds,
        Or bends with the remover to remove:
        O no! it is an ever-fixed mark,
        That looks on tempests and is never shaken;
        It is the star to every wandering bark,
        Whose worth's unknown, although his height be taken.
        Love's not Time's fool, though rosy lips and cheeks
        Within his bending sickle's compass come;
        Love alters not with his brief hours and weeks,
        But bears it out even to the edge of doom.
        If this be error and upon me proved,
        I never writ, nor no man ever loved.

        """;
}
