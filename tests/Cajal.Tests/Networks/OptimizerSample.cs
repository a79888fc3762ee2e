using Cajal.Networks;
using Cajal.Tests.Contracts;

namespace Cajal.Tests.Networks;

/// <summary>An optimizer as the contract tests make it, with a rate that suits the quadratic bowl.</summary>
public sealed record OptimizerSample(string Name, Func<IEnumerable<Parameter>, Optimizer> Make)
{
    public static IReadOnlyList<OptimizerSample> All { get; } =
    [
        new("GradientDescent", p => new GradientDescent(p, 0.1)),
        new("Sgd", p => new Sgd(p, 0.1)),
        new("Sgd momentum dampening decay", p => new Sgd(p, 0.05, momentum: 0.9, dampening: 0.1, weightDecay: 1e-3)),
        new("NesterovSgd", p => new NesterovSgd(p, 0.05)),
        new("AveragingSgd", p => new AveragingSgd(p, 0.2)),
        new("Adam", p => new Adam(p, 0.1)),
        new("Adam decay", p => new Adam(p, 0.1, weightDecay: 1e-3)),
        new("AdamUncorrected", p => new AdamUncorrected(p, 0.05)),
        new("AdamW", p => new AdamW(p, 0.1)),
        new("AmsGrad", p => new AmsGrad(p, 0.1)),
        new("AmsGrad decoupled", p => new AmsGrad(p, 0.1, weightDecay: 0.01, decoupled: true)),
        new("RmsProp", p => new RmsProp(p, 0.01)),
        new("RmsProp momentum", p => new RmsProp(p, 0.003, momentum: 0.9)),
        new("CenteredRmsProp", p => new CenteredRmsProp(p, 0.01, momentum: 0.5)),
        new("Adagrad", p => new Adagrad(p, 0.5, rateDecay: 1e-4, initialSum: 0.1)),
        new("Adadelta", p => new Adadelta(p, 0.3)),
        new("NAdam", p => new NAdam(p, 0.1)),
        new("RAdam", p => new RAdam(p, 0.1)),
        .. Samples.Of<OptimizerSample>(),
    ];

    public static TheoryData<string> Names
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (var sample in All) names.Add(sample.Name);
            return names;
        }
    }

    public static OptimizerSample Of(string name) => All.Single(s => s.Name == name);
}
