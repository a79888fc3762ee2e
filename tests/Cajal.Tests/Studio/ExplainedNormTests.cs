using System.Globalization;
using Cajal.Insight;
using Cajal.Studio;

namespace Cajal.Tests.Studio;

/// <summary>What a derivation says of a norm, against the engine's own numbers of that point.</summary>
public class ExplainedNormTests
{
    private const int Row = 7;

    [Theory]
    [InlineData("batch", 8)]
    [InlineData("layer", 7)]
    public void Each_number_of_a_norm_is_the_engines_own_and_follows_from_those_before_it(string norm, int lines)
    {
        var course = new Course(StateText.Read($"v=1&layers=3:tanh:norm={norm},3:tanh&rate=0.1", out _));
        for (int i = 0; i < 5; i++) course.StepEpoch();
        float[] weights = Weights(course);
        var page = Explanation.Of(course.Bench, Row, null, 0, 0);
        Weights(course).ShouldBe(weights);
        var pin = PinnedSample.Trace(course.Bench, Row, null);
        var layer = pin.Layers[0];
        RelationTerm[] told = [.. page.Blocks.OfType<FormulaBlock>().Select(b => b.Formula).OfType<RelationTerm>()];
        // n = (z − μ) · r · γ + β and δ = ∂ℓ/∂z of each unit, as the page draws them.
        for (int u = 0; u < 3; u++)
        {
            Last(told, $"h_1,{u + 1} =").ShouldBe(layer.N![u], 1e-4 * Math.Max(1, Math.Abs(layer.N[u])));
            Last(told, $"∂L/∂z{"₁₂₃"[u]}⁽¹⁾ =").ShouldBe(layer.Delta[u], 1e-4 * Math.Max(1e-2, Math.Abs(layer.Delta[u])));
        }
        if (course.Bench.Layers[0].Norm is Cajal.Networks.BatchNorm kept)
        {
            float[] means = kept.RunningMean!.ToArray<float>();
            told.Select(r => r.ToString()).ShouldContain(r => r.StartsWith("h_1,2 =", StringComparison.Ordinal) && r.Contains(NumberText.Of(Math.Abs(means[1]), 6)));
            page.ToString().ShouldContain("the mean and variance that it keeps");
        }
        // Each line of letters = numbers = result is worked out again.
        int checks = 0;
        foreach (var relation in told.Where(r => r.ToString().Contains("h_1,", StringComparison.Ordinal) || r.ToString().Contains("μ", StringComparison.Ordinal) || r.ToString().StartsWith("r", StringComparison.Ordinal) || r.ToString().StartsWith("∂L/∂z", StringComparison.Ordinal)))
            foreach (var side in relation.Sides.Take(relation.Sides.Count - 1).Where(s => s.Variables.Count == 0))
            {
                double result = ((NumberTerm)relation.Sides[^1]).Value;
                FormulaCalculus.Compute(side, new Dictionary<string, Tensor>()).Item().ShouldBe(result, 1e-4 * Math.Max(1e-2, Math.Abs(result)), relation.ToString());
                checks++;
            }
        checks.ShouldBeGreaterThanOrEqualTo(lines);
    }

    [Theory]
    [InlineData("batch")]
    [InlineData("layer")]
    public void All_ways_of_a_weight_through_a_norm_add_up_to_its_slope(string norm)
    {
        var course = new Course(StateText.Read($"v=1&layers=3:tanh:norm={norm}", out _));
        course.StepEpoch();
        var table = Explanation.Of(course.Bench, Row, 0, 1, 1).Blocks.OfType<TableBlock>().Last();
        double[] found = [.. table.Rows.Take(3).Select(r => double.Parse(r[1].Replace('−', '-'), CultureInfo.InvariantCulture))];
        double engine = PinnedSample.Trace(course.Bench, Row, null).Layers[0].WeightGradients[3];
        found[0].ShouldBe(engine, 1e-5);
        found[1].ShouldBe(engine, 1e-5);
        found[2].ShouldBe(engine, 1e-3);
    }

    private static double Last(RelationTerm[] told, string start) => ((NumberTerm)told.Single(r => r.ToString().StartsWith(start, StringComparison.Ordinal)).Sides[^1]).Value;

    private static float[] Weights(Course course) => [.. course.Bench.Kept.SelectMany(p => p.ToArray<float>())];
}
