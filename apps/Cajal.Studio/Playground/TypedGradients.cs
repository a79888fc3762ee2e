using Cajal.Training;

namespace Cajal.Studio;

/// <summary>Gradients that were typed for one update: each takes the place of what its batch would give, before clipping and the optimizer.</summary>
/// <param name="Step">Updates made before it.</param>
/// <param name="Numbers">What was typed, and where.</param>
internal sealed record TypedGradients(long Step, IReadOnlyList<TypedGradient> Numbers)
{
    /// <summary>The typed number of a place; null where it is computed.</summary>
    public double? this[WeightPlace place] => Numbers.FirstOrDefault(n => n.Place == place)?.Value;

    /// <summary>With another number at a place; null has it computed again.</summary>
    public TypedGradients With(WeightPlace place, double? value) =>
        this with { Numbers = [.. Numbers.Where(n => n.Place != place), .. value is { } typed ? [new TypedGradient(place, typed)] : Array.Empty<TypedGradient>()] };

    /// <summary>As a trainer takes them.</summary>
    public GradientRewrite Of(Bench bench) => new(Step, computed => computed.Map((parameter, gradient) =>
    {
        float[]? all = null;
        foreach (var (place, value) in Numbers)
        {
            var (at, index) = place.Find(bench);
            if (ReferenceEquals(at, parameter)) (all ??= gradient.ToArray<float>())[index] = (float)value;
        }
        return all is null ? gradient : Tensor.From<float>(all, gradient.Shape);
    }));
}

/// <summary>A typed gradient.</summary>
/// <param name="Place">Of which weight or bias.</param>
/// <param name="Value">∂L/∂w.</param>
internal sealed record TypedGradient(WeightPlace Place, double Value);
