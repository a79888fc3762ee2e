namespace Cajal.Networks;

/// <summary>What the net of a <see cref="Diffusion"/> answers when it is shown x_t.</summary>
public enum DiffusionOutput
{
    /// <summary>√ᾱ_t·ε − √(1−ᾱ_t)·x₀ (Salimans and Ho 2022): for points and other examples of few numbers.</summary>
    Velocity,

    /// <summary>x₀ itself: for pictures. A net narrower than a picture cannot say the noise of all its pixels, but it can say the picture
    /// (Li and He 2025).</summary>
    Example,
}
