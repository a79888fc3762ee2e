#:project ../src/Cajal/Cajal.csproj
// Attention looks up: six pairs of a name and a value, in any order, then a name alone; the answer is its value. What one head has learned stands in its weights.
using System.Globalization;
using Cajal;
using Cajal.Networks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Pairs = 6, Values = 4, Width = 32;
var rng = new Rng(seed: 1);
var (names, values) = (new Embedding(Pairs + 1, Width, rng), new Embedding(Values, Width, rng));
var attention = new MultiHeadAttention(Width, heads: 1, rng, batchFirst: true);
var answer = new Linear(Width, Values, rng);
Parameter[] parameters = [.. names.Parameters, .. values.Parameters, .. attention.Parameters, .. answer.Parameters];
var adam = new Adam(parameters, learningRate: 0.003);
var draws = rng.Fork("draws");

for (int step = 0; step < 600; step++)
{
    var (order, held, asked, right) = Draw(64);
    using var tape = Tape.Start();
    adam.Step(tape.Gradients(answer.Forward(Look(order, held, asked).Output).CrossEntropy(right)));
}

var (testOrder, testHeld, testAsked, testRight) = Draw(500);
var (output, weights) = Look(testOrder, testHeld, testAsked);
double share = answer.Forward(output).ArgMax(-1).To(DType.Int32).EqualTo(testRight).To(DType.Float32).Mean().Item();
Console.WriteLine($"right on 500 new tables: {share:0.0 %}; guessing gives {1.0 / Values:0 %}");
int looked = 0;
for (int i = 0; i < 500; i++) looked += Enumerable.Range(0, Pairs).MaxBy(p => weights[i, 0, p]) == Enumerable.Range(0, Pairs).First(p => testOrder[i, p] == testAsked[i, 0]) ? 1 : 0;
Console.WriteLine($"the greatest weight lies on the pair that was asked for in {looked / 500.0:0.0 %}");
Console.WriteLine("\nthe first three: pairs, question, weights");
for (int i = 0; i < 3; i++)
{
    Console.WriteLine($"  {string.Join(" ", Enumerable.Range(0, Pairs).Select(p => $"{(char)('a' + (int)testOrder[i, p])}={testHeld[i, p]}"))}   {(char)('a' + (int)testAsked[i, 0])}=?   "
        + string.Join(" ", Enumerable.Range(0, Pairs).Select(p => $"{weights[i, 0, p]:0.00}")));
}
if (share < 0.95) throw new InvalidOperationException("Looking up was not learned.");

// Queries: the name asked for. Keys and values: name and value of each pair, added.
(Tensor Output, Tensor Weights) Look(Tensor order, Tensor held, Tensor asked)
{
    var (y, w) = attention.RunWithWeights(names.Forward(asked), names.Forward(order) + values.Forward(held));
    return (y.Reshape(-1, Width), w);
}

(Tensor Order, Tensor Held, Tensor Asked, Tensor Right) Draw(int count)
{
    var (order, held, asked, right) = (new int[count * Pairs], new int[count * Pairs], new int[count], new int[count]);
    for (int i = 0; i < count; i++)
    {
        int[] shuffled = [.. Enumerable.Range(0, Pairs).OrderBy(_ => draws.NextDouble())];
        for (int p = 0; p < Pairs; p++) (order[i * Pairs + p], held[i * Pairs + p]) = (shuffled[p], (int)(draws.NextDouble() * Values));
        int at = (int)(draws.NextDouble() * Pairs);
        (asked[i], right[i]) = (shuffled[at], held[i * Pairs + at]);
    }
    return (Tensor.From(order, [count, Pairs]), Tensor.From(held, [count, Pairs]), Tensor.From(asked, [count, 1]), Tensor.From(right));
}
