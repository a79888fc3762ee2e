using Cajal.Training;

namespace Cajal.Insight;

/// <summary>Tries what a verdict prescribes, root by root, until something helps.</summary>
public static class CureSearch
{
    // A person waits for each of them.
    private const int MostTrials = 6;

    extension(Verdict verdict)
    {
        /// <summary>The prescriptions that can be tried, in their order: those of the likeliest root first, and those of what follows from roots last, since a root may be
        /// for a person to mend.</summary>
        public IReadOnlyList<Prescription> Tryable => [.. verdict.Prescriptions.Where(p => p.CanBeTried).DistinctBy(p => string.Join(' ', p.Changes))];

        /// <summary>All prescriptions of what is more than a note, those for a person too: of roots first, then of what follows from them.</summary>
        public IReadOnlyList<Prescription> Prescriptions => [.. verdict.Findings.Concat(verdict.All.Except(verdict.Findings)).Where(f => f.Severity > Severity.Note).SelectMany(f => f.Prescriptions)];

        /// <summary>Trains again with one prescription after the other until one helps by more than noise; each is told as it ends. Those that the recipe cannot take are passed over.</summary>
        /// <param name="recipe">What was trained.</param>
        /// <param name="budget">Bounds the time of each training; null for a minute.</param>
        /// <param name="progress">Is told of all trainings.</param>
        /// <param name="cancellation">Ends the search.</param>
        /// <exception cref="OperationCanceledException">It was cancelled.</exception>
        public IEnumerable<CureTrial> TryUntilItHelps(Recipe recipe, TimeSpan? budget = null, IProgress<TrainingEvent>? progress = null,
            CancellationToken cancellation = default)
        {
            TrialCurve? untreated = null;
            // What is said of an mlp says nothing to a model with layers of its own.
            foreach (var prescription in verdict.Tryable.Where(p => p.Suits(recipe)).Take(MostTrials))
            {
                var trial = CureTrial.Of(recipe, prescription, budget ?? CureTrial.UsualBudget, progress, cancellation, untreated);
                untreated = trial.Before;
                yield return trial;
                if (trial.Helped) yield break;
            }
        }
    }
}
