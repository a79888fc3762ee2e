namespace Cajal.Training;

/// <summary>Writes gradients of one update by hand, before they are clipped and the optimizer takes them.</summary>
/// <param name="Step">Updates made before it.</param>
/// <param name="Of">The gradients to take, of those that were computed: penalties are in them.</param>
internal sealed record GradientRewrite(long Step, Func<Gradients, Gradients> Of);
