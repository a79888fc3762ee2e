namespace Cajal.Data;

/// <summary>How people write the ten digits: for each, two or three habits, each a list of strokes.</summary>
internal static class Glyphs
{
    /// <summary>Habits of a digit.</summary>
    public static Stroke[][] Of(int digit) => All[digit];

    private static readonly Stroke[][][] All =
    [
        [ // 0: begun at the top right; begun at the top left and closed with an overlap
            [Stroke.Curve((.55, .0), (.22, .18), (.14, .55), (.30, .92), (.58, 1), (.82, .78), (.86, .40), (.72, .08), (.50, .01))],
            [Stroke.Curve((.40, .04), (.16, .30), (.16, .70), (.42, 1), (.74, .90), (.86, .52), (.74, .12), (.46, .0), (.34, .10))],
        ],
        [ // 1: a bar; with a flag; with flag and foot
            [Stroke.Line((.52, 0), (.48, 1))],
            [Stroke.Line((.30, .24), (.54, 0), (.52, 1))],
            [Stroke.Line((.30, .22), (.52, 0), (.52, 1)), Stroke.Line((.26, 1), (.80, 1))],
        ],
        [ // 2: with a straight foot; with a loop
            [Stroke.Curve((.16, .26), (.28, .06), (.56, .0), (.80, .16), (.76, .42), (.46, .74), (.14, 1)), Stroke.Line((.14, 1), (.88, .98))],
            [Stroke.Curve((.18, .20), (.44, .0), (.76, .12), (.74, .42), (.46, .78), (.20, .96), (.14, .84), (.34, .80), (.60, .94), (.90, .92))],
        ],
        [ // 3: two bows; with a flat top
            [Stroke.Curve((.18, .14), (.44, .0), (.74, .12), (.70, .36), (.40, .47)), Stroke.Curve((.40, .47), (.76, .56), (.84, .80), (.54, 1), (.14, .88))],
            [Stroke.Line((.18, .02), (.80, .02), (.44, .40)), Stroke.Curve((.44, .40), (.80, .52), (.82, .82), (.50, 1), (.14, .88))],
        ],
        [ // 4: open; closed, in one movement
            [Stroke.Line((.30, .02), (.14, .56), (.88, .54)), Stroke.Line((.70, .14), (.64, 1))],
            [Stroke.Line((.66, 1), (.68, 0), (.10, .64), (.92, .64))],
        ],
        [ // 5: in one movement; the top line last
            [Stroke.Line((.82, .02), (.28, .0), (.22, .44)), Stroke.Curve((.22, .44), (.52, .34), (.82, .54), (.76, .86), (.46, 1), (.14, .90))],
            [Stroke.Curve((.30, .02), (.24, .24), (.22, .44), (.50, .38), (.80, .54), (.78, .84), (.48, 1), (.12, .92)), Stroke.Line((.30, .02), (.84, .0))],
        ],
        [ // 6: with a wide bow; steep
            [Stroke.Curve((.70, .0), (.38, .22), (.18, .60), (.26, .92), (.56, 1), (.82, .80), (.70, .54), (.42, .54), (.20, .74))],
            [Stroke.Curve((.54, .0), (.30, .30), (.20, .70), (.36, .98), (.66, .96), (.78, .74), (.60, .56), (.34, .64), (.22, .80))],
        ],
        [ // 7: straight; with a bent stem; with a bar
            [Stroke.Line((.14, .04), (.86, .0), (.42, 1))],
            [Stroke.Line((.14, .04), (.84, .0)), Stroke.Curve((.84, .0), (.62, .36), (.48, .70), (.44, 1))],
            [Stroke.Line((.14, .02), (.86, .02), (.44, 1)), Stroke.Line((.34, .50), (.80, .48))],
        ],
        [ // 8: in one movement; two rings
            [
                Stroke.Curve((.76, .12), (.50, .0), (.24, .18), (.42, .42), (.72, .62), (.80, .84), (.50, 1), (.20, .82), (.32, .60), (.66, .40), (.80, .20),
                    (.68, .06)),
            ],
            [
                Stroke.Curve((.50, .46), (.24, .28), (.34, .04), (.62, .02), (.76, .24), (.52, .46)),
                Stroke.Curve((.50, .46), (.20, .64), (.26, .94), (.56, 1), (.82, .82), (.74, .58), (.50, .46)),
            ],
        ],
        [ // 9: with a bent stem; with a straight one; with a hook
            [Stroke.Curve((.80, .20), (.56, .0), (.24, .12), (.20, .38), (.44, .52), (.72, .40), (.80, .18)), Stroke.Curve((.80, .18), (.80, .50), (.70, .80), (.60, 1))],
            [Stroke.Curve((.74, .10), (.40, .02), (.20, .28), (.40, .50), (.68, .40), (.78, .10)), Stroke.Line((.78, .10), (.76, 1))],
            [Stroke.Curve((.78, .16), (.48, .0), (.22, .24), (.42, .50), (.72, .36), (.80, .14), (.82, .56), (.66, .92), (.40, 1), (.22, .90))],
        ],
    ];
}
