using System.Text.Json;
using System.Xml.Linq;
using Cajal.Insight;
using Cajal.Networks;
using Cajal.Tests.Insight.Figures;

namespace Cajal.Tests.Insight;

public class SaliencyTests
{
    private static readonly Layer Model = new Sequential(new Conv2d(2, 3, 3, new Rng(1), dtype: DType.Float64), Activation.Tanh, new Flatten(), new Linear(12, 3, new Rng(2), dtype: DType.Float64));

    private static readonly Tensor X = Tensor.Normal([2, 2, 4, 4], new Rng(3), dtype: DType.Float64), Target = Tensor.From([0L, 2]);

    [Fact]
    public void Integrated_gradients_share_out_what_the_picture_changes_and_the_gradient_is_that_of_each_pixel()
    {
        Tensor one = X.Slice(0, 1..2).Contiguous(), goal = Target.Slice(0, 1..2);
        var maps = SaliencyMaps.Of(Model, one, goal, (y, t) => y.CrossEntropy(t));
        double Loss(Tensor x) => Model.Forward(x).CrossEntropy(goal).Item();
        maps.AtZero.ShouldBe(Loss(Tensor.Zeros([1, 2, 4, 4], DType.Float64)), 1e-12);
        maps.Integrated.Sum().ShouldBe(Loss(one) - maps.AtZero, 1e-3);
        for (int pixel = 0; pixel < 32; pixel += 5)
        {
            double[] up = one.ToArray<double>(), down = one.ToArray<double>();
            up[pixel] += 1e-5;
            down[pixel] -= 1e-5;
            maps.Gradient[pixel].ShouldBe((Loss(Tensor.From(up, one.Shape)) - Loss(Tensor.From(down, one.Shape))) / 2e-5, 1e-8);
        }
    }

    [Fact]
    public void The_figure_shows_the_picture_and_both_maps_and_leaves_the_model_as_it_was()
    {
        double[] before = Model.Parameters[0].ToArray<double>();
        var first = new Drawn(Model.Saliency(X, Target));
        var second = new Drawn(Model.Saliency(X, Target, options: new(Sample: 1)));
        first.Words.ShouldContain("the picture, mean of 2 channels");
        first.Words.ShouldContain("gradient");
        first.Words.ShouldContain("integrated gradients");
        first.Root.ToString().ShouldNotBe(second.Root.ToString());
        Model.Parameters[0].ToArray<double>().ShouldBe(before);
    }

    [Fact]
    public void The_page_on_credit_holds_it_in_every_form_and_only_for_pictures()
    {
        var page = Model.ExplainCredit(X, Target);
        var figure = page.Blocks.OfType<FigureBlock>().Single().Figure;
        page.ToString().ShouldContain($"[figure: {figure.Title}] {figure.Description}");
        page.ToHtml().ShouldContain(figure.ToSvg());
        page.ToMarkdown().ShouldContain($"\n\n{figure.ToSvg()}\n");
        using var json = JsonDocument.Parse(page.ToJson());
        string svg = json.RootElement.GetProperty("blocks").EnumerateArray().Single(b => b.TryGetProperty("svg", out _)).GetProperty("svg").GetString()!;
        XDocument.Parse(svg).Root!.Name.LocalName.ShouldBe("svg");
        var table = Mlp.Build([3, 2], new Rng(1));
        table.ExplainCredit(Tensor.Ones([1, 3]), Tensor.From([0L])).Blocks.OfType<FigureBlock>().ShouldBeEmpty();
    }

    [Fact]
    public void Pictures_with_NaN_are_drawn_and_what_is_no_picture_is_refused()
    {
        new Drawn(Model.Saliency(Tensor.Full([1, 2, 4, 4], double.NaN).To(DType.Float64), Tensor.From([0L]))).Description.ShouldContain("not finite");
        Should.Throw<ShapeException>(() => Model.Saliency(X.Reshape(2, 32), Target)).Message.ShouldContain("[N, C, H, W]");
        Should.Throw<ArgumentOutOfRangeException>(() => Model.Saliency(X, Target, options: new(Sample: 2))).Message.ShouldContain("counted from 0; received 2");
    }
}
