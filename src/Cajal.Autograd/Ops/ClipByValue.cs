namespace Cajal;

/// <summary>Bounds for single gradients.</summary>
public static class ClipByValueOnGradients
{
    extension(Gradients gradients)
    {
        /// <summary>min(max(g, −max), max) for each number of each gradient.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
        public Gradients ClipByValue(double maxValue)
        {
            if (!(maxValue > 0))
                throw new ArgumentOutOfRangeException(nameof(maxValue), FormattableString.Invariant($"A bound for gradients is a positive number; received {maxValue}."));
            return gradients.Map(g => g.Clamp(-maxValue, maxValue));
        }
    }
}
