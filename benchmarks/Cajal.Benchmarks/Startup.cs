using Cajal.Networks;

namespace Cajal.Benchmarks;

/// <summary>S1: from the start of the process to the first trained step of 784-128-64-10, batch 64, Adam. Prints STEP as soon as it is done.</summary>
internal static class Startup
{
    public static int Run()
    {
        var rng = new Rng(seed: 0);
        var model = new Sequential(new Linear(784, 128, rng), Activation.Relu, new Linear(128, 64, rng), Activation.Relu, new Linear(64, 10, rng));
        var adam = new Adam(model.Parameters, learningRate: 1e-3);
        Tensor x = Tensor.Normal([64, 784], rng), labels = Tensor.RandomIntegers([64], rng, 0, 10, DType.Int32);
        using (var tape = Tape.Start()) adam.Step(tape.Gradients(model.Forward(x).CrossEntropy(labels)));
        // Without Console.Out, whose encoding and locks cost more than the step.
        using var output = Console.OpenStandardOutput();
        output.Write("STEP\n"u8);
        return 0;
    }
}
