namespace Cajal.Insight;

/// <summary>What something is drawn with: a role, whose colour follows the theme, or a fixed colour that stands for a number.</summary>
internal readonly struct Ink
{
    /// <summary>Nothing is drawn.</summary>
    public static Ink None => default;

    public static Ink Paper => new(1);

    public static Ink Text => new(2);

    public static Ink Muted => new(3);

    public static Ink Grid => new(4);

    /// <summary>Number of series that can be told apart by colour.</summary>
    public const int SeriesCount = 8;

    private const int FirstSeries = 5;

    // Okabe and Ito's palette for all kinds of colour vision, in an order that keeps neighbours apart; on dark paper the same hues, lighter.
    private static readonly string[] Light =
        ["#ffffff", "#1c1c1c", "#5c5c5c", "#dedede", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#6b5bb0", "#777777"];

    private static readonly string[] Dark =
        ["#16181c", "#f0f0f0", "#b0b0b0", "#3a3d42", "#56b4e9", "#ff8a3d", "#2cc79a", "#e59cc4", "#f0b93a", "#9fd8ff", "#a99cf0", "#a0a0a0"];

    private readonly byte role;

    private Ink(int role) => this.role = (byte)role;

    private Ink(string colour) => Colour = colour;

    /// <summary>The fixed colour; null for a role.</summary>
    public string? Colour { get; }

    /// <summary>The role's number; 0 for none.</summary>
    public int Role => role;

    public bool IsNone => role == 0 && Colour is null;

    /// <summary>The colour of a series, counted from 0; they begin again after eight.</summary>
    public static Ink Series(int index) => new(FirstSeries + (index % SeriesCount + SeriesCount) % SeriesCount);

    public static Ink Fixed(string colour) => new(colour);

    /// <summary>The style sheet of the roles that were used (bit r for role r, fills in the low half, strokes in the high half).</summary>
    public static string Sheet(uint fills, uint strokes, Theme theme) => theme switch
    {
        Theme.Dark => Rules(Dark, fills, strokes, ".cajal-dark"),
        Theme.Light => Rules(Light, fills, strokes, ".cajal-light"),
        _ => $"{Rules(Light, fills, strokes, ".cajal")}@media (prefers-color-scheme:dark){{{Rules(Dark, fills, strokes, ".cajal")}}}",
    };

    private static string Rules(string[] colours, uint fills, uint strokes, string scope)
    {
        var css = new System.Text.StringBuilder();
        for (int r = 1; r <= colours.Length; r++)
        {
            if ((fills >> r & 1) != 0) css.Append(System.Globalization.CultureInfo.InvariantCulture, $"{scope} .f{r}{{fill:{colours[r - 1]}}}");
            if ((strokes >> r & 1) != 0) css.Append(System.Globalization.CultureInfo.InvariantCulture, $"{scope} .l{r}{{stroke:{colours[r - 1]}}}");
        }
        return css.ToString();
    }
}
