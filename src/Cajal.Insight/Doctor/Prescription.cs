using Cajal.Training;

namespace Cajal.Insight;

/// <summary>What to do about a finding: in words, and where a recipe can say it, as changes that <c>run.Try</c> applies.</summary>
/// <param name="Text">In the imperative: <c>Divide the learning rate by 10</c>.</param>
/// <param name="Changes">Entries of a recipe and their new values, <c>("learningRate", "0.1")</c>; none where a person must do it.</param>
public sealed record Prescription(string Text, params IReadOnlyList<RecipeChange> Changes)
{
    /// <summary>Whether it can be tried without a person.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool CanBeTried => Changes.Count > 0;

    /// <summary>Whether a recipe takes the changes: <c>layers</c> and <c>activation</c> say nothing to a model with layers of its own.</summary>
    public bool Suits(Recipe recipe)
    {
        try
        {
            _ = ApplyTo(recipe);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The recipe with the changes made.</summary>
    /// <exception cref="ArgumentException">An entry does not exist or takes no such value.</exception>
    public Recipe ApplyTo(Recipe recipe) => Changes.Aggregate(recipe, (changed, change) => RecipeSettings.With(changed, change.Entry, change.Value));
}

/// <summary>An entry of a recipe and its new value.</summary>
/// <param name="Entry">Its name in recipe.json.</param>
/// <param name="Value">As it is written on the command line; <c>none</c> leaves it open.</param>
public readonly record struct RecipeChange(string Entry, string Value)
{
    /// <summary>The same from a pair.</summary>
    public static implicit operator RecipeChange((string Entry, string Value) pair) => new(pair.Entry, pair.Value);

    /// <summary>For example <c>learningRate=0.01</c>.</summary>
    public override string ToString() => $"{Entry}={Value}";
}
