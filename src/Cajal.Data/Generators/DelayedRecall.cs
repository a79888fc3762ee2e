namespace Cajal.Data;

/// <summary>The first step shows one of eight symbols, then come steps of two meaningless ones by chance, and the last step asks for the
/// first symbol.</summary>
/// <remarks>A step is 11 marks, one of them 1: eight symbols, two meaningless ones, the question.</remarks>
internal sealed class DelayedRecall() : SequenceGenerator("recall", "which of 8 symbols came first, 100 steps ago? sequences, eight "
    + "classes, 4000 of them; noise 0 to 0.5 on each number, usually none; --length N steps", 4000, 100, 2, Symbols + Meaningless + 1)
{
    private const int Symbols = 8, Meaningless = 2, Width = Symbols + Meaningless + 1;

    protected override double Draw(Span<float> sequence, int steps, Rng rng)
    {
        int symbol = rng.NextInt(Symbols);
        sequence[symbol] = 1;
        for (int t = 1; t < steps - 1; t++) sequence[t * Width + Symbols + rng.NextInt(Meaningless)] = 1;
        sequence[steps * Width - 1] = 1;
        return symbol;
    }

    protected override Targets ToTargets(double[] targets) =>
        new ClassTargets(Array.ConvertAll(targets, target => (int)target), ["A", "B", "C", "D", "E", "F", "G", "H"], "first symbol");
}
