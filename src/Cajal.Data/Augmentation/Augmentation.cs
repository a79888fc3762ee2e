using System.Globalization;

namespace Cajal.Data;

/// <summary>Small changes of pictures that leave their meaning alone, drawn anew in each epoch:
/// <c>shift(2)+rotate(10)+noise(0.1)</c>.</summary>
/// <remarks>The numbers for example i in epoch e are f(seed, e, i), whatever batch or thread it is in. All bends of the plane become one,
/// so
/// that a picture is sampled once; then come noise and cut-outs in their order, and mixing last.</remarks>
public sealed class Augmentation
{
    // Each step of each example has its own stretch of the random numbers of an epoch.
    private const int ExampleShift = 28, StepShift = 22;

    private readonly PictureStep[] pictureSteps;

    private Augmentation(AugmentationStep[] steps, string text)
    {
        Steps = steps;
        Text = text;
        pictureSteps = [.. steps.OfType<PictureStep>()];
        Mixing = steps.OfType<Mixup>().SingleOrDefault();
    }

    /// <summary>The steps in their order.</summary>
    public IReadOnlyList<AugmentationStep> Steps { get; }

    /// <summary>The text it was read from.</summary>
    public string Text { get; }

    /// <summary>True when examples are mixed with each other, so that targets become shares of classes.</summary>
    public bool Mixes => Mixing is not null;

    internal Mixup? Mixing { get; }

    /// <summary>Reads steps with plus signs between them.</summary>
    /// <exception cref="ArgumentException">An unknown step, a number out of range, or one step twice; the message says the nearest right
    /// one.</exception>
    public static Augmentation Parse(string text)
    {
        AugmentationStep[] steps = [.. text.Split('+', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(AugmentationNames.Parse)];
        if (steps.Length == 0)
            throw new ArgumentException($"An augmentation names at least one step, such as shift(2)+rotate(10); received '{text}'.");
        if (steps.CountBy(step => step.Name).FirstOrDefault(c => c.Value > 1).Key is { } twice)
            throw new ArgumentException($"The augmentation '{text}' names the step '{twice}' twice; write it once.");
        return new Augmentation(steps, text);
    }

    /// <summary>The names of all steps with their numbers and what these mean.</summary>
    public static IReadOnlyList<string> Known => AugmentationNames.Described;

    /// <summary>The random numbers of an epoch, f(seed, epoch); each thread takes a generator of its own.</summary>
    public static Rng Numbers(ulong seed, int epoch) =>
        new Rng(seed).Fork("augmentation").Fork(epoch.ToString(CultureInfo.InvariantCulture));

    /// <summary>Changes one example in place; mixing apart.</summary>
    /// <param name="picture">The scaled numbers of a picture, [H, W] or [C, H, W].</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="numbers">Those of the epoch.</param>
    /// <param name="example">Which example of the training part it is.</param>
    public void Apply(Span<float> picture, Shape shape, Rng numbers, long example)
    {
        if (pictureSteps.Length == 0) return;
        var grid = PictureGrid.Of(shape);
        var bend = Bend.None;
        int step = 0, elastic = -1;
        bool isBent = false;
        foreach (var pictureStep in pictureSteps)
        {
            GoTo(numbers, example, step++);
            if (pictureStep is Elastic) elastic = step - 1;
            else if (pictureStep is BendingStep bending) (bend, isBent) = (bending.Then(bend, grid, numbers), true);
        }
        if (isBent || elastic >= 0)
        {
            if (elastic >= 0) GoTo(numbers, example, elastic);
            Resampling.Apply(picture, grid, bend, elastic < 0 ? null : (Elastic)pictureSteps[elastic], numbers);
        }
        step = 0;
        foreach (var pictureStep in pictureSteps)
        {
            GoTo(numbers, example, step++);
            if (pictureStep is PixelStep pixels) pixels.Apply(picture, grid, numbers);
        }
    }

    /// <summary>With whom an example is mixed: the other one's number in 0..count−1, and the share λ of the example itself.</summary>
    /// <exception cref="InvalidOperationException">The augmentation does not mix.</exception>
    public (int Other, float Share) Mix(Rng numbers, int example, int count)
    {
        GoTo(numbers, example, (1 << (ExampleShift - StepShift)) - 1);
        var mixing = Mixing ?? throw new InvalidOperationException($"The augmentation '{Text}' does not mix examples; add mixup to it.");
        return (numbers.NextInt(count), (float)mixing.Share(numbers));
    }

    /// <summary>Throws for examples that are not pictures.</summary>
    /// <exception cref="ArgumentException">A step needs pictures, and the examples have another shape.</exception>
    public void RequireFits(Shape exampleShape)
    {
        if (exampleShape.Rank == 2 || (exampleShape.Rank == 3 && exampleShape[0] <= 4)) return;
        if (pictureSteps.FirstOrDefault(step => step is not Noise) is { } step)
            throw new ArgumentException($"The augmentation '{step.Name}' is for pictures, [height, width] or [channels, height, width]; "
                + $"the "
                + $"examples have shape {exampleShape}. Leave it out; noise and mixup suit all numbers.");
    }

    private static void GoTo(Rng numbers, long example, int step) =>
        numbers.Counter = ((ulong)example << ExampleShift) + ((ulong)step << StepShift);
}

/// <summary>Planes of a picture: [Planes, Height, Width].</summary>
internal readonly record struct PictureGrid(int Planes, int Height, int Width)
{
    public static PictureGrid Of(Shape shape) => shape.Rank switch
    {
        3 => new(shape[0], shape[1], shape[2]),
        2 => new(1, shape[0], shape[1]),
        _ => new(1, 1, shape.Count),
    };
}
