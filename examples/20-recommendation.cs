#:project ../src/Cajal/Cajal.csproj
// Recommendation and ranking on worlds whose truth is known, so that the best possible score is known too: a two-tower recommender that is
// judged on users it has never seen, and a ranker that learns an order from noisy comparisons.
// Arguments: number of seeds (3), users to learn from (4000), choices of each (12).
using System.Globalization;
using Cajal;
using Cajal.Networks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int seeds = args.Length > 0 ? int.Parse(args[0]) : 3, training = args.Length > 1 ? int.Parse(args[1]) : 4000;
int choices = args.Length > 2 ? int.Parse(args[2]) : 12;
double[] recommended = new double[seeds], ranked = new double[seeds];
for (int seed = 1; seed <= seeds; seed++)
{
    recommended[seed - 1] = Recommend((ulong)seed);
    ranked[seed - 1] = Rank((ulong)seed);
}
Console.WriteLine($"two towers: {Median(recommended):0.0 %} of the best possible (median of {seeds} seeds)");
Console.WriteLine($"pairwise ranking: {Median(ranked):0.0 %} of the best possible");
return Median(recommended) >= 0.95 && Median(ranked) >= 0.95 ? 0 : 1;

// Users and items are seen by 6 numbers each; what a user likes follows from 3 hidden ones, and some items everybody likes.
// P(item | user) ∝ e^score.
double Recommend(ulong seed)
{
    const int judged = 400, items = 300, seen = 6, hidden = 3, best = 10;
    var rng = new Rng(seed).Fork("shop");
    Tensor ofUsers = Tensor.Normal([seen, hidden], rng, 0, 0.5), ofItems = Tensor.Normal([seen, hidden], rng, 0, 0.5);
    var ofFame = Tensor.Normal([seen, 1], rng, 0, 0.3);
    Tensor users = Tensor.Normal([training + judged, seen], rng), wares = Tensor.Normal([items, seen], rng);
    var score = 2 * users.MatMul(ofUsers).Tanh().MatMul(wares.MatMul(ofItems).Tanh().T) + wares.MatMul(ofFame).T;
    float[] chance = score.Softmax().ToArray<float>();

    // What was chosen in training.
    int[] who = new int[training * choices], what = new int[who.Length], count = new int[items];
    for (int i = 0; i < who.Length; i++)
    {
        double at = rng.NextDouble();
        who[i] = i / choices;
        while (what[i] < items - 1 && (at -= chance[who[i] * items + what[i]]) >= 0) what[i]++;
        count[what[i]]++;
    }
    float[] logShares = [.. count.Select(c => (float)Math.Log(Math.Max(c, 0.5) / who.Length))];

    var init = new Rng(seed).Fork("model");
    var model = new TwoTower(Mlp.Build([seen, 64, 16], init, "tanh"), Mlp.Build([seen, 64, 16], init, "tanh"));
    const int batch = 256, epochs = 8;
    var adam = new AdamW(model.Parameters, 3e-3, weightDecay: 0.1);
    var schedule = new CosineSchedule(3e-3, epochs * (who.Length / batch));
    var step = new PlannedStep(x =>
    {
        var loss = model.Loss(x[0], x[1], x[2], x[3]);
        adam.Step(Tape.Recording!.Gradients(loss));
        return [loss];
    });
    long steps = 0;
    for (int epoch = 0; epoch < epochs; epoch++)
    {
        int[] order = rng.Permutation(who.Length);
        for (int from = 0; from + batch <= order.Length; from += batch)
        {
            int[] rows = order[from..(from + batch)];
            Tensor chosen = Tensor.From(rows.Select(r => (long)what[r]).ToArray());
            schedule.Apply(adam, steps++);
            step.Run(users.IndexSelect(0, Tensor.From(rows.Select(r => (long)who[r]).ToArray())), wares.IndexSelect(0, chosen), chosen,
                Tensor.From(rows.Select(r => logShares[what[r]]).ToArray()));
        }
    }

    // The chance that a new user likes one of the ten, beside the ten that truth would have named.
    long[] named = model.Recommend(users.Slice(0, training..), wares, best).Rows.ToArray<long>();
    int[] famous = [.. Enumerable.Range(0, items).OrderByDescending(i => count[i]).Take(best)];
    double found = 0, possible = 0, simple = 0;
    for (int user = 0; user < judged; user++)
    {
        var ofUser = chance.AsSpan((training + user) * items, items).ToArray();
        found += named[(user * best)..((user + 1) * best)].Sum(i => ofUser[i]);
        simple += famous.Sum(i => ofUser[i]);
        possible += ofUser.OrderDescending().Take(best).Sum();
    }
    Console.WriteLine($"seed {seed}: a new user takes one of ten recommended with chance {found / judged:0.0 %}; the best ten "
        + $"{possible / judged:0.0 %}, the most famous ten {simple / judged:0.0 %}");
    return found / possible;
}

// Things with 6 numbers and a worth nobody sees; people compare two and mistake themselves the more often the closer they are.
double Rank(ulong seed)
{
    const int compared = 12_000, judged = 20_000, seen = 6, batch = 128, epochs = 8;
    var rng = new Rng(seed).Fork("ranking");
    (Tensor A, Tensor B) Pairs(int n) => (Tensor.Normal([n, seen], rng), Tensor.Normal([n, seen], rng));
    Tensor Worth(Tensor x) => (2 * x.Select(1, 0)).Sin() + x.Select(1, 1) * x.Select(1, 2) - x.Select(1, 3).Abs() + 0.5 * x.Select(1, 4);
    Tensor IsFirst(Tensor a, Tensor b) => Tensor.Uniform([a.Shape[0]], rng) < (3 * (Worth(a) - Worth(b))).Sigmoid();

    var (a, b) = Pairs(compared);
    var first = IsFirst(a, b).Unsqueeze(1);
    Tensor better = Tensor.Where(first, a, b), worse = Tensor.Where(first, b, a);
    var model = new PairwiseRanker(Mlp.Build([seen, 96, 96, 1], new Rng(seed).Fork("ranker")));
    var adam = new AdamW(model.Parameters, 3e-3, weightDecay: 0.02);
    var schedule = new CosineSchedule(3e-3, epochs * (compared / batch));
    var step = new PlannedStep(x =>
    {
        var loss = model.Loss(x[0], x[1]);
        adam.Step(Tape.Recording!.Gradients(loss));
        return [loss];
    });
    long steps = 0;
    for (int epoch = 0; epoch < epochs; epoch++)
    {
        int[] order = rng.Permutation(compared);
        for (int from = 0; from + batch <= compared; from += batch)
        {
            var rows = Tensor.From(order[from..(from + batch)]);
            schedule.Apply(adam, steps++);
            step.Run(better.IndexSelect(0, rows), worse.IndexSelect(0, rows));
        }
    }

    // On new comparisons nobody can be right more often than who knows the truth.
    (a, b) = Pairs(judged);
    first = IsFirst(a, b);
    double Right(Tensor scoreA, Tensor scoreB) => (scoreA > scoreB).EqualTo(first).To(DType.Float32).Mean().Item();
    double right = Right(model.Forward(a), model.Forward(b)), possible = Right(Worth(a), Worth(b));
    Console.WriteLine($"seed {seed}: {right:0.0 %} of new comparisons foretold; who knows the truth {possible:0.0 %}");
    return right / possible;
}

static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
