#:project ../src/Cajal/Cajal.csproj
// Learning to act from rewards alone: a ball falls, a bat must be under it in time, and only the end says whether that was right.
// REINFORCE with a value network as baseline. Arguments: height (5) and width (8) of the field, seed (1).
using System.Diagnostics;
using System.Globalization;
using Cajal;
using Cajal.Networks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int height = args.Length > 0 ? int.Parse(args[0]) : 5, width = args.Length > 1 ? int.Parse(args[1]) : 8;
ulong seed = args.Length > 2 ? ulong.Parse(args[2]) : 1;
var rng = new Rng(seed);
CatchGame[] games = Games(64), judged = Games(1000);
int size = games[0].StateSize;
double possible = 2 * games[0].BestShare - 1;
var model = new Reinforce(Network(3), Network(1), entropyWeight: 0.1, discount: 0.98);
var adam = new Adam(model.Parameters, 3e-3);
var step = new PlannedStep(x =>
{
    var loss = model.Loss(x[0], x[1], x[2]);
    adam.Step(Tape.Recording!.Gradients(loss).ClipByNorm(1));
    return [loss];
});

var clock = Stopwatch.StartNew();
double reward = Judge(0);
Console.WriteLine($"round    0: mean reward {reward,6:0.000} (best possible {possible:0.000}), before anything is learned");
for (int round = 1; round <= 5000 && reward < 0.99 * possible && clock.Elapsed.TotalSeconds < 120; round++)
{
    var played = model.Play(games, rng);
    step.Run(played.States, played.Actions, played.Returns);
    if (round % 25 != 0) continue;
    reward = Judge(round);
    Console.WriteLine($"round {round,4}: mean reward {reward,6:0.000} in a thousand new games, {clock.Elapsed.TotalSeconds:0.0} s");
}
Show(new CatchGame(height, width));
Console.WriteLine(reward >= 0.99 * possible ? $"Solved after {clock.Elapsed.TotalSeconds:0.0} s." : "Not solved in time.");
return reward >= 0.99 * possible ? 0 : 1;

// Residual blocks with layer norm, as the lectures have them in policy and value networks.
Layer Network(int outputs) =>
    new Sequential(new Linear(size, 64, rng), new Block(64, rng), new Block(64, rng), new LayerNorm(64), new Linear(64, outputs, rng));

CatchGame[] Games(int count) => [.. Enumerable.Range(0, count).Select(_ => new CatchGame(height, width))];

double Judge(int round) => model.Play(judged, rng.Fork($"judge {round}"), greedy: true).MeanReward;

// One game, picture by picture.
void Show(CatchGame game)
{
    var frames = new List<string[]>();
    var states = model.Play([game], rng.Fork("show"), greedy: true).States;
    for (int t = 0; t < states.Shape[0]; t++)
        frames.Add([.. Enumerable.Range(0, height).Select(r => string.Concat(Enumerable.Range(0, width).Select(c =>
            states[t, r * width + c] == 0 ? '·' : r == height - 1 ? '▀' : '●')))]);
    for (int r = 0; r < height; r++) Console.WriteLine("  " + string.Join("   ", frames.Select(f => f[r])));
}

/// <summary>y = x + W₂·relu(W₁·LN(x) + b₁) + b₂      [N, n] → [N, n]</summary>
sealed class Block : Layer
{
    private readonly Sequential inner;

    public Block(int width, Rng rng) =>
        inner = RegisterModule("inner", new Sequential(
            new LayerNorm(width), new Linear(width, width, rng), Activation.Relu, new Linear(width, width, rng)));

    protected override Tensor Compute(Tensor x) => x + inner.Forward(x);
}
