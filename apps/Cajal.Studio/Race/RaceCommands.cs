namespace Cajal.Studio;

/// <summary>What a page can ask of a race.</summary>
internal static class RaceCommands
{
    /// <summary>Obeys one.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="state">What new lanes have in common.</param>
    /// <param name="race">The race there is; null for none.</param>
    /// <param name="isLeft">Whether nobody looks on any more.</param>
    /// <returns>The race there is now; null for none.</returns>
    /// <exception cref="ArgumentException">There is no race, or its lanes do not fit.</exception>
    public static Race? Obey(Command command, PlaygroundState state, Race? race, Func<bool>? isLeft = null)
    {
        if (command.Do == "race") return new Race(state, command.Lanes ?? throw new ArgumentException("'race' brings what each lane changes; received nothing."), isLeft);
        if (command.Do == "race-end") return null;
        if (race is null) throw new ArgumentException("There is no race; choose its lanes first.");
        race.IsRunning = command.Do == "race-play";
        if (command.Do == "race-step") race.Advance();
        return race;
    }
}
