#:project ../src/Cajal/Cajal.csproj
// McCulloch and Pitts, 1943: a unit fires when the weighted sum of its inputs reaches a threshold. That is enough for logic.
using Cajal.Networks;

var (and, or, nand, not) = (McCullochPittsUnit.And(), McCullochPittsUnit.Or(), McCullochPittsUnit.Nand(), McCullochPittsUnit.Not());
Console.WriteLine("a b   and or nand   xor = and(or, nand)");
foreach (double a in new[] { 0.0, 1 })
{
    foreach (double b in new[] { 0.0, 1 })
    {
        // One unit cannot do XOR, three in two layers can.
        int xor = and.Fire(or.Fire(a, b), nand.Fire(a, b));
        Console.WriteLine($"{a} {b}    {and.Fire(a, b)}   {or.Fire(a, b)}   {nand.Fire(a, b)}      {xor}");
    }
}
Console.WriteLine($"not 0 = {not.Fire(0)}, not 1 = {not.Fire(1)}");
