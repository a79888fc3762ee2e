using Cajal.Training;

namespace Cajal.Insight;

/// <summary>T10: batches so small that their gradients differ more than they agree, and the loss makes no headway.</summary>
internal sealed class NoisyGradient() : Check("T10", "gradient mostly noise", Stage.Optimisation, "computation-and-activations.md#14-batches-epochs-learning-rate")
{
    private const int Batches = 24, MostSteps = 400;

    public override Finding? Examine(Examination e)
    {
        if (!e.IsTrained || !e.Trials.IsPossible || e.Task.PriorLoss is not { } prior || e.Train.Count < 8) return null;
        bool isSmall = e.Train.BatchSize <= 8;
        // Single examples are learned by heart one by one: the loss falls, and would fall sooner.
        if (Movement.LateFall(e) is not { } fall || !isSmall && fall > e.Thresholds["T10.fall"].Value) return null;
        // A rate that has fallen already averages: what is left then is no noise.
        if (e.Epochs[^1].LearningRate < Movement.HighestRate(e) / 5) return null;
        // Of single examples little is to be had by averaging but the noise itself; of larger batches more is asked.
        double share = (isSmall ? 1 : 3) * e.Thresholds["T10.gain"].Value, rate = Movement.Rate(e);
        if (Movement.Lately(e) < 0.1 * prior || NoiseOf(e) is not { } noise || noise < (isSmall ? 10 : 1) * e.Thresholds["T10.noise"].Value) return null;
        // At an optimum every gradient is noise: what tells is that averaging, here by smaller steps, gets further.
        double now = e.Trials.LossAfter(e.Trials.Now, rate, 0), calm = e.Trials.LossAfter(e.Trials.Now, rate / 10, MostSteps), on = e.Trials.LossAfter(e.Trials.Now, rate, MostSteps);
        // One moment of weights that are thrown about may be a lucky one: of it, of a later one and of the last epoch the middle is taken.
        double gain = Movement.Middle([now, double.IsNaN(on) ? now : on, Movement.Lately(e)]) - calm;
        // Held against all that was learned: noise in the labels leaves most of the loss where it is.
        if (!(gain > share * (prior - calm)) || gain < 0.02 * prior) return null;
        int batch = e.Train.BatchSize;
        return Found(Severity.Warning, FormattableString.Invariant($"The gradients of single batches of {batch} differ {Math.Sqrt(noise):G2} times as much as they agree, and {(fall > e.Thresholds["T10.fall"].Value ? "the loss falls more slowly than it could" : "the loss has stopped falling")}."),
            new Measurement("variance of a batch's gradient over the square of the mean gradient", noise) { Threshold = e.Thresholds["T10.noise"], Window = $"{Batches} batches" },
            new Measurement("what steps of a tenth gain, over all that was learned", gain / Math.Max(1e-12, prior - calm)) { Threshold = e.Thresholds["T10.gain"], Window = $"{MostSteps} steps" }) with
        {
            Causes =
            [
                new("a batch that is too small for this rate", batch <= 8 ? 0.9 : 0.6) { For = [FormattableString.Invariant($"{MostSteps} steps of a tenth, which average ten batches, bring the loss from {now:G3} to {calm:G3}")] },
                new("noise in the labels", 0.4),
            ],
            Prescriptions =
            [
                new($"Take a batch of {Math.Max(16, batch * 8)}", ("batch", FormattableString.Invariant($"{Math.Max(16, batch * 8)}"))),
                Movement.WithRate(FormattableString.Invariant($"Divide the learning rate by 10, to {rate / 10:G2}"), rate / 10),
            ],
        };
    }

    // E|g_B − g|² / |g|² with both parts estimated without bias (McCandlish and others, 2018).
    private static double? NoiseOf(Examination e)
    {
        var buffers = new BatchBuffers(e.Train);
        e.Train.StartEpoch(0);
        var gradients = new List<double[]>();
        var parameters = e.Trainer.Model.Parameters.Where(p => p.Trainable).ToArray();
        if (parameters.Sum(p => (long)p.Count) > 1 << 20) return null;
        for (int b = 0; b < Math.Min(Batches, e.Train.Count); b++)
        {
            if (e.Train.SizeOf(b) < e.Train.BatchSize) break;
            var (x, t) = buffers.Fill(b, 0, e.Train.BatchSize);
            gradients.Add(new NetworkProbe(e.Trainer).Read(x, t, (_, loss) =>
            {
                var slopes = Tape.Recording!.Gradients(loss);
                return parameters.SelectMany(p => slopes.TryGet(p, out var g) ? g.To(DType.Float64).ToArray<double>() : new double[p.Count]).ToArray();
            }));
        }
        int n = gradients.Count;
        if (n < 6) return null;
        double spread = 0, square = 0;
        for (int k = 0; k < gradients[0].Length; k++)
        {
            double mean = gradients.Average(g => g[k]);
            spread += gradients.Sum(g => (g[k] - mean) * (g[k] - mean)) / (n - 1);
            square += mean * mean;
        }
        double length = square - spread / n;
        return length > 0 ? spread / length : n * 10;
    }
}
