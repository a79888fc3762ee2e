using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class ModuleTests
{
    [Fact]
    public void Names_are_paths_from_the_root_and_follow_when_a_parent_is_added()
    {
        var rng = new Rng(1);
        var inner = new Sequential(new Linear(2, 2, rng));
        inner.Parameters[0].Name.ShouldBe("0.weight");
        var outer = new Pair(inner, new Linear(2, 1, rng));
        outer.NamedVariables.Select(v => v.Name).ShouldBe(["encoder.0.weight", "encoder.0.bias", "head.weight", "head.bias"]);
        inner.Parameters[0].Name.ShouldBe("encoder.0.weight");
        inner[0].Path.ShouldBe("encoder.0");
        inner[0].ToString().ShouldBe("encoder.0 (Linear)");
    }

    [Fact]
    public void The_innermost_path_signs_a_wrong_shape()
    {
        var rng = new Rng(1);
        var model = new Pair(new Sequential(new Linear(2, 3, rng)), new Linear(2, 1, rng));
        var error = Should.Throw<ShapeException>(() => model.Forward(Tensor.Zeros([4, 2])));
        error.Message.ShouldBe("head (Linear) expected […, 2], but received [4, 3].");
    }

    [Fact]
    public void The_record_knows_the_path_of_each_entry()
    {
        var rng = new Rng(1);
        var model = new Pair(new Sequential(new Linear(2, 2, rng), Activation.Relu), new Linear(2, 1, rng));
        using var tape = Tape.Start();
        model.Forward(Tensor.Zeros([4, 2]));
        tape.Nodes.Select(n => n.Module).Distinct().ShouldBe(["encoder.0", "encoder.1", "head"]);
    }

    [Fact]
    public void Registered_twice_counts_once_and_learns_once()
    {
        var rng = new Rng(1);
        var shared = new Linear(2, 2, rng);
#pragma warning disable CAJ002 // the test is about sharing a layer
        var model = new Sequential(shared, shared);
#pragma warning restore CAJ002
        model.Parameters.Count.ShouldBe(2);
        model.NamedVariables.Select(v => v.Name).ShouldBe(["0.weight", "0.bias"]);
        float before = shared.Weight.ToArray<float>()[0];
        var optimizer = new GradientDescent([.. model.Parameters, .. shared.Parameters], 1);
        optimizer.Parameters.Count.ShouldBe(2);
        using var tape = Tape.Start();
        var gradients = tape.Gradients(model.Forward(Tensor.Ones([1, 2])).Sum());
        float slope = gradients[shared.Weight].ToArray<float>()[0];
        optimizer.Step(gradients);
        shared.Weight.ToArray<float>()[0].ShouldBe(before - slope);
    }

    [Fact]
    public void Names_are_free_not_empty_and_without_dots()
    {
        Should.Throw<ArgumentException>(() => new Named("a", "a")).Message.ShouldContain("something registered as 'a' already");
        Should.Throw<ArgumentException>(() => new Named("a.b", "c")).Message.ShouldContain("holds no dot; received 'a.b'");
        Should.Throw<ArgumentException>(() => new Named("", "c")).Message.ShouldContain("not empty");
    }

    [Fact]
    public void A_frozen_part_stays_while_the_rest_learns_and_layers_may_learn_at_their_own_pace()
    {
        var rng = new Rng(1);
        var model = Mlp.Build([3, 4, 4, 2], rng);
        model[0].Freeze();
        var adam = new Adam(model.Parameters, 0.1);
        adam.ScaleLearningRate(model[2].Parameters, 0.001);
        double[][] before = [.. model.Parameters.Select(Values)];
        for (int i = 0; i < 3; i++)
        {
            using var tape = Tape.Start();
            adam.Step(tape.Gradients(model.Forward(Tensor.Normal([5, 3], rng)).Square().Sum()));
        }
        double[] moved = [.. model.Parameters.Select((p, i) => Values(p).Zip(before[i], (a, b) => Math.Abs(a - b)).Max())];
        moved[0].ShouldBe(0);
        moved[1].ShouldBe(0);
        moved[2].ShouldBeInRange(1e-6, 1e-3);
        moved[4].ShouldBeGreaterThan(0.05);
    }

    [Fact]
    public void A_list_adds_modules_and_its_owner_calls_them()
    {
        var list = new ModuleList<Linear>();
        list.Add(new Linear(2, 3, new Rng(1)));
        list.Add(new Linear(3, 1, new Rng(1)));
        list.Count.ShouldBe(2);
        list[1].Path.ShouldBe("1");
        list.NamedVariables.Count.ShouldBe(4);
        list.Aggregate(Tensor.Ones([1, 2]), (x, layer) => layer.Forward(x)).Shape.ShouldBe([1, 1]);
    }

    [Fact]
    public void A_module_that_forgets_to_register_is_caught_by_the_contract()
    {
        var forgetful = new Forgetful();
        forgetful.Parameters.ShouldBeEmpty();
        typeof(Forgetful).GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)
            .Select(f => f.GetValue(forgetful)).OfType<Variable>().Except(forgetful.Parameters).ShouldNotBeEmpty();
    }

    private static double[] Values(Parameter parameter) => parameter.To(DType.Float64).ToArray<double>();

    private sealed class Pair : Layer
    {
        private readonly Layer encoder, head;

        public Pair(Layer encoder, Layer head)
        {
            this.encoder = RegisterModule("encoder", encoder);
            this.head = RegisterModule("head", head);
        }

        protected override Tensor Compute(Tensor x) => head.Forward(encoder.Forward(x));
    }

    private sealed class Named : Module
    {
        public Named(string first, string second)
        {
            Register(first, new Parameter(Tensor.Ones([1])));
            Register(second, new Parameter(Tensor.Ones([1])));
        }
    }

    private sealed class Forgetful : Layer
    {
#pragma warning disable CAJ005 // forgotten on purpose
        private readonly Parameter lost = new(Tensor.Ones([1]));
#pragma warning restore CAJ005

        protected override Tensor Compute(Tensor x) => x * lost;
    }
}
