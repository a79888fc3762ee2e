using Cajal.Training;

namespace Cajal.Insight;

/// <summary><c>recipe.Diagnose()</c>: the Doctor before training.</summary>
public static class DiagnoseOnRecipe
{
    extension(Recipe recipe)
    {
        /// <summary>Looks at the data and the network of a recipe without training it.</summary>
        /// <param name="thresholds">Bounds; null for the standard ones.</param>
        /// <param name="everyDerivative">Also holds the derivatives of the house's own operations against differences, each on values it met, and says what came of it.</param>
        /// <exception cref="ArgumentException">The recipe asks for something that does not exist.</exception>
        /// <exception cref="Data.DatasetException">The data cannot be used.</exception>
        public Verdict Diagnose(Thresholds? thresholds = null, bool everyDerivative = false) => Diagnosis.Of(RunExamination.Of(recipe, thresholds), everyDerivative);
    }
}
