#:project ../src/Cajal/Cajal.csproj
// One sigmoid neuron learns OR by gradient descent on L = (ŷ − y)²/2: once with the right sign, w ← w − η (ŷ − y) ŷ(1−ŷ) x, and once with the sign as it is
// printed on a lecture slide, w ← w − η (y − ŷ) ŷ(1−ŷ) x, which climbs.
using Cajal;
using Cajal.Networks;

var x = Tensor.From(new[,] { { 0.0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } });
var y = Tensor.From(new[,] { { 0.0 }, { 1 }, { 1 }, { 1 } });

foreach (bool printed in new[] { false, true })
{
    var neuron = new Linear(2, 1, new Rng(1), dtype: DType.Float64);
    Console.WriteLine(printed ? "\nthe sign as printed" : "the right sign");
    for (int step = 0; step <= 400; step++)
    {
        double loss;
        Gradients gradients;
        using (var tape = Tape.Start())
        {
            var error = neuron.Forward(x).Sigmoid().HalfSquaredError(y);
            gradients = tape.Gradients(error).Map(g => g.Keep());
            loss = error.Item();
        }
        if (step % 100 == 0) Console.WriteLine($"  step {step,3}  loss {loss:0.0000}");
        foreach (var parameter in neuron.Parameters)
            parameter.Assign(parameter - gradients[parameter] * (printed ? -2 : 2));
    }
}
