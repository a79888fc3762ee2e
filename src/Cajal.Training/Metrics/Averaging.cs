namespace Cajal.Training;

/// <summary>How a figure per class becomes one figure.</summary>
public enum Averaging
{
    /// <summary>The mean over the classes that occur among labels or predictions; each counts the same.</summary>
    Macro,

    /// <summary>From the counts of all classes together; each example counts the same.</summary>
    Micro,

    /// <summary>That of class 1 alone, "yes" in a yes-or-no task.</summary>
    Positive,
}
