#:project ../src/Cajal/Cajal.csproj
// Sixty noisy points, a network of two thousand weights: alone it learns them by heart. What L2, L1, dropout and stopping early change, on two thousand new points, over five seeds.
using System.Globalization;
using Cajal;
using Cajal.Data;
using Cajal.Networks;
using Cajal.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var preprocessing = Preprocessing.Fit(Moons(60, seed: 1).Split().Train);
TensorBatches train = Points(60, seed: 1), validation = Points(60, seed: 2), unseen = Points(2000, seed: 3);
Console.WriteLine($"{"",-16} {"training loss",13} {"on new points",13} {"right",7} {"weights at 0",12}");
Report("none", 0, [], stops: false);
Report("L2 0.003", 0, [new L2Penalty(0.003)], stops: false);
Report("L1 0.001", 0, [new ProximalL1(0.001)], stops: false);
Report("dropout 0.5", 0.5, [], stops: false);
Report("stopping early", 0, [], stops: true);

void Report(string name, double dropout, Penalty[] penalties, bool stops)
{
    double fitted = 0, loss = 0, right = 0, zeros = 0;
    for (ulong seed = 1; seed <= 5; seed++)
    {
        var rng = new Rng(seed);
        var model = new Sequential(new Linear(2, 40, rng), Activation.Relu, new Dropout(dropout, rng), new Linear(40, 40, rng), Activation.Relu, new Dropout(dropout, rng), new Linear(40, 1, rng));
        var trainer = new Trainer(model, (y, t) => y.BinaryCrossEntropyWithLogits(t), new Adam(model.Parameters, 0.01))
        {
            Penalties = penalties, Metrics = [new Accuracy()], Callbacks = stops ? [new EarlyStopping(patience: 20)] : [],
        };
        trainer.Fit(train, epochs: 400, validation);
        var judged = trainer.Evaluate(unseen);
        fitted += trainer.Evaluate(train).Loss / 5;
        loss += judged.Loss / 5;
        right += judged["accuracy"] / 5;
        zeros += model.Parameters.Sum(p => p.ToArray<float>().Count(w => w == 0)) / 5.0 / model.Parameters.Sum(p => p.Count);
    }
    Console.WriteLine($"{name,-16} {fitted,13:0.000} {loss,13:0.000} {right,7:0.0 %} {zeros,12:0 %}");
}

static Dataset Moons(int count, ulong seed) => Datasets.Load("moons", new DatasetOptions { Count = count, Noise = 0.35, Seed = seed });

TensorBatches Points(int count, ulong seed)
{
    var batch = Batches.Full(preprocessing.Apply(Moons(count, seed))).InEpoch(0).Single();
    return new TensorBatches(batch.X, batch.Targets);
}
