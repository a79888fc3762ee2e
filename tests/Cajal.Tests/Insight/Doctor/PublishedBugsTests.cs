using Cajal.DoctorBench.Published;
using Cajal.Insight;

namespace Cajal.Tests.Insight.Doctors;

public class PublishedBugsTests
{
    [Fact]
    public void There_are_at_least_25_from_sources_that_are_all_named()
    {
        PublishedBugs.All.Length.ShouldBeGreaterThanOrEqualTo(25);
        PublishedBugs.All.Select(b => b.Source).ShouldBeUnique();
        PublishedBugs.All.Count(b => b.Source.StartsWith("DeepLocalize", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(10);
    }

    [Fact]
    public void What_people_found_stands_in_the_catalogue()
    {
        string[] codes = [.. Catalogue.All.Select(c => c.Code)];
        foreach (var bug in PublishedBugs.All)
        {
            bug.Accepted.ShouldNotBeEmpty(bug.Source);
            bug.Accepted.ShouldBeSubsetOf(codes, bug.Source);
        }
    }

    [Fact]
    public void Each_can_be_trained_as_asked_and_as_answered()
    {
        foreach (var patient in PublishedBugs.All.SelectMany(b => new[] { b.Faulty(), b.Fixed() }))
        {
            var trainer = patient.CreateTrainer();
            var outputs = trainer.Model.Forward(patient.X.Slice(0, ..3));
            outputs.Shape[0].ShouldBe(3, patient.Kind);
            trainer.Loss(outputs, patient.Y.Slice(0, ..3)).Count.ShouldBe(1, patient.Kind);
        }
    }
}
