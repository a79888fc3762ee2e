using Cajal.Data;

namespace Cajal.Tests.Data;

public class AugmentationTests
{
    private static readonly Shape Square = [9, 9];

    private static float[] Spot(int y, int x, int planes = 1)
    {
        var picture = new float[planes * 81];
        for (int p = 0; p < planes; p++) picture[p * 81 + y * 9 + x] = 1;
        return picture;
    }

    private static float[] Changed(string text, float[] picture, Shape shape, long example = 0, int epoch = 0, ulong seed = 1)
    {
        float[] copy = [.. picture];
        Augmentation.Parse(text).Apply(copy, shape, Augmentation.Numbers(seed, epoch), example);
        return copy;
    }

    // Centre of gravity and sum.
    private static (double Y, double X, double Sum) Gravity(float[] picture)
    {
        double sum = picture.Sum();
        return (Enumerable.Range(0, 81).Sum(i => i / 9 * picture[i]) / sum, Enumerable.Range(0, 81).Sum(i => i % 9 * picture[i]) / sum,
            sum);
    }

    [Fact]
    public void NothingIsDoneByStrengthZero()
    {
        float[] picture = [.. Enumerable.Range(0, 81).Select(i => (float)Math.Sin(i))];
        string[] still = ["shift(0)", "rotate(0)", "scale(0)", "flip(0)", "flip-down(0)", "crop(1)", "elastic(0)", "noise(0)"];
        foreach (string text in still)
        {
            float[] same = Changed(text, picture, Square);
            for (int i = 0; i < 81; i++) same[i].ShouldBe(picture[i], 1e-5f, text);
        }
    }

    [Fact]
    public void AShiftMovesTheSpotByAtMostItsPixels()
    {
        var places = Enumerable.Range(0, 200).Select(i => Gravity(Changed("shift(3)", Spot(4, 4), Square, i))).ToArray();
        places.ShouldAllBe(p => Math.Abs(p.Y - 4) <= 3.001 && Math.Abs(p.X - 4) <= 3.001 && Math.Abs(p.Sum - 1) < 1e-4);
        places.Max(p => p.X).ShouldBeGreaterThan(6.5);
        places.Min(p => p.Y).ShouldBeLessThan(1.5);
        places.Average(p => p.X).ShouldBe(4, 0.4);
    }

    [Fact]
    public void TurnsKeepTheDistanceFromTheMiddleAndMirrorsSwapSides()
    {
        foreach (int example in Enumerable.Range(0, 50))
        {
            var (y, x, _) = Gravity(Changed("rotate(180)", Spot(4, 7), Square, example));
            Math.Sqrt((y - 4) * (y - 4) + (x - 4) * (x - 4)).ShouldBe(3, 0.35);
        }
        var (mirroredY, mirroredX, _) = Gravity(Changed("flip(1)", Spot(2, 7), Square));
        (mirroredY, mirroredX).ShouldBe((2, 1));
        Gravity(Changed("flip-down(1)", Spot(2, 7), Square)).ShouldBe((6, 7, 1));
        // About half of the examples by default.
        Enumerable.Range(0, 400).Count(i => Changed("flip", Spot(4, 7), Square, i)[4 * 9 + 1] == 1).ShouldBeInRange(150, 250);
    }

    [Fact]
    public void ScaleAndCropMakeThingsLargerAboutTheMiddle()
    {
        double Spread(float[] p) => Enumerable.Range(0, 81).Sum(i => p[i] * Math.Abs(i % 9 - 4)) / p.Sum();
        var two = Spot(4, 2).Zip(Spot(4, 6), (a, b) => a + b).ToArray();
        double[] spreads = [.. Enumerable.Range(0, 200).Select(i => Spread(Changed("scale(0.5)", two, Square, i)))];
        spreads.Max().ShouldBe(3, 0.25);
        // Two thirds of 2, but for what falls between the pixels.
        spreads.Min().ShouldBe(4 / 3.0, 0.4);
        Spread(Changed("crop(0.5)", Spot(4, 3).Zip(Spot(4, 5), (a, b) => a + b).ToArray(), Square, 3)).ShouldBeGreaterThan(1);
    }

    [Fact]
    public void ElasticWarpsBendByAboutTheirPixels()
    {
        // A ramp reads off the displacement along x directly.
        Shape wide = [40, 40];
        float[] ramp = [.. Enumerable.Range(0, 1600).Select(i => (float)(i % 40))];
        var moved = Enumerable.Range(0, 40).SelectMany(example => Changed("elastic(1.5, 8)", ramp, wide, example)
            .Select((value, i) => (Value: value - i % 40, X: i % 40)).Where(v => v.X is > 8 and < 31).Select(v =>
                (double)v.Value)).ToArray();
        Math.Sqrt(moved.Average(d => d * d)).ShouldBe(1.5, 0.25);
        moved.Average().ShouldBe(0, 0.2);
    }

    [Fact]
    public void NoiseCutoutAndOutsideAreWhatTheySay()
    {
        float[] noisy = Changed("noise(0.5)", new float[81], Square);
        Math.Sqrt(noisy.Average(v => v * v)).ShouldBe(0.5, 0.12);
        float[] ones = [.. Enumerable.Repeat(1f, 3 * 81)];
        float[] cut = Changed("cutout(3)", ones, [3, 9, 9], example: 5);
        cut.Count(v => v == 0).ShouldBeInRange(3 * 4, 3 * 9);
        for (int i = 0; i < 81; i++) (cut[i] == cut[81 + i] && cut[i] == cut[162 + i]).ShouldBeTrue("the same place in every plane");
        // What comes in from outside has the grey of the border.
        Changed("shift(4)", ones[..81], Square).ShouldAllBe(v => Math.Abs(v - 1) < 1e-6);
    }

    [Fact]
    public void NumbersDependOnSeedEpochAndExampleOnly()
    {
        const string All = "shift(2)+rotate(15)+scale(0.2)+crop(0.9)+elastic(1,5)+noise(0.1)+cutout(2)";
        float[] picture = [.. Enumerable.Range(0, 81).Select(i => (float)Math.Cos(i))];
        var augmentation = Augmentation.Parse(All);
        var shared = Augmentation.Numbers(7, 3);
        float[] Shared(long example)
        {
            float[] copy = [.. picture];
            augmentation.Apply(copy, Square, shared, example);
            return copy;
        }
        Shared(12);
        float[] five = Shared(5);
        five.ShouldBe(Changed(All, picture, Square, 5, 3, 7));
        five.ShouldNotBe(Changed(All, picture, Square, 6, 3, 7));
        five.ShouldNotBe(Changed(All, picture, Square, 5, 4, 7));
        five.ShouldNotBe(Changed(All, picture, Square, 5, 3, 8));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(4)]
    public void SharesOfMixingFollowTheBetaDistribution(double alpha)
    {
        var augmentation = Augmentation.Parse(FormattableString.Invariant($"mixup({alpha})"));
        augmentation.Mixes.ShouldBeTrue();
        var numbers = Augmentation.Numbers(1, 0);
        double[] shares = [.. Enumerable.Range(0, 4000).Select(i => (double)augmentation.Mix(numbers, i, 10).Share)];
        shares.Average().ShouldBe(0.5, 0.03);
        shares.Average(s => (s - 0.5) * (s - 0.5)).ShouldBe(1 / (4 * (2 * alpha + 1)), 0.012);
        shares.ShouldAllBe(s => s >= 0 && s <= 1);
        Enumerable.Range(0, 300).Select(i => augmentation.Mix(numbers, i, 10).Other).Distinct().Count().ShouldBe(10);
    }

    [Theory]
    [InlineData("")]
    [InlineData("shif(2)")]
    [InlineData("shift(2")]
    [InlineData("shift(x)")]
    [InlineData("shift(-1)")]
    [InlineData("shift(1,2)")]
    [InlineData("shift(by=1)")]
    [InlineData("shift+shift")]
    [InlineData("crop(0)")]
    [InlineData("mixup(0)")]
    public void WrongTextsAreOneSentence(string text) =>
        Should.Throw<ArgumentException>(() => Augmentation.Parse(text)).Message.ShouldNotContain("\n");

    [Fact]
    public void SmallAndOddPicturesAreFineOthersAreRefused()
    {
        const string All = "shift(2)+rotate(15)+scale(0.2)+crop(0.5)+elastic(1,5)+noise(0.1)+cutout(2)";
        foreach (Shape shape in new Shape[] { [1, 1], [1, 7], [7, 1], [3, 1, 1], [2, 2] })
            Changed(All, new float[shape.Count], shape).ShouldAllBe(v => float.IsFinite(v));
        Should.Throw<ArgumentException>(() => Augmentation.Parse(All).RequireFits([10])).Message.ShouldContain("pictures");
        Should.Throw<ArgumentException>(() => Augmentation.Parse("flip").RequireFits([20, 5, 5]));
        Augmentation.Parse("noise(0.1)+mixup").RequireFits([10]);
        Augmentation.Parse(All).Steps.ShouldAllBe(step => step.Describe().Length > 5);
        Augmentation.Known.Count.ShouldBe(10);
    }

    [Fact]
    public void ASheetShowsTheOriginalFirst()
    {
        var data = Datasets.Load("digits", new DatasetOptions { Count = 60 });
        var sheet = AugmentationSheet.Draw(data, Augmentation.Parse("shift(3)+rotate(20)+mixup"), rows: 3, columns: 4);
        (sheet.Height, sheet.Width, sheet.Channels).ShouldBe((3 * 30 + 2, 4 * 30 + 2, 1));
        var first = ((BytePictures)data.Features).Picture(0);
        for (int y = 0; y < 28; y++) sheet.Pixels.Slice((y + 2) * sheet.Width + 2, 28).SequenceEqual(first.Slice(28 * y,
            28)).ShouldBeTrue();
        var plain = AugmentationSheet.Draw(data, null, rows: 2, columns: 5);
        plain.Pixels.SequenceEqual(sheet.Pixels).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => AugmentationSheet.Draw(Datasets.Load("moons"), null)).Message.ShouldContain("moons");
        Should.Throw<ArgumentException>(() => AugmentationSheet.Draw(data, null, rows: 0));
    }
}
