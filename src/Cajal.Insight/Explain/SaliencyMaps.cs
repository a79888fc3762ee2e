using Cajal.Networks;

namespace Cajal.Insight;

/// <summary>Which pixels of one picture carry its error: the loss's gradient by each pixel, and integrated gradients from zero, both summed over the channels. A sum of gradients says how the loss
/// moves when all channels grow together. Sources: Simonyan, Vedaldi and Zisserman (2014); Sundararajan, Taly and Yan (2017).</summary>
internal sealed class SaliencyMaps
{
    private readonly Tensor picture;

    /// <summary>Maps of numbers that were found before.</summary>
    /// <param name="picture">[1, C, H, W]</param>
    /// <param name="gradient">C · H · W numbers.</param>
    /// <param name="integrated">As many.</param>
    /// <param name="atZero">The loss of a picture of zeros.</param>
    public SaliencyMaps(Tensor picture, double[] gradient, double[] integrated, double atZero) =>
        (this.picture, Gradient, Integrated, AtZero) = (picture, gradient, integrated, atZero);

    /// <summary>The loss's derivative by each number.</summary>
    public double[] Gradient { get; }

    /// <summary>What each number adds to the loss on the way from zeros to the picture.</summary>
    public double[] Integrated { get; }

    /// <summary>The loss of a picture of zeros.</summary>
    public double AtZero { get; }

    /// <summary>Finds both for one picture.</summary>
    public static SaliencyMaps Of(Layer model, Tensor picture, Tensor target, Func<Tensor, Tensor, Tensor> loss)
    {
        var (integrated, atZero) = IntegratedGradients.Of(model, picture, target, loss);
        using var tape = Tape.Start(Mode.Inference);
        tape.Watch(picture);
        return new(picture, tape.Gradients(loss(model.Forward(picture), target))[picture].To(DType.Float64).ToArray<double>(), integrated, atZero);
    }

    /// <summary>The picture and its two maps side by side.</summary>
    public Figure Draw()
    {
        var sheet = new SmallMultiples("Which pixels carry the error: orange raises the loss, blue lowers it", 3, 330, 285)
        {
            Description = "Gradient: how the loss would move with each pixel. Integrated gradients: what each pixel adds to the loss on the way from zeros to the picture.",
        };
        foreach (var panel in Panels("the picture")) sheet.Add(panel);
        return sheet;
    }

    /// <summary>A panel for the picture and one for each map.</summary>
    /// <param name="name">What is said above the picture.</param>
    public IEnumerable<Chart> Panels(string name)
    {
        int channels = picture.Shape[1];
        Tensor grey = picture.To(DType.Float64).Mean(1).Reshape(picture.Shape[2], picture.Shape[3]);
        yield return Bare(new Chart(channels == 1 ? name : $"{name}, mean of {channels} channels")).HeatMap(grey, grey: true);
        yield return Bare(new Chart("gradient")).HeatMap(Summed(Gradient), diverging: true);
        yield return Bare(new Chart("integrated gradients")).HeatMap(Summed(Integrated), diverging: true);
    }

    private Tensor Summed(double[] numbers) => Tensor.From(numbers, picture.Shape).Sum(1).Reshape(picture.Shape[2], picture.Shape[3]);

    private static Chart Bare(Chart chart)
    {
        chart.X.IsBare = chart.Y.IsBare = true;
        return chart.Equal();
    }
}
