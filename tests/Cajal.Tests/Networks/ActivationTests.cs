using System.Reflection;
using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class ActivationTests
{
    private static readonly double[] Points = [-3, -0.5, 0, 0.5, 3];

    public static TheoryData<string> Names => [.. Activation.Catalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_name_leads_back_to_it(string name)
    {
        var first = Activation.Parse(name);
        var again = Activation.Parse(first.FunctionName);
        again.FunctionName.ShouldBe(first.FunctionName);
        Closeness(first, again);
    }

    [Fact]
    public void Every_function_of_the_class_can_be_named()
    {
        var functions = typeof(Activation).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(p => p.PropertyType == typeof(Activation))
            .Select(p => ((Activation)p.GetValue(null)!).FunctionName);
        functions.Except(Activation.Catalog.Names).ShouldBeEmpty();
    }

    [Fact]
    public void Options_survive_in_the_name()
    {
        foreach (var activation in new[] { Activation.LeakyRelu(0.3), Activation.Elu(0.7), Activation.Softplus(2) })
            Closeness(Activation.Parse(activation.FunctionName), activation);
    }

    [Fact]
    public void Values_at_a_few_points()
    {
        Values(Activation.Step).ShouldBe([0, 0, 1, 1, 1]);
        Values(Activation.Sign).ShouldBe([-1, -1, 0, 1, 1]);
        Values(Activation.Relu).ShouldBe([0, 0, 0, 0.5, 3]);
        Values(Activation.LeakyRelu()).ShouldBe([-0.03, -0.005, 0, 0.5, 3], 1e-15);
        Values(Activation.Identity).ShouldBe(Points);
        Values(Activation.HardTanh).ShouldBe([-1, -0.5, 0, 0.5, 1]);
        Values(Activation.Relu6).ShouldBe([0, 0, 0, 0.5, 3]);
        Values(Activation.Softmax).Sum().ShouldBe(1, 1e-15);
        Values(Activation.Sigmoid)[2].ShouldBe(0.5);
    }

    [Theory]
    [InlineData("step", "Sigmoid()")]
    [InlineData("sign", "Tanh()")]
    public void Training_through_a_jump_stops_with_one_sentence(string name, string wayOut)
    {
        var model = Mlp.Build([2, 3, 1], new Rng(1), name);
        using var tape = Tape.Start();
        var loss = model.Forward(Tensor.Ones([4, 2])).MeanSquaredError(Tensor.Zeros([4, 1]));
        var error = Should.Throw<InvalidOperationException>(() => tape.Gradients(loss));
        error.Message.ShouldContain("its derivative is 0 everywhere");
        error.Message.ShouldContain(wayOut);
    }

    private static double[] Values(Activation activation) => activation.Forward(Tensor.From(Points)).ToArray<double>();

    private static void Closeness(Activation a, Activation b) => Values(a).ShouldBe(Values(b));
}
