#:project ../src/Cajal/Cajal.csproj
// Regression with few examples and much noise: a small network beside ridge regression, over many splits, because one split tells little.
// With a CSV file (the target in its last column, such as diabetes.csv) it takes 20 splits; without, data drawn by seed and 4 splits.
using System.Globalization;
using Cajal;
using Cajal.Data;
using Cajal.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
bool isReal = args.Length > 0;
string file = isReal ? args[0] : Drawn();
if (!isReal) Console.WriteLine("data drawn by seed; for others name a file: dotnet run -c Release examples/15-regression.cs diabetes.csv");
int splits = isReal ? 20 : 4;
List<double> network = [], ridge = [];
for (ulong seed = 1; seed <= (ulong)splits; seed++)
{
    var run = Run.Train(new Recipe { Data = file, Seed = seed, Epochs = 60 });
    network.Add(run.Evaluate().Figures["r2"]);
    ridge.Add(Ridge(file, seed));
}
Console.WriteLine($"R² on the test part, mean of {splits} splits (standard deviation)");
Console.WriteLine($"  network          {network.Average():0.000} ({Deviation(network):0.000})");
Console.WriteLine($"  ridge regression {ridge.Average():0.000} ({Deviation(ridge):0.000})");
bool holds = network.Average() >= ridge.Average() - 0.01;
Console.WriteLine(holds ? "The network is not below ridge regression by more than 0.01." : "Ridge regression is better.");
return holds ? 0 : 1;

static double Deviation(List<double> values) => Math.Sqrt(values.Sum(v => Math.Pow(v - values.Average(), 2)) / (values.Count - 1));

// w = (XᵀX + λI)⁻¹Xᵀy on the same split, λ chosen on its validation part.
static double Ridge(string file, ulong seed)
{
    var split = Datasets.Load(file).Split(seed: seed);
    var preprocessing = Preprocessing.Fit(split.Train);
    Examples train = preprocessing.Apply(split.Train), validation = preprocessing.Apply(split.Validation),
        test = preprocessing.Apply(split.Test.Open());
    double[] best = new[] { 0.1, 1, 3, 10, 30, 100, 300 }.Select(lambda => Solve(train, lambda)).MaxBy(w => Score(validation, w))!;
    return Score(test, best);
}

static double[] Solve(Examples examples, double lambda)
{
    int n = examples.ExampleShape.Count;
    var a = new double[n, n + 1];
    var x = new float[n];
    for (int i = 0; i < n; i++) a[i, i] = lambda;
    for (int e = 0; e < examples.Count; e++)
    {
        examples.CopyInputs(e, x);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) a[i, j] += x[i] * x[j];
            a[i, n] += x[i] * examples.Values[e];
        }
    }
    // Gauss and Jordan; the diagonal of a positive definite matrix needs no exchange of rows.
    for (int k = 0; k < n; k++)
        for (int i = 0; i < n; i++)
            for (int j = n; i != k && j >= k; j--) a[i, j] -= a[i, k] / a[k, k] * a[k, j];
    return [.. Enumerable.Range(0, n).Select(i => a[i, n] / a[i, i])];
}

static double Score(Examples examples, double[] w)
{
    double[] y = Array.ConvertAll(examples.Values.ToArray(), v => (double)v);
    var x = new float[w.Length];
    double errors = 0, mean = y.Average();
    for (int e = 0; e < y.Length; e++)
    {
        examples.CopyInputs(e, x);
        errors += Math.Pow(y[e] - w.Select((value, i) => value * x[i]).Sum(), 2);
    }
    return 1 - errors / y.Sum(v => (v - mean) * (v - mean));
}

static string Drawn()
{
    string file = Path.Combine(Directory.CreateTempSubdirectory("cajal-").FullName, "measured.csv");
    var rng = new Rng(seed: 15);
    using var table = new StreamWriter(file);
    table.WriteLine("a,b,c,d,e,f,y");
    for (int i = 0; i < 800; i++)
    {
        double[] x = [.. Enumerable.Range(0, 6).Select(_ => rng.NextNormal())];
        // The product of two numbers is what a linear model cannot say: with a weight of 0.5 and 400 rows ridge regression was the better of the two.
        double y = 2 * x[0] - x[1] + 1.5 * x[2] * x[0] + Math.Tanh(2 * x[3]) + 2.5 * rng.NextNormal();
        table.WriteLine(string.Join(',', x.Append(y).Select(v => v.ToString("0.###"))));
    }
    return file;
}
