using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Tests.Insight;

public class ExplainOnRunTests
{
    private static readonly Run Trained = Run.Train(new Recipe { Data = "moons", Epochs = 2, Seed = 3 });

    [Fact]
    public void Every_row_but_those_of_the_test_part_is_told()
    {
        int told = 0, closed = 0;
        for (int row = 0; row < 60; row++)
        {
            try
            {
                Trained.Explain(row).ToString().ShouldContain("A further forward pass");
                told++;
            }
            catch (ArgumentOutOfRangeException error)
            {
                error.Message.ShouldContain($"Row {row + 1} belongs to the test part");
                closed++;
            }
        }
        (told, closed).ShouldSatisfyAllConditions(t => t.told.ShouldBeGreaterThan(40), t => t.closed.ShouldBeGreaterThan(2));
    }

    [Fact]
    public void Weights_and_random_numbers_are_left_as_they_were()
    {
        float[][] before = [.. Trained.Model.Network.Parameters.Select(p => p.ToArray<float>())];
        string first = Trained.Explain(batch: 4).ToString();
        Trained.Explain(batch: 4).ToString().ShouldBe(first);
        Trained.Model.Network.Parameters.Select(p => p.ToArray<float>()).ToArray().ShouldBe(before);
    }

    [Fact]
    public void Rows_and_parameters_that_are_not_there_are_told()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Trained.Explain(500)).Message.ShouldContain("moons has 500 rows; received row 501");
        Should.Throw<ArgumentOutOfRangeException>(() => Trained.Explain(-1));
        Should.Throw<ArgumentException>(() => Trained.ExplainWeight("w", [0])).Message.ShouldContain("The network has no weights of the name 'w'; it has 0.weight");
        Should.Throw<ArgumentException>(() => Trained.ExplainWeight("0.weight", [0])).Message.ShouldContain("one index for each axis");
    }
}
