namespace Cajal.Training;

/// <summary>The losses of some steps in a row, penalties included.</summary>
/// <param name="Count">How many steps.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Spread">Their standard deviation.</param>
/// <param name="Least">The least.</param>
/// <param name="Greatest">The greatest.</param>
public sealed record StepWindow(int Count, double Mean, double Spread, double Least, double Greatest);

/// <summary>Adds up losses as they come, and is free of garbage.</summary>
internal struct StepSums
{
    private int count;
    private double first, sum, squares, least, greatest;

    /// <summary>One more step. What is not finite is counted in, and makes the mean so.</summary>
    public void Add(double loss)
    {
        // Differences to the first keep the squares small.
        if (count++ == 0) (first, least, greatest) = (loss, loss, loss);
        double from = loss - first;
        sum += from;
        squares += from * from;
        least = Math.Min(least, loss);
        greatest = Math.Max(greatest, loss);
    }

    /// <summary>Writes what was added up so far into a checkpoint.</summary>
    public readonly void Save(StateSection section)
    {
        if (count == 0) return;
        (section.Numbers["window"], section.Numbers["first"], section.Numbers["sum"]) = (count, first, sum);
        (section.Numbers["squares"], section.Numbers["least"], section.Numbers["greatest"]) = (squares, least, greatest);
    }

    /// <summary>Reads it back; nothing was added up where the checkpoint says nothing.</summary>
    public static StepSums Load(StateSection section) => !section.Numbers.TryGetValue("window", out double steps) ? default : new StepSums
    {
        count = (int)steps,
        first = section.Numbers["first"],
        sum = section.Numbers["sum"],
        squares = section.Numbers["squares"],
        least = section.Numbers["least"],
        greatest = section.Numbers["greatest"],
    };

    /// <summary>The figures; null without steps. Begins anew.</summary>
    public StepWindow? Take()
    {
        if (count == 0) return null;
        double mean = sum / count;
        double variance = squares / count - mean * mean;
        var window = new StepWindow(count, first + mean, double.IsNaN(variance) ? double.NaN : Math.Sqrt(Math.Max(0, variance)), least, greatest);
        this = default;
        return window;
    }
}
