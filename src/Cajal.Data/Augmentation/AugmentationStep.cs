using System.Globalization;

namespace Cajal.Data;

/// <summary>One kind of change, with its strength.</summary>
/// <param name="Name">The name in texts.</param>
public abstract record AugmentationStep(string Name)
{
    /// <summary>What it does, with its numbers.</summary>
    public abstract string Describe();

    private protected static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}

/// <summary>A change of one picture by itself.</summary>
public abstract record PictureStep(string Name) : AugmentationStep(Name);

/// <summary>A change of where the pixels lie.</summary>
public abstract record BendingStep(string Name) : PictureStep(Name)
{
    /// <summary>The map before with this one after it, drawn at random.</summary>
    internal abstract Bend Then(Bend before, PictureGrid grid, Rng rng);
}

/// <summary>A change of the pixels where they lie.</summary>
public abstract record PixelStep(string Name) : PictureStep(Name)
{
    /// <summary>Changes a picture [planes, height, width] in place.</summary>
    internal abstract void Apply(Span<float> picture, PictureGrid grid, Rng rng);
}
