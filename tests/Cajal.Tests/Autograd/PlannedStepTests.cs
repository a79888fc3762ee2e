using Cajal.Networks;

namespace Cajal.Tests.Autograd;

[Collection("alone")]
public class PlannedStepTests
{
    private static (Sequential Model, Adam Adam, State X, State Y) Setup()
    {
        var rng = new Rng(7);
        var model = new Sequential(new Linear(3, 5, rng), Activation.Relu, new Dropout(0.3, rng), new Linear(5, 2, rng));
        return (model, new Adam(model.Parameters, 0.01), new State(Tensor.Normal([8, 3], rng)), new State(Tensor.Normal([8, 2], rng)));
    }

    private static Tensor[] Step(Sequential model, Optimizer optimizer, Tensor x, Tensor y)
    {
        var difference = model.Forward(x) + y * -1;
        var loss = (difference * difference).Sum();
        optimizer.Step(Tape.Recording!.Gradients(loss).ClipByNorm(5));
        return [loss];
    }

    [Fact]
    public void A_planned_run_equals_the_eager_run_bit_for_bit_and_allocates_nothing()
    {
        var (eagerModel, eagerAdam, ex, ey) = Setup();
        var (model, adam, x, y) = Setup();
        var planned = new PlannedStep(t => Step(model, adam, t[0], t[1])) { IsDebugged = () => false };
        for (int i = 0; i < 20; i++)
        {
            double eagerLoss;
            using (Tape.Start()) eagerLoss = Step(eagerModel, eagerAdam, ex, ey)[0].Item();
            planned.Run(x, y)[0].Item().ShouldBe(eagerLoss);
            if (i > 2) planned.WhyEager.ShouldBeNull();
        }
        for (int i = 0; i < model.Parameters.Count; i++)
            model.Parameters[i].ToArray<float>().ShouldBe(eagerModel.Parameters[i].ToArray<float>());
        planned.Run(x, y);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++) planned.Run(x, y);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
