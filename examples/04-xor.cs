#:project ../src/Cajal/Cajal.csproj
// XOR with one hidden layer of four tanh units.
using Cajal;
using Cajal.Networks;

var rng = new Rng(seed: 3);
var model = new Sequential(new Linear(2, 4, rng), Activation.Tanh, new Linear(4, 1, rng));
var adam = new Adam(model.Parameters, learningRate: 0.05);
var x = Tensor.From(new[,] { { 0f, 0f }, { 0f, 1f }, { 1f, 0f }, { 1f, 1f } });
var y = Tensor.From(new[,] { { 0f }, { 1f }, { 1f }, { 0f } });

for (int step = 0; step < 500; step++)
{
    using var tape = Tape.Start();
    adam.Step(tape.Gradients(model.Forward(x).BinaryCrossEntropyWithLogits(y)));
}

var answers = model.Forward(x).Sigmoid();
for (int i = 0; i < 4; i++) Console.WriteLine($"{x[i, 0]} xor {x[i, 1]} = {answers[i, 0]:0.000}");
if (answers[0, 0] > 0.5 || answers[1, 0] < 0.5 || answers[2, 0] < 0.5 || answers[3, 0] > 0.5) throw new InvalidOperationException("XOR was not learned.");
