using System.Globalization;

namespace Cajal.Data;

/// <summary>Grey pictures of 28x28 pixels of the ten digits, drawn from strokes as if by many hands: [N, 28, 28] bytes, 10
/// classes.</summary>
/// <remarks>Each picture has its own fork of the seed, so picture i does not depend on how many are drawn or on the number of threads.
/// Noise is the standard deviation of each pixel as a share of full ink.</remarks>
internal sealed class Digits() : Generator("digits",
    "ten digits drawn by many hands, grey pictures of 28x28, ten classes, 12000 pictures; noise 0 to 0.5, usually 0.05", 12000, 0.05)
{
    private const int Size = 28;

    private static readonly string[] Names = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    protected override int LeastExamples => 60;

    protected override Dataset Generate(int count, double noise, Rng rng)
    {
        var pixels = new byte[count * Size * Size];
        var labels = new int[count];
        Parallel.For(0, count, () => new Desk(), (i, _, desk) =>
        {
            labels[i] = i % 10;
            desk.Draw(labels[i], noise, rng.Fork(i.ToString(CultureInfo.InvariantCulture)), pixels.AsSpan(i * Size * Size, Size * Size));
            return desk;
        }, _ => { });
        return new Dataset(Name, new BytePictures(pixels, [Size, Size]), new ClassTargets(labels, Names))
        {
            Description = Description,
            SuggestedShares = new SplitShares(test: 1 / 6.0),
        };
    }

    /// <summary>Pen and paper of one thread.</summary>
    private sealed class Desk
    {
        private readonly Pen pen = new(Size);
        private readonly List<(double X, double Y)> path = [];
        private readonly (double X, double Y)[] moved = new (double X, double Y)[16];
        private readonly double[] grain = new double[Size * Size];

        public void Draw(int digit, double noise, Rng rng, Span<byte> picture)
        {
            var hand = new Hand(rng);
            double halfWidth = 0.9 + 1.1 * rng.NextDouble(), softness = 0.5 + 0.5 * rng.NextDouble();
            double blackness = 0.75 + 0.25 * rng.NextDouble();
            var habits = Glyphs.Of(digit);
            pen.Clear();
            foreach (var stroke in habits[rng.NextInt(habits.Length)])
            {
                Hand.Unsteady(stroke.Points, moved, rng);
                stroke.Trace(moved.AsSpan(0, stroke.Points.Length), path);
                var last = hand.OnPaper(path[0]);
                for (int i = 1; i < path.Count; i++)
                {
                    var next = hand.OnPaper(path[i]);
                    pen.Draw(last, next, halfWidth + 1);
                    last = next;
                }
            }
            rng.FillNormal(grain, 0, noise);
            for (int i = 0; i < picture.Length; i++)
                picture[i] = (byte)Math.Clamp(255 * (blackness * pen.Ink(i, halfWidth, softness) + grain[i]) + 0.5, 0, 255);
        }
    }
}
