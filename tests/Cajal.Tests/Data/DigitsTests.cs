using Cajal.Data;
using Cajal.Networks;
using Cajal.Training;

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

    /// <summary>Pictures hard enough for a hidden layer to pay: softmax regression ends below 93 %, 128 units pass 97 %.</summary>
    [Theory]
    [InlineData(0, 0.85, 0.93)]
    [InlineData(128, 0.97, 1)]
    public void ALinearModelStaysBelow93PercentAndAHiddenLayerPasses97(int hidden, double low, double high)
    {
        var split = Digits.Split();
        var preprocessing = Preprocessing.Fit(split.Train);
        var train = BatchSource.Of(Batches.Shuffled(preprocessing.Apply(split.Train), 50, seed: 1)).Flatten();
        var test = BatchSource.Of(Batches.InOrder(preprocessing.Apply(split.Test.Open()), 500)).Flatten();
        var model = Mlp.Build(hidden == 0 ? [784, 10] : [784, hidden, 10], new Rng(1));
        var adam = new Adam(model.Parameters, 2e-3);
        int epochs = hidden == 0 ? 40 : 8;
        var trainer = new Trainer(model, (y, labels) => y.CrossEntropy(labels), adam)
        {
            Schedule = new CosineSchedule(2e-3, (long)epochs * train.Count),
            Metrics = [new Accuracy()],
        };
        var history = trainer.Fit(train, epochs, test).History;
        // The linear model's best epoch counts, the network's last.
        (hidden == 0 ? history.Max(e => e["accuracy"]!.Value) : history[^1]["accuracy"]!.Value).ShouldBeInRange(low, high);
        if (hidden == 0) Math.Abs(history[^1].Loss - history[^2].Loss).ShouldBeLessThan(0.01 * history[^1].Loss, "it has converged");
    }
}
