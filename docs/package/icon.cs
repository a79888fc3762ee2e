#:project ../../src/Cajal/Cajal.csproj
#:property PublishAot=false
// Draws the packages' icon, a pyramidal cell as Cajal drew them: body, dendrites above and at the sides, the axon below. Writes icon.png into the folder given.
using Cajal.Data;

const int Side = 128, Fine = 4;
// Each branch from one point to another, as thick as its ends, in a square of 128.
(double X0, double Y0, double R0, double X1, double Y1, double R1)[] branches =
[
    (64, 74, 14, 64, 58, 8), (64, 58, 8, 63, 38, 4), (63, 38, 4, 52, 25, 2.6), (63, 38, 4, 73, 22, 2.6),
    (52, 25, 2.6, 39, 20, 1.8), (52, 25, 2.6, 51, 12, 1.8), (73, 22, 2.6, 70, 11, 1.8), (73, 22, 2.6, 88, 14, 1.8),
    (63.5, 48, 3, 82, 39, 2.2), (82, 39, 2.2, 95, 40, 1.6), (82, 39, 2.2, 92, 29, 1.6), (63.5, 50, 3, 46, 43, 2.2), (46, 43, 2.2, 32, 42, 1.6),
    (56, 78, 6, 37, 84, 3), (37, 84, 3, 21, 79, 1.8), (37, 84, 3, 26, 97, 1.8), (72, 78, 6, 91, 84, 3), (91, 84, 3, 107, 78, 1.8), (91, 84, 3, 102, 96, 1.8),
    (64, 82, 7, 64, 94, 2.6), (64, 94, 2.6, 62, 108, 2.2), (62, 108, 2.2, 50, 115, 1.8), (62, 108, 2.2, 75, 116, 1.8),
];

var pixels = new byte[Side * Side * 4];
for (int y = 0; y < Side; y++)
{
    for (int x = 0; x < Side; x++)
    {
        int card = 0, cell = 0;
        for (int s = 0; s < Fine * Fine; s++)
        {
            double px = x + (s % Fine + 0.5) / Fine, py = y + (s / Fine + 0.5) / Fine;
            if (!OnCard(px, py)) continue;
            card++;
            if (branches.Any(b => OnBranch(px, py, b))) cell++;
        }
        double share = card == 0 ? 0 : (double)cell / card;
        ReadOnlySpan<int> ink = [0x14, 0x26, 0x3d], paper = [0xf3, 0xe6, 0xcf];
        for (int c = 0; c < 3; c++) pixels[(y * Side + x) * 4 + c] = (byte)Math.Round(ink[c] * share + paper[c] * (1 - share));
        pixels[(y * Side + x) * 4 + 3] = (byte)(card * 255 / (Fine * Fine));
    }
}
new Picture(Side, Side, 4, pixels).SavePng(Path.Combine(args.Length > 0 ? args[0] : Directory.CreateTempSubdirectory("cajal-").FullName, "icon.png"));

// A square with round corners.
static bool OnCard(double x, double y)
{
    double dx = Math.Max(Math.Abs(x - 64) - 44, 0), dy = Math.Max(Math.Abs(y - 64) - 44, 0);
    return dx * dx + dy * dy <= 20 * 20;
}

// Nearer to the line than its thickness there.
static bool OnBranch(double x, double y, (double X0, double Y0, double R0, double X1, double Y1, double R1) b)
{
    double ux = b.X1 - b.X0, uy = b.Y1 - b.Y0, t = Math.Clamp(((x - b.X0) * ux + (y - b.Y0) * uy) / (ux * ux + uy * uy), 0, 1);
    double dx = x - b.X0 - t * ux, dy = y - b.Y0 - t * uy, r = b.R0 + t * (b.R1 - b.R0);
    return dx * dx + dy * dy <= r * r;
}
