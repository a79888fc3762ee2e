using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>What the usual activations make of a unit's sum. Documents 000 and 002.</summary>
internal sealed class ActivationFunctions() : LectureFigure("activation-functions")
{
    public static readonly string[] Names = ["step", "sigmoid", "tanh", "relu", "leaky-relu", "gelu"];

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var sheet = new SmallMultiples("What a unit makes of its sum z: some activations end in flat parts, others go on", 3, 330, 270);
        Tensor z = Tensor.Linspace(-4, 4, 401, DType.Float64);
        foreach (string name in Names)
            sheet.Add(new Chart(name, "z", "a").Line("", z, Activation.Parse(name).Forward(z), colour: 0));
        double At(string name, double x) => Activation.Parse(name).Forward(Tensor.From([x])).Item();
        return new(sheet, $"Each curve is the layer itself, run on 401 numbers. σ(0) = {Say(At("sigmoid", 0))} and σ(1) = {Say(At("sigmoid", 1), 4)}; tanh(1) = {Say(At("tanh", 1), 4)}, so tanh is " +
            $"steeper and centred on zero. ReLU leaves 3 as {Say(At("relu", 3))} and makes −3 to {Say(At("relu", -3))}; the leaky one leaves {Say(At("leaky-relu", -3))} of it. GELU is smooth and dips to " +
            $"{Say(Enumerable.Range(0, 400).Min(i => At("gelu", -i * 0.01)))} below zero.");
    }
}
