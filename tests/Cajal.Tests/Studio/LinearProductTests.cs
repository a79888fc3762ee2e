using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class LinearProductTests
{
    private static OneMatrix Of(string link, int epochs = 3)
    {
        var course = new Course(StateText.Read(link, out _));
        for (int i = 0; i < epochs; i++) course.StepEpoch();
        return LinearProduct.Of(course.Bench);
    }

    [Fact]
    public void Layers_without_activations_answer_as_their_product()
    {
        var one = Of("v=1&layers=4:linear,3:linear&inputs=x,y,xy&noise=0.2");
        one.IsLinear.ShouldBeTrue();
        (one.Matrix.Length, one.Shift.Length, one.Points).ShouldBe((3, 1, 500));
        one.WithoutActivations.ShouldBeLessThan(2e-5);
        one.AsItIs.ShouldBe(one.WithoutActivations);
        one.Shapes.Select(s => $"{s[0]}×{s[1]}").ShouldBe(["1×3", "3×4", "4×3"]);
    }

    [Fact]
    public void With_activations_the_network_is_no_such_matrix()
    {
        var one = Of("v=1&layers=8:tanh,8:tanh&rate=0.1", 20);
        one.IsLinear.ShouldBeFalse();
        one.WithoutActivations.ShouldBeLessThan(1e-4);
        one.AsItIs.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void The_product_of_known_matrices()
    {
        // W₂·W₁ = [2 1]·[1 2; 3 4] = [5 8], b = 0.5 + [2 1]·[1; −1] = 1.5
        var one = Of("v=1&data=drawn&numbers=true&points=1,0,0;0,1,1&trainShare=1&layers=2:linear&weights=1,2,3,4,1,-1,2,1,0.5", 0);
        one.Matrix.ShouldBe([5, 8]);
        one.Shift.ShouldBe([1.5]);
    }
}
