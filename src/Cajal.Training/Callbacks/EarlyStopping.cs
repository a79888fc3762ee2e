using System.Globalization;

namespace Cajal.Training;

/// <summary>Stops when a figure has not got better for some epochs, and gives the model the weights of the best epoch back.</summary>
/// <remarks>Better means by more than <see cref="MinimumChange"/>; NaN is never better. The weights are restored at the end of training
/// even when all epochs were trained, unless it was cancelled, since a cancelled run goes on later. Source: Prechelt (1998), Early
/// stopping, but when?</remarks>
public sealed class EarlyStopping : Callback
{
    private readonly Dictionary<string, State> best = new(StringComparer.Ordinal), last = new(StringComparer.Ordinal);
    private double bestValue = double.NaN;
    private int bestEpoch, epochs, waited;

    /// <summary>Early stopping on a figure.</summary>
    /// <param name="patience">Epochs in a row without progress that end training.</param>
    /// <param name="monitor">A figure of <see cref="EpochResult"/>: <c>loss</c> (of validation, when there is one) or a metric.</param>
    /// <param name="minimumChange">How much better an epoch must be to count.</param>
    /// <exception cref="ArgumentOutOfRangeException">A patience below 1, or a negative change.</exception>
    public EarlyStopping(int patience = 10, string monitor = "loss", double minimumChange = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        if (!(minimumChange >= 0)) throw new ArgumentOutOfRangeException(nameof(minimumChange),
            $"minimumChange is at least 0; received {minimumChange.ToString(CultureInfo.InvariantCulture)}.");
        (Patience, Monitor, MinimumChange) = (patience, monitor, minimumChange);
    }

    /// <inheritdoc/>
    public override string Name => "early-stopping";

    /// <summary>Epochs in a row without progress that end training.</summary>
    public int Patience { get; }

    /// <summary>Name of the watched figure.</summary>
    public string Monitor { get; }

    /// <summary>How much better an epoch must be to count.</summary>
    public double MinimumChange { get; }

    /// <summary>The best epoch so far, from 1; 0 before the first.</summary>
    public int BestEpoch => bestEpoch;

    /// <summary>The best value so far; NaN before the first.</summary>
    public double BestValue => bestValue;

    private bool HasRunOut => waited >= Patience;

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer)
    {
        RequireKnown(trainer);
        // Training goes on from where it stood, and not from the weights that were best.
        foreach (var (name, variable) in Kept(trainer).Where(k => last.ContainsKey(k.Name))) variable.Assign(last[name]);
        last.Clear();
        // A run that had stopped when its checkpoint was written stays stopped.
        if (HasRunOut) trainer.Stop(Why());
    }

    /// <inheritdoc/>
    public override void OnEpoch(Trainer trainer, EpochResult result)
    {
        double value = result[Monitor] ?? double.NaN;
        epochs = result.Epoch;
        if (IsBetter(trainer, value))
        {
            (bestValue, bestEpoch, waited) = (value, result.Epoch, 0);
            Remember(trainer);
        }
        else if (++waited >= Patience)
        {
            trainer.Stop(Why());
        }
    }

    /// <inheritdoc/>
    public override string? OnEnd(Trainer trainer, StopReason reason)
    {
        if (reason == StopReason.Cancelled || bestEpoch == 0 || bestEpoch == epochs) return null;
        foreach (var (name, variable) in Kept(trainer))
        {
            last[name] = new State(variable);
            variable.Assign(best[name]);
        }
        trainer.WeightsOfEpoch = bestEpoch;
        return string.Create(CultureInfo.InvariantCulture, $"Restored the weights of epoch {bestEpoch}, the best by {Monitor} "
            + $"({bestValue:G5}).");
    }

    /// <inheritdoc/>
    public override void Save(StateSection section)
    {
        section.Numbers["bestValue"] = bestValue;
        section.Numbers["bestEpoch"] = bestEpoch;
        section.Numbers["epochs"] = epochs;
        section.Numbers["waited"] = waited;
        foreach (var (name, tensor) in best) section.Tensors[name] = tensor;
    }

    /// <inheritdoc/>
    public override void Load(StateSection section)
    {
        last.Clear();
        bestValue = section.Numbers["bestValue"];
        (bestEpoch, epochs, waited) = ((int)section.Numbers["bestEpoch"], (int)section.Numbers["epochs"], (int)section.Numbers["waited"]);
        best.Clear();
        foreach (var (name, tensor) in section.Tensors) best[name] = new State(tensor);
    }

    // Dropout counters and the like are no part of the model and stay where they are.
    private static IEnumerable<(string Name, Variable Variable)> Kept(Trainer trainer) =>
        trainer.Model.NamedVariables.Where(v => v.Variable is not State { IsPersistent: false });

    private bool IsBetter(Trainer trainer, double value)
    {
        if (double.IsNaN(value)) return false;
        if (double.IsNaN(bestValue)) return true;
        bool higher = trainer.Metrics.FirstOrDefault(m => m.Name == Monitor)?.HigherIsBetter ?? false;
        return higher ? value > bestValue + MinimumChange : value < bestValue - MinimumChange;
    }

    private void Remember(Trainer trainer)
    {
        foreach (var (name, variable) in Kept(trainer))
        {
            if (best.TryGetValue(name, out var copy)) copy.Assign(variable);
            else best[name] = new State(variable);
        }
    }

    private string Why() => string.Create(CultureInfo.InvariantCulture,
        $"Stopped early after epoch {epochs}: {Monitor} has not got better")
        + (MinimumChange > 0 ? string.Create(CultureInfo.InvariantCulture, $" by more than {MinimumChange:G3}") : "")
        + string.Create(CultureInfo.InvariantCulture, $" for {waited} epochs.");

    /// <summary>Throws when the watched figure is not one this trainer has.</summary>
    internal void RequireKnown(Trainer trainer)
    {
        string[] known = ["loss", "training-loss", .. trainer.Metrics.Select(m => m.Name)];
        if (!known.Contains(Monitor)) throw new ArgumentException(NearestName.Unknown("figure to stop by", Monitor, known));
        if (!trainer.HasValidation && Monitor is not ("loss" or "training-loss"))
            throw new ArgumentException($"Early stopping by {Monitor} needs validation examples, and there are none. Set some aside, or "
                + $"stop by 'loss'.");
    }
}
