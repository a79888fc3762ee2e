using Cajal.Networks;
using Cajal.Studio;

namespace Cajal.Tests.Studio;

/// <summary>What can be chosen in the playground is all that the library has, and all of it trains.</summary>
public class ChoicesTests
{
    private static readonly Hello Hello = new() { Session = "" };

    public static TheoryData<string> Optimizers => [.. Hello.Optimizers];

    public static TheoryData<string> Schedules => [.. Hello.Schedules];

    [Fact]
    public void Every_optimizer_and_schedule_of_the_library_can_be_chosen()
    {
        Optimizer.Catalog.Names.Except(Hello.Optimizers.Select(NameOf)).ShouldBeEmpty();
        Schedule.Catalog.Names.Except(Hello.Schedules.Select(NameOf)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Every_optimizer_trains_and_comes_back_bit_for_bit(string optimizer) => Trains(new PlaygroundState { Optimizer = optimizer, Rate = 0.003 });

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Every_schedule_trains_and_comes_back_bit_for_bit(string schedule) => Trains(new PlaygroundState { Schedule = schedule, Epochs = 20 });

    private static void Trains(PlaygroundState state)
    {
        var course = new Course(state);
        float[] before = Weights();
        for (int i = 0; i < 3; i++) course.StepEpoch();
        course.Frozen.ShouldBeNull();
        float[] after = Weights();
        after.ShouldNotBe(before);
        course.Rewind(30);
        course.Rewind(75);
        Weights().ShouldBe(after);

        float[] Weights() => [.. course.Bench.Network.Parameters.SelectMany(p => p.ToArray<float>())];
    }

    private static string NameOf(string text) => text.Split('(', '+')[0];
}
