namespace Cajal.Insight;

/// <summary>What follows from what: where the finding on the left is there, those on the right are its consequences and stand under it.</summary>
/// <remarks>A row reads: "a loss that is not a number (T1) follows from divergence (T2)" stands as T1 behind T2. Rows are tried from the top; the first root that is
/// there takes the consequence. No chain leads back to its beginning.</remarks>
internal static class Consequences
{
    private static readonly (string Root, string Because, string[] Follow)[] Table =
    [
        ("D5", "inputs of a wrong scale upset every layer behind them", ["S4", "S5", "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T11", "G2", "C1", "C4"]),
        ("D1", "rows known from training flatter the validation", ["G3", "D8"]),
        ("D2", "no answer is right for two targets", ["D3", "T8", "T10", "T11", "G2"]),
        ("D3", "wrong labels cannot be learned, only remembered", ["T10", "G1", "G2", "C1", "C4", "C5"]),
        ("D4", "a rare class hardly moves the loss", ["C2", "C5"]),
        ("D6", "each batch pulls towards its own classes", ["T2", "T6", "T8", "T10", "G1", "G2", "C1", "C4"]),
        ("D7", "validation asks about other inputs than training", ["G1", "G3", "C1", "C3", "C4"]),
        ("D8", "one column answers for all others", ["G3"]),
        ("S6", "updates follow wrong derivatives", ["S5", "T1", "T2", "T3", "T6", "T8", "T9", "T11", "T12", "G2", "C1"]),
        ("S1", "the loss cannot say what the output means", ["S5", "T1", "T2", "T3", "T7", "T8", "T11", "T12", "G2", "C1", "C4"]),
        ("S3", "equal units receive equal gradients and stay one unit", ["S4", "S5", "T3", "T4", "T7", "T8", "T9", "T11", "T12", "G2", "E2"]),
        ("S2", "linear layers in a row are one linear layer", ["S4", "S5", "T8", "T11", "T12", "G2", "E2"]),
        ("S4", "a signal that fades or grows by layer does the same to the gradient", ["S5", "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T11", "T12", "G1", "G2", "C1", "C4"]),
        ("S7", "what is punished or dropped cannot be learned", ["S5", "G4", "T3", "T7", "T8", "T11", "T12", "G2", "G3", "C1"]),
        ("T9", "what is not moved does not learn", ["T3", "T8", "T11", "T12", "G2"]),
        ("T2", "steps that are too large throw the weights about", ["T1", "T3", "T4", "T5", "T6", "T8", "T11", "T12", "G1", "G2", "C1", "C4"]),
        ("T6", "steps that are too large throw the weights about", ["T1", "T3", "T4", "T5", "T8", "T10", "T11", "T12", "G1", "G2", "C1", "C4"]),
        ("T1", "nothing is learned from what is no number", ["T3", "T4", "T5", "T8", "T11", "G2", "C1", "C4"]),
        ("T4", "a unit that is always 0 passes no gradient on", ["T3", "T8", "T9", "T11", "T12", "G2"]),
        ("T5", "flat ends of the activation pass hardly any gradient on", ["T3", "T7", "T8", "T11", "T12", "G2", "C1"]),
        ("T3", "the early layers stay as they were", ["T7", "T8", "T11", "T12", "G2"]),
        ("T7", "steps that are too small lead nowhere in this time", ["T8", "T11", "T12", "G2", "C1"]),
        ("G4", "weights that are drawn to 0 answer nothing", ["T3", "T7", "T8", "T11", "T12", "G2"]),
        ("T10", "noise in the gradient covers its direction", ["T8", "T12", "G2"]),
        ("T11", "what cannot fit one batch cannot fit all", ["T8", "T12", "G2"]),
        ("G1", "what was learned by heart is answered too surely", ["C1", "C4", "E1"]),
        ("C4", "a few sure and wrong answers cost more than all others", ["C1"]),
        ("T8", "what learns nothing has nothing to judge", ["T12", "G2", "C5", "E1", "E2", "C1"]),
        ("G2", "a network that fits too little levels off early", ["T12", "E1"]),
    ];

    /// <summary>The root of a finding among those that are there, and why; null when it stands for itself. What was there before the first step does not follow from
    /// what came with the steps.</summary>
    public static (string Root, string Because)? RootOf(Finding finding, IReadOnlyList<Finding> present)
    {
        foreach (var (root, because, follow) in Table)
            if (follow.Contains(finding.Code) && present.Any(f => f.Code == root && (!finding.IsFromTheStart || IsEarly(f)))) return (root, because);
        return null;
    }

    private static bool IsEarly(Finding finding) => finding.IsFromTheStart || finding.Stage is Stage.Data or Stage.SetUp;

    /// <summary>All pairs of the table, for those who draw or test it.</summary>
    public static IEnumerable<(string Root, string Consequence)> Edges => Table.SelectMany(row => row.Follow.Select(f => (row.Root, f)));
}
