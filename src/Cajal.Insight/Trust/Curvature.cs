using Cajal.Data;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>The landscape that a trained network stands in: how steep its loss bends, where the optimizer's steps land, how noisy its gradients are, how far it came.</summary>
/// <param name="Examples">Training examples whose loss was differentiated twice.</param>
/// <param name="TopEigenvalue">The eigenvalue λ of largest size of the loss's second derivatives; gradient descent diverges from a learning rate of 2/λ on.</param>
/// <param name="TopError">How far from an eigenvalue that may be.</param>
/// <param name="Iterations">Products that found it.</param>
/// <param name="Trace">Sum of all eigenvalues, estimated.</param>
/// <param name="TraceError">Its standard error.</param>
/// <param name="Alpha">Where steps of the recipe's optimizer land in the valley they step through: −1 where they began, 0 at its bottom, 1 as high on the other side; the middle of several.</param>
/// <param name="SignalToNoise">|g|² over the mean of |g_B − g|², g_B the gradient of a batch and g their mean; near 0 when batches do not agree.</param>
/// <param name="Distance">Length of the way from the first weights to these, in a straight line.</param>
/// <param name="RelativeDistance">The same in lengths of the first weights.</param>
public sealed record Curvature(int Examples, double TopEigenvalue, double TopError, int Iterations, double Trace, double TraceError, double Alpha, double SignalToNoise, double Distance, double RelativeDistance)
{
    private const int MostExamples = 512, BatchSize = 128;

    internal static Curvature Of(Run run)
    {
        // The network of the seed, before training: how far it came is told from there. The trained one is left as it is.
        var prepared = PreparedRun.Of(run.Recipe);
        var network = prepared.Model.Network;
        double[] start = Numbers(network);
        var trained = run.Model.Network.NamedVariables.ToDictionary(v => v.Name, v => v.Variable);
        foreach (var (name, variable) in network.NamedVariables)
            if (trained.TryGetValue(name, out var own)) variable.Assign(own);
        double[] way = [.. Numbers(network).Zip(start, (a, b) => a - b)];
        double distance = Length(way);

        var examples = prepared.Train.Count <= MostExamples ? prepared.Train : prepared.Train.Take((double)MostExamples / prepared.Train.Count, run.Recipe.Seed);
        var source = prepared.Model.Suited(Batches.InOrder(examples, BatchSize));
        var hessian = new HessianProduct(network, [.. Enumerable.Range(0, source.Count).Select(batch => (source.SizeOf(batch) / (double)examples.Count, LossOf(batch)))]);
        var rng = new Rng(run.Recipe.Seed).Fork("curvature");
        var (top, topError, iterations) = hessian.Top(rng.Fork("top"));
        var (trace, traceError, _) = hessian.Trace(rng.Fork("trace"));
        double noise = GradientNoise.Measure(prepared);
        return new(examples.Count, top, topError, iterations, trace, traceError, StepLength.Of(prepared), noise == 0 ? double.NaN : 1 / noise, distance, distance / Length(start));

        Func<Tensor> LossOf(int batch)
        {
            var (x, targets) = new BatchBuffers(source).Fill(batch, 0, source.SizeOf(batch));
            return () => prepared.Model.Loss(network.Forward(x), targets);
        }
    }

    /// <summary>The measures with what they mean.</summary>
    public Page ToPage() => new Page("The landscape around the trained network").Table(["", "", "what it says"],
    [
        ["largest eigenvalue λ", $"{Words.Number(TopEigenvalue)} ± {Words.Number(TopError)}", $"plain gradient descent diverges from a learning rate of 2/λ = {Words.Number(2 / Math.Abs(TopEigenvalue))} on ({Iterations} products)"],
        ["trace", $"{Words.Number(Trace)} ± {Words.Number(TraceError)}", "sum of all eigenvalues: how much the loss bends in all directions together"],
        ["step length α", Words.Number(Alpha), Alpha < -0.5 ? "steps are short: the loss would still fall along them" : Alpha > 0.5 ? "steps are long: they land beyond the bottom of their valley" : "steps end near the bottom of their valley"],
        ["gradient signal to noise", Words.Number(SignalToNoise), SignalToNoise < 0.1 ? "batches hardly agree: near an optimum that is as it should be" : "batches agree on a direction"],
        ["distance from the start", $"{Words.Number(Distance)} ({Words.Number(RelativeDistance)} of the first weights' length)", "how far training moved the weights, in a straight line"],
    ]).Say($"Second derivatives are those of the data loss on {Examples} training examples, without dropout, in the network's own precision; α is the middle of 15 steps that the recipe's optimizer makes from here, after 20 to warm up.");

    private static double[] Numbers(Module network) => [.. network.Parameters.SelectMany(p => p.To(DType.Float64).ToArray<double>())];

    private static double Length(double[] v) => Math.Sqrt(v.Sum(x => x * x));
}
