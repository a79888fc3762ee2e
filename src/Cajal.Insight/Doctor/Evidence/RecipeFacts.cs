using Cajal.Data;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>What only a recipe knows: the data as they came and how they were split.</summary>
/// <param name="Recipe">Every choice made.</param>
/// <param name="Data">The data before preprocessing.</param>
/// <param name="Split">Their parts; the test part stays closed.</param>
/// <param name="Preprocessing">How raw examples become inputs.</param>
internal sealed record RecipeFacts(Recipe Recipe, Dataset Data, DataSplit Split, Preprocessing Preprocessing);
