#:project ../src/Cajal/Cajal.csproj
// The learning rate decides first: too small, right, too large. Then optimizers and schedules, each at its usual rate, on the same two spirals from the same first weights.
using System.Globalization;
using Cajal;
using Cajal.Data;
using Cajal.Networks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var data = Datasets.Load("spiral", new DatasetOptions { Count = 400 });
var batch = Batches.Full(Preprocessing.Fit(data.Split().Train).Apply(data)).InEpoch(0).Single();
const int Steps = 400;

Console.WriteLine($"{"",-34} loss after {Steps / 4,3} {Steps / 2,7} {Steps,7} steps");
foreach (double rate in new[] { 0.001, 0.1, 30 }) Train($"gradient descent, {rate}", p => new GradientDescent(p, rate));
Train("momentum 0.9, 0.1", p => new Sgd(p, 0.1, momentum: 0.9));
Train("Nesterov 0.9, 0.1", p => new NesterovSgd(p, 0.1, momentum: 0.9));
Train("RMSprop, 0.01", p => new RmsProp(p, 0.01));
Train("Adam, 0.01", p => new Adam(p, 0.01));
Train("AdamW, 0.01", p => new AdamW(p, 0.01));
Train("Adam, 0.01, cosine", p => new Adam(p, 0.01), new CosineSchedule(0.01, Steps));
Train("Adam, 0.03, one cycle", p => new Adam(p, 0.03), new OneCycleSchedule(0.03, Steps));

void Train(string name, Func<IEnumerable<Parameter>, Optimizer> choose, Schedule? schedule = null)
{
    var rng = new Rng(seed: 1);
    var model = new Sequential(new Linear(2, 32, rng), Activation.Tanh, new Linear(32, 32, rng), Activation.Tanh, new Linear(32, 1, rng));
    var optimizer = choose(model.Parameters);
    var losses = new double[Steps];
    for (int step = 0; step < Steps; step++)
    {
        schedule?.Apply(optimizer, step);
        using var tape = Tape.Start();
        var loss = model.Forward(batch.X).BinaryCrossEntropyWithLogits(batch.Targets);
        optimizer.Step(tape.Gradients(loss));
        losses[step] = loss.Item();
    }
    Console.WriteLine($"{name,-34} {losses[Steps / 4 - 1],14:0.000} {losses[Steps / 2 - 1],7:0.000} {losses[^1],7:0.000}");
}
