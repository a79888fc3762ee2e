using System.Collections;
using System.Globalization;
using System.Reflection;
using Cajal.Networks;

namespace Cajal.Tests.Networks;

/// <summary>What a class can be told in C#, a text can say too, and it arrives.</summary>
public class NamedOptionsTests
{
    private static readonly ScheduleSpan Span = new(0.1, 100, 10);

    // Parameters of constructors under another name in texts, or that come from the run.
    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["parameters"] = "",
        ["then"] = "",
        ["high"] = "",
        ["maximum"] = "",
        ["largerisbetter"] = "",
        ["decoupled"] = "",
        ["byadam"] = "",
        ["scale"] = "original",
        ["stepsup"] = "up",
        ["stepsdown"] = "down",
    };

    public static TheoryData<string> Optimizers => [.. Optimizer.Catalog.Names];

    public static TheoryData<string> Schedules => [.. Schedule.Catalog.Names];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Every_option_of_an_optimizer_can_be_said_and_arrives(string name) =>
        EveryOption(name, Optimizer.Catalog, make => make([new Parameter(Tensor.Zeros([1]))]));

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Every_option_of_a_schedule_can_be_said_and_arrives(string name) => EveryOption(name, Schedule.Catalog, make => make(Span));

    [Theory]
    [InlineData("adam(beta1=2)")]
    [InlineData("adam(beta2=1)")]
    [InlineData("sgd(momentum=-0.1)")]
    [InlineData("rmsprop(epsilon=-1)")]
    [InlineData("adam(learning-rate=-1)")]
    [InlineData("adamw(weight-decay=-1)")]
    public void An_option_of_an_optimizer_out_of_range_is_told_when_it_is_read(string text) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Optimizer.Catalog.Parse(text)).Message.ShouldContain("received");

    [Theory]
    [InlineData("step(every=0)", "every of a schedule is a length in epochs above 0, such as 10 or 0.5; received 0")]
    [InlineData("step(every=-3)", "received -3")]
    [InlineData("step(every=1e300)", "received 1E+300")]
    [InlineData("warmup(-2)+cosine", "epochs of a schedule is a length in epochs above 0")]
    [InlineData("cosine-restarts(epochs=-1)", "received -1")]
    [InlineData("cyclic(up=0)", "option up")]
    [InlineData("cyclic(down=0)", "option down")]
    [InlineData("multi-step(milestones=3 -1)", "option milestones")]
    [InlineData("multi-step(milestones=3 1)", "rising order")]
    [InlineData("multi-step(milestones=3 x)", "is a number such as 0.1; received 'x'")]
    [InlineData("plateau(factor=2)", "between 0 and 1")]
    [InlineData("one-cycle(warmup-share=2)", "[0, 1]; received 2")]
    [InlineData("warmup(start-factor=2)", "startFactor")]
    public void An_option_of_a_schedule_out_of_range_is_told_when_it_is_read(string text, string words) =>
        Should.Throw<ArgumentException>(() => Schedule.Parse(text)).Message.ShouldContain(words);

    [Fact]
    public void A_warm_up_stands_alone_or_before_another_schedule()
    {
        var alone = Schedule.Parse("warmup(2)", Span);
        (alone.RateAt(0), alone.RateAt(20), alone.RateAt(99)).ShouldBe((0.1 / 21, 0.1, 0.1));
        Schedule.Parse("warmup + step(every=1e+1)", Span).RateAt(10 + 100).ShouldBe(0.01, 1e-12);
        Schedule.Parse("multi-step(milestones=1 2.5, factor=0.5)", Span).RateAt(25).ShouldBe(0.025, 1e-12);
        Should.Throw<ArgumentException>(() => Schedule.Parse("cosine+warmup")).Message.ShouldContain("warmup");
    }

    [Fact]
    public void A_learning_rate_is_given_once()
    {
        var one = new Parameter(Tensor.Ones([1]));
        Should.Throw<ArgumentException>(() => Optimizer.Parse("adam(learning-rate=0.5)", [one], 0.1)).Message
            .ShouldBe("The learning rate is given twice: 0.5 in the text of the optimizer 'adam', and 0.1 beside it. Give it once.");
        Optimizer.Parse("adam(learning-rate=0.5)", [one]).LearningRate.ShouldBe(0.5);
        Optimizer.Parse("adam", [one], 0.1).LearningRate.ShouldBe(0.1);
    }

    private static void EveryOption<T>(string name, Catalog<T> catalog, Func<T, object> make)
    {
        var options = catalog.OptionsOf(name);
        object usual = make(catalog.Parse(name));
        string[] said = [.. options.Select(NearestName.Plain)];
        foreach (var parameter in usual.GetType().GetConstructors().Single().GetParameters())
        {
            string plain = NearestName.Plain(parameter.Name!);
            if (usual is Schedule && plain is "learningrate" or "steps") continue;
            if (Renamed.GetValueOrDefault(plain, plain) is { Length: > 0 } option) said.ShouldContain(option, $"{name} says {plain}");
        }
        string[] values = ["3", "0.37", "true", "false"];
        foreach (string option in options)
            values.Any(v => Differs($"{name}({option}={v})", catalog, make, usual)).ShouldBeTrue($"{option} of {name} changes nothing");
    }

    private static bool Differs<T>(string text, Catalog<T> catalog, Func<T, object> make, object usual)
    {
        try
        {
            return Contents(make(catalog.Parse(text))) != Contents(usual);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // All numbers an object holds, its base classes and what it wraps included.
    private static string Contents(object? value) => value switch
    {
        null => "null",
        IConvertible number => number.ToString(CultureInfo.InvariantCulture),
        Tensor tensor => string.Join(' ', tensor.To(DType.Float64).ToArray<double>()),
        IEnumerable many when value is not Schedule => string.Join(' ', many.Cast<object?>().Select(Contents)),
        Schedule or Optimizer =>
            string.Join('\n', Fields(value.GetType()).Select(f => $"{f.DeclaringType!.Name}.{f.Name}: {Contents(f.GetValue(value))}")),
        _ => value.GetType().Name,
    };

    private static IEnumerable<FieldInfo> Fields(Type? type) => type is null ? []
        : type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Concat(Fields(type.BaseType));
}
