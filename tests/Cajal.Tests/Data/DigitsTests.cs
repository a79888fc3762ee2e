using System.Numerics;
using Cajal.Data;

namespace Cajal.Tests.Data;

public class DigitsTests
{
    private static readonly Dataset Digits = Datasets.Load("digits");

    [Fact]
    public void TwelveThousandGreyPicturesOfTenClasses()
    {
        Digits.Count.ShouldBe(12000);
        Digits.ExampleShape.ShouldBe(Shape.Of(28, 28));
        ((ClassTargets)Digits.Targets!).ClassCounts().ShouldAllBe(count => count == 1200);
        var split = Digits.Split();
        (split.Train.Count, split.Validation.Count, split.Test.Count).ShouldBe((8800, 1200, 2000));
    }

    [Fact]
    public void SameSeedSamePicturesWhateverTheCount()
    {
        var few = (BytePictures)Datasets.Load("digits", new DatasetOptions { Count = 120 }).Features;
        few.Pixels.SequenceEqual(((BytePictures)Digits.Features).Pixels[..few.Pixels.Length]).ShouldBeTrue();
        var other = (BytePictures)Datasets.Load("digits", new DatasetOptions { Count = 120, Seed = 7 }).Features;
        other.Pixels.SequenceEqual(few.Pixels).ShouldBeFalse();
    }

    [Fact]
    public void PicturesHaveInkInTheMiddleAndPaperAround()
    {
        var pictures = (BytePictures)Digits.Features;
        double ink = 0, corner = 0;
        for (int i = 0; i < pictures.Count; i++)
        {
            var picture = pictures.Picture(i);
            int black = 0;
            foreach (byte pixel in picture) black += pixel > 128 ? 1 : 0;
            black.ShouldBeInRange(15, 350, $"picture {i}");
            ink += black;
            corner += picture[0] + picture[27] + picture[^28] + picture[^1];
        }
        (ink / pictures.Count).ShouldBeInRange(60, 160);
        (corner / pictures.Count / 4).ShouldBeLessThan(12);
    }

    [Fact]
    public void TooFewPicturesAreRefused() =>
        Should.Throw<ArgumentException>(() => Datasets.Load("digits", new DatasetOptions { Count = 0 })).Message.ShouldContain("60");

    /// <summary>Softmax regression with plain gradient descent in mini-batches: learns well above chance, and stays below 93 %.</summary>
    [Fact]
    public void ALinearModelStaysBelow93Percent()
    {
        var split = Digits.Split();
        var preprocessing = Preprocessing.Fit(split.Train);
        var train = Batches.Shuffled(preprocessing.Apply(split.Train), 50, seed: 1);
        var test = Batches.Full(preprocessing.Apply(split.Test.Open()));
        var weights = new float[10 * 785];
        float[] x = new float[50 * 784], testX = new float[2000 * 784];
        int[] labels = new int[50], testLabels = new int[2000];
        test.Fill(0, testX, testLabels);
        double best = 0;
        for (int epoch = 0; epoch < 12; epoch++)
        {
            train.StartEpoch(epoch);
            for (int batch = 0; batch < train.Count; batch++)
            {
                int size = train.Fill(batch, x, labels);
                for (int i = 0; i < size; i++) Step(weights, x.AsSpan(i * 784, 784), labels[i], 0.02f / size / (1 + epoch / 4f));
            }
            int right = Enumerable.Range(0, 2000).Count(i => Answer(weights, testX.AsSpan(i * 784, 784)) == testLabels[i]);
            best = Math.Max(best, right / 2000.0);
        }
        best.ShouldBeInRange(0.85, 0.93);
    }

    private static float[] Scores(float[] weights, ReadOnlySpan<float> x)
    {
        var scores = new float[10];
        for (int c = 0; c < 10; c++)
        {
            var row = weights.AsSpan(c * 785, 785);
            var sum = Vector<float>.Zero;
            for (int i = 0; i < 784; i += Vector<float>.Count) sum += new Vector<float>(row[i..]) * new Vector<float>(x[i..]);
            scores[c] = Vector.Sum(sum) + row[784];
        }
        return scores;
    }

    private static int Answer(float[] weights, ReadOnlySpan<float> x)
    {
        float[] scores = Scores(weights, x);
        return Array.IndexOf(scores, scores.Max());
    }

    private static void Step(float[] weights, ReadOnlySpan<float> x, int label, float rate)
    {
        float[] p = Scores(weights, x);
        float max = p.Max(), sum = 0;
        for (int c = 0; c < 10; c++) sum += p[c] = MathF.Exp(p[c] - max);
        for (int c = 0; c < 10; c++)
        {
            var delta = new Vector<float>(-rate * (p[c] / sum - (c == label ? 1 : 0)));
            var row = weights.AsSpan(c * 785, 785);
            for (int i = 0; i < 784; i += Vector<float>.Count)
                (new Vector<float>(row[i..]) + delta * new Vector<float>(x[i..])).CopyTo(row[i..]);
            row[784] += delta[0];
        }
    }
}
