#:project ../src/Cajal/Cajal.csproj
// Rosenblatt's perceptron learns AND, tells what it does, and says honestly that it cannot learn XOR.
using Cajal.Networks;

double[][] inputs = [[0, 0], [0, 1], [1, 0], [1, 1]];

Console.WriteLine("AND, the first two passes:");
int told = 0;
var and = Perceptron.ZeroOne(inputs: 2);
Console.WriteLine(and.Train(inputs, [0, 0, 0, 1], narrate: step =>
{
    if (told++ < 8) Console.WriteLine($"  {step}");
}));
Console.WriteLine($"w = [{string.Join(", ", and.Weights)}], b = {and.Bias}");

Console.WriteLine("\nXOR:");
Console.WriteLine(Perceptron.ZeroOne(inputs: 2).Train(inputs, [0, 1, 1, 0]));
