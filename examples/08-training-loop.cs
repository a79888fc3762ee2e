#:project ../src/Cajal/Cajal.csproj
// A training loop by hand: batches, tape, gradients, update. The step turns itself into a plan after two equal records.
using Cajal;
using Cajal.Data;
using Cajal.Networks;

var split = Datasets.Load("spiral").Split(seed: 7);
var preprocessing = Preprocessing.Fit(split.Train);
var batches = Batches.Shuffled(preprocessing.Apply(split.Train), batchSize: 32, seed: 7);

var rng = new Rng(seed: 7);
var model = new Sequential(new Linear(2, 32, rng), Activation.Tanh, new Linear(32, 32, rng), Activation.Tanh, new Linear(32, 1, rng));
var adam = new Adam(model.Parameters, learningRate: 0.01);
var step = new PlannedStep(inputs =>
{
    var loss = model.Forward(inputs[0]).BinaryCrossEntropyWithLogits(inputs[1]);
    adam.Step(Tape.Recording!.Gradients(loss));
    return [loss];
});

for (int epoch = 0; epoch < 120; epoch++)
{
    double sum = 0;
    step.BeginEpoch();
    foreach (var (x, targets) in batches.InEpoch(epoch)) sum += step.Run(x, targets)[0].Item();
    if (epoch % 20 == 19) Console.WriteLine($"epoch {epoch + 1,3}  loss {sum / batches.Count:0.0000}  ({(step.WhyEager is null ? "replayed" : step.WhyEager)})");
}

var validation = Batches.InOrder(preprocessing.Apply(split.Validation), int.MaxValue).InEpoch(0).Single();
var right = (model.Forward(validation.X) > 0).EqualTo(validation.Targets > 0.5).To(DType.Float32).Mean();
Console.WriteLine($"validation accuracy {right.Item():0.0 %}");
