namespace Cajal;

/// <summary>Making plans of tapes.</summary>
public static class TapeToPlan
{
    extension(Tape tape)
    {
        /// <summary>A plan that repeats this record and gives the named results. The tape stays open.</summary>
        /// <exception cref="InvalidOperationException">The record cannot be replayed; the message says why.</exception>
        public Plan ToPlan(params ReadOnlySpan<Tensor> outputs)
        {
            string? why = tape.NotReplayable;
            return why is null && Plan.TryMake(new Record(tape, outputs.ToArray()), Plan.MostArenaBytes, out why) is { } plan ? plan
                : throw new InvalidOperationException($"This step cannot be replayed: {why}.");
        }
    }
}
