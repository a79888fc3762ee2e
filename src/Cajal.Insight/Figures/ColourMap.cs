namespace Cajal.Insight;

/// <summary>Colours for numbers. Lightness rises steadily with the number, so that the map also reads in grey and with any colour vision.</summary>
internal sealed class ColourMap
{
    /// <summary>From dark blue over green to light yellow, for numbers from low to high.</summary>
    public static readonly ColourMap Sequential = new([0x1b1446, 0x2a3f86, 0x256f98, 0x24997f, 0x6fc05a, 0xc8dc5a, 0xfbf3a8]);

    /// <summary>From blue over nearly white to orange, for numbers on both sides of zero.</summary>
    public static readonly ColourMap Diverging = new([0x08457e, 0x3f83bd, 0xa3c8e4, 0xf5f3ef, 0xf0b587, 0xd5702a, 0x8c3a05]);

    /// <summary>From black to white, for pictures.</summary>
    public static readonly ColourMap Grey = new([0x000000, 0xffffff]);

    private readonly int[] anchors;

    private ColourMap(int[] anchors) => this.anchors = anchors;

    /// <summary>The colour of a share from 0 to 1, as #rrggbb.</summary>
    public string At(double share)
    {
        double place = Math.Clamp(share, 0, 1) * (anchors.Length - 1);
        int low = Math.Min((int)place, anchors.Length - 2), mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8)
        {
            int a = anchors[low] >> shift & 255, b = anchors[low + 1] >> shift & 255;
            mixed = mixed << 8 | (int)Math.Round(a + (b - a) * (place - low));
        }
        return $"#{mixed:x6}";
    }

    /// <summary>Whether letters on this share's colour are to be white.</summary>
    public bool IsDark(double share)
    {
        int colour = Convert.ToInt32(At(share)[1..], 16);
        return 0.299 * (colour >> 16) + 0.587 * (colour >> 8 & 255) + 0.114 * (colour & 255) < 140;
    }
}
