using Cajal.Training;

namespace Cajal.Insight;

/// <summary>What to do about a finding: in words, and where a recipe can say it, as changes that <c>run.Try</c> applies.</summary>
/// <param name="Text">In the imperative: <c>Divide the learning rate by 10</c>.</param>
/// <param name="Changes">Entries of a recipe and their new values, <c>("learningRate", "0.1")</c>; none where a person must do it.</param>
public sealed record Prescription(string Text, params IReadOnlyList<(string Entry, string Value)> Changes)
{
    /// <summary>Whether it can be tried without a person.</summary>
    public bool CanBeTried => Changes.Count > 0;

    /// <summary>The recipe with the changes made.</summary>
    /// <exception cref="ArgumentException">An entry does not exist or takes no such value.</exception>
    public Recipe ApplyTo(Recipe recipe) => Changes.Aggregate(recipe, (changed, change) => RecipeSettings.With(changed, change.Entry, change.Value));
}
