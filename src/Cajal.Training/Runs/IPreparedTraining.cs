namespace Cajal.Training;

/// <summary>A recipe of any kind brought to life: its data read, every choice made, its network built with first weights.</summary>
internal interface IPreparedTraining
{
    /// <summary>Every choice made.</summary>
    Recipe Recipe { get; }

    /// <summary>A trainer that writes nothing.</summary>
    Trainer CreateTrainer();

    /// <summary>Examples to fit on.</summary>
    BatchSource TrainingSource();

    /// <summary>The same examples as the network answers them; null where it is trained on them as they are.</summary>
    BatchSource? AskedSource() => null;

    /// <summary>Examples to judge by; null for none.</summary>
    BatchSource? ValidationSource();

    /// <summary>Brings a recipe to life, whether it is about examples with answers, text, models that make examples, or a game.</summary>
    /// <exception cref="ArgumentException">The recipe asks for something that does not exist.</exception>
    /// <exception cref="Data.DatasetException">The data cannot be used.</exception>
    static IPreparedTraining Of(Recipe recipe) => GameRun.IsGame(recipe) ? PreparedGame.Of(recipe)
        : TextRun.IsText(recipe.Data) ? PreparedText.Of(recipe)
        : GenerativeRun.IsGenerative(recipe) ? PreparedGenerative.Of(recipe) : PreparedRun.Of(recipe);
}
