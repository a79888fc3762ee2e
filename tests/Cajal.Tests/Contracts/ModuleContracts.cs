using System.Reflection;
using Cajal.Networks;
using Cajal.Tests.Networks;
using Module = Cajal.Networks.Module;

namespace Cajal.Tests.Contracts;

/// <summary>What must hold for every module.</summary>
[Collection("alone")]
public class ModuleContracts
{
    public static TheoryData<string> Names => ModuleSample.Names;

    [Fact]
    public void Every_module_class_has_a_sample()
    {
        var classes = typeof(Module).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Module)) && !t.IsAbstract)
            .Select(t => t.IsGenericType ? t.Name : t.FullName);
        var sampled = ModuleSample.All.SelectMany(s => s.Make(new Rng(1)).Modules).Select(m => m.GetType()).Select(t => t.IsGenericType ? t.Name : t.FullName);
        classes.Except(sampled).ShouldBeEmpty("add it to Networks/ModuleSample.cs");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_it_declares_is_what_it_registers(string name)
    {
        foreach (var module in ModuleSample.Of(name).Make(new Rng(1)).Modules)
        {
            var registered = module.Children.Cast<object>().Concat(module.NamedVariables.Where(v => !v.Name.Contains('.')).Select(v => v.Variable));
            Declared(module).Except(registered, ReferenceEqualityComparer.Instance).ShouldBeEmpty($"{module} declares a member it does not register");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_are_unique_paths_and_each_parameter_counts_once(string name)
    {
        var module = ModuleSample.Of(name).Make(new Rng(1));
        module.NamedVariables.Select(v => v.Name).ShouldBeUnique();
        module.Parameters.Distinct().Count().ShouldBe(module.Parameters.Count);
        foreach (var (path, variable) in module.NamedVariables)
            if (variable.Name.Length > 0) module.NamedVariables.Single(v => v.Variable == variable).Name.ShouldBe(path);
        foreach (var child in module.Children) child.Path.ShouldBe(child.Name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_variables_go_to_a_twin_by_name_and_it_computes_the_same(string name)
    {
        var sample = ModuleSample.Of(name);
        Module one = sample.Make(new Rng(1)), two = sample.Make(new Rng(2));
        if (one is not Layer first || two is not Layer second) return;
        foreach (var (path, variable) in one.NamedVariables) two.NamedVariables.Single(v => v.Name == path).Variable.Assign(variable);
        var x = Tensor.Normal(sample.Input, new Rng(3));
        second.Forward(x).ToArray<float>().ShouldBe(first.Forward(x).ToArray<float>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Inference_draws_nothing_and_writes_nothing(string name)
    {
        var sample = ModuleSample.Of(name);
        if (sample.Make(new Rng(1)) is not Layer layer) return;
        var x = Tensor.Normal(sample.Input, new Rng(3));
        int[] versions = [.. layer.NamedVariables.Select(v => v.Variable.Version)];
        layer.Forward(x).ToArray<float>().ShouldBe(layer.Forward(x).ToArray<float>());
        layer.NamedVariables.Select(v => v.Variable.Version).ShouldBe(versions);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Frozen_it_gets_no_gradient_and_thawed_it_does(string name)
    {
        var sample = ModuleSample.Of(name);
        if (sample.Make(new Rng(1)) is not Layer { Parameters.Count: > 0 } layer) return;
        layer.Freeze();
        layer.Parameters.ShouldAllBe(p => !p.Trainable);
        var x = Tensor.Normal(sample.Input, new Rng(3));
        using (var tape = Tape.Start())
        {
            tape.Watch(x);
            var gradients = tape.Gradients(layer.Forward(x).Sum());
            layer.Parameters.ShouldAllBe(p => !gradients.Contains(p));
        }
        layer.Unfreeze();
        using (var tape = Tape.Start())
        {
            var gradients = tape.Gradients(layer.Forward(x).Sum());
            layer.Parameters.ShouldAllBe(p => gradients.Contains(p));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_observer_sees_and_replaces_its_output(string name)
    {
        var sample = ModuleSample.Of(name);
        if (sample.Make(new Rng(1)) is not Layer layer) return;
        var x = Tensor.Normal(sample.Input, new Rng(3));
        var plain = layer.Forward(x);
        var seen = new List<string>();
        var stop = layer.Observe((who, y) =>
        {
            seen.Add(who.ToString());
            return y * 0;
        });
        layer.Forward(x).ToArray<float>().ShouldAllBe(v => v == 0);
        stop();
        layer.Forward(x).ToArray<float>().ShouldBe(plain.ToArray<float>());
        seen.ShouldBe([layer.ToString()]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_plan_gives_the_same_bits_as_the_eager_run(string name)
    {
        var sample = ModuleSample.Of(name);
        if (sample.Make(new Rng(1)) is not Layer eager || sample.Make(new Rng(1)) is not Layer planned) return;
        var step = new PlannedStep(t => [planned.Forward(t[0]).Square().Sum()]) { IsDebugged = () => false };
        for (int i = 0; i < 6; i++)
        {
            var x = Tensor.Normal(sample.Input, new Rng((ulong)i));
            double expected;
            using (Tape.Start()) expected = eager.Forward(x).Square().Sum().Item();
            step.Run(x)[0].Item().ShouldBe(expected);
            if (i > 1) step.WhyEager.ShouldBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wrong_shape_is_told_with_the_path_of_the_module(string name)
    {
        var sample = ModuleSample.Of(name);
        if (sample.Wrong is not { } wrong || sample.Make(new Rng(1)) is not Layer layer) return;
        var outer = new Sequential(Activation.Identity, layer);
        var error = Should.Throw<ShapeException>(() => outer.Forward(Tensor.Zeros(wrong)));
        (error.ModulePath.Split('.')[0], error.ModuleType.Length > 0).ShouldBe(("1", true));
        error.Expected.ShouldNotBeEmpty();
        error.Received.ShouldBe(wrong.ToString());
        error.Message.ShouldStartWith($"{error.ModulePath} ({error.ModuleType})");
        error.Message.ShouldNotContain($"({error.ModuleType}): {error.ModuleType} ");
        error.Message.ShouldEndWith($" expected {error.Expected}, but received {error.Received}.");
    }

    // Parameters, states and modules in the fields of a module, also inside arrays and lists.
    private static IEnumerable<object> Declared(Module module)
    {
        const BindingFlags fields = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;
        for (var type = module.GetType(); type is not null && type != typeof(Module); type = type.BaseType)
        {
            foreach (var value in type.GetFields(fields).Select(f => f.GetValue(module)))
            {
                if (value is Variable or Module) yield return value;
                if (value is System.Collections.IEnumerable many and not Tensor and not Module)
                    foreach (var item in many)
                        if (item is Variable or Module) yield return item;
            }
        }
    }

    [Fact]
    public void Whatever_shape_is_wrong_in_a_layer_of_ones_own_the_path_is_told()
    {
        foreach (var (operation, compute) in new (string, Func<Tensor, Tensor>)[]
        {
            ("Permute", x => x.Permute(0)), ("Permute", x => x.Permute(0, 0)), ("Slice", x => x.Slice(0, 1..9)),
            ("Slice", x => x.Slice(0, .., 0)),
            ("Select", x => x.Select(0, 9)), ("Sum", x => x.Sum(5)), ("Sum", x => x.Sum([1, 1])), ("Softmax", x => x.Softmax(3)),
            ("Max", x => x.Max(4)),
            ("Transpose", x => x.Transpose(0, 7)), ("Reshape", x => x.Reshape(-1, -1)), ("Unsqueeze", x => x.Unsqueeze(9)),
            ("Tensor", _ => Tensor.From(new float[][] { [1], [1, 2] })), ("Add", x => x + Tensor.Ones([5])),
            ("Multiply", x => x * Tensor.Ones([5])),
            ("Greater", x => (x > Tensor.Ones([5])).To(DType.Float32)), ("Where", x => Tensor.Where(x > 0, x, Tensor.Ones([5]))),
            ("MatMul", x => x.MatMul(x)),
        })
        {
            var outer = new Sequential(Activation.Identity, new Sequential(new Own(compute)));
            var error = Should.Throw<ShapeException>(() => outer.Forward(Tensor.Ones([2, 3])));
            (error.ModulePath, error.ModuleType).ShouldBe(("1.0", "Own"));
            error.Message.ShouldStartWith($"1.0 (Own): {operation} expected ");
        }
        Should.Throw<ShapeException>(() => new Own(x => x.Sum(5)).Forward(Tensor.Ones([2]))).Message
            .ShouldStartWith("Own: Sum expected an axis of [2] in -1..0, but received 5");
    }

    private sealed class Own(Func<Tensor, Tensor> compute) : Layer
    {
        protected override Tensor Compute(Tensor x) => compute(x);
    }
}
