using Cajal.Networks;
using Cajal.Studio;

namespace Cajal.Tests.Studio;

/// <summary>The perceptron's rule in a playground is the library's perceptron, step by step, and the lectures' count of mistakes.</summary>
public class PerceptronModeTests
{
    private const string Link = "v=1&layers=&init=zeros&loss=perceptron&optimizer=sgd&rate=1&batch=1&shuffle=false&data=";

    [Theory]
    [InlineData("AND", 11, 6, 2, 1, -3)]
    [InlineData("OR", 5, 4, 1, 1, -1)]
    public void A_table_that_a_line_separates_ends_after_the_lectures_corrections(string table, int corrections, int passes, float w1, float w2, float b)
    {
        var course = new Course(StateText.Read(Link + table, out _));
        course.Run().ShouldBeFalse();
        var count = course.Bench.Mistakes!.Memory;
        (count.All, count.CleanPass, count.LastPass).ShouldBe((corrections, passes, 0));
        course.Bench.Layers[0].Linear.Weight.ToArray<float>().ShouldBe([w1, w2]);
        course.Bench.Layers[0].Linear.Bias!.ToArray<float>().ShouldBe([b]);
        course.Stopped!.ShouldContain($"after {corrections} corrections");
        Scores.Of(course.Bench).TrainAccuracy.ShouldBe(1);
    }

    [Fact]
    public void Every_step_is_that_of_the_library()
    {
        var course = new Course(StateText.Read(Link + "XOR", out _));
        var perceptron = Perceptron.ZeroOne(2);
        int mistakes = 0;
        for (int step = 0; step < 40; step++)
        {
            int row = course.Bench.Data.Train[step % 4];
            var seen = perceptron.Learn([course.Bench.Data.Places[row, 0], course.Bench.Data.Places[row, 1]], course.Bench.Data.Targets[row]);
            if (!seen.IsRight) mistakes++;
            course.StepBatch();
            course.Bench.Layers[0].Linear.Weight.ToArray<float>().ShouldBe([(float)perceptron.Weights[0], (float)perceptron.Weights[1]]);
            course.Bench.Layers[0].Linear.Bias!.Item().ShouldBe(perceptron.Bias);
            course.Bench.Mistakes!.Memory.All.ShouldBe(mistakes);
        }
        course.Bench.Mistakes!.Memory.CleanPass.ShouldBeNull();
        course.Rewind(8);
        int early = course.Bench.Mistakes!.Memory.All;
        course.Rewind(40);
        course.Bench.Mistakes!.Memory.All.ShouldBe(mistakes);
        early.ShouldBeLessThan(mistakes);
    }

    [Fact]
    public void What_the_rule_is_not_for_is_said()
    {
        new Course(StateText.Read("v=1&loss=perceptron", out _)).Bench.Warnings.Count(w => w.Contains("perceptron")).ShouldBe(2);
        new Course(StateText.Read(Link + "AND", out _)).Bench.Warnings.ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => new Course(StateText.Read("v=1&loss=perceptron&data=clouds&classes=3", out _))).Message.ShouldContain("two classes");
    }
}
