using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Published;

/// <summary>A start from which nothing comes.</summary>
internal static class FirstWeights
{
    public static IReadOnlyList<PublishedBug> Bugs { get; } =
    [
        new("Cross Validated 316898", "digits, all weights 0")
        {
            Story = "A tutorial's softmax regression starts from zeros; with a hidden layer of 100 sigmoid units and zeros in both layers accuracy stayed at about a quarter. The answer: "
                + "equal units receive equal gradients, start at random. Ours sees drawn digits at half size.",
            Fix = "random first weights",
            Accepted = ["S3"],
            Faulty = () => Hidden(new Zeros()),
            Mend = _ => Hidden(new XavierUniform()),
        },
        new("Cross Validated 286424", "digits, weights and biases between 0 and 1")
        {
            Story = "Fifteen hidden and ten output sigmoid units, squared error, a rate of 0.5, weights and biases drawn between 0 and 1: the total error stood at 0.5. Drawn between "
                + "-0.5 and 0.5 it went to 0: sums of positive numbers had pushed every sigmoid to its end. Ours sees drawn digits at half size.",
            Fix = "weights and biases between -0.5 and 0.5",
            Accepted = ["S4", "T5", "S5"],
            Faulty = () => Between(0, 1),
            Mend = _ => Between(-0.5, 0.5),
        },
    ];

    private static Patient Hidden(Initializer weight) => Rows.Digits("digits, mlp sigmoid", 1).Flat() with
    {
        Network = (_, rng) => AsAsked.Chain(rng, 196, [(100, "sigmoid"), (10, "")], weight),
        Loss = (a, t) => a.CrossEntropy(t),
        Optimizer = AsAsked.Sgd,
        Rate = 0.5,
        Batch = 100,
        Epochs = 60,
    };

    private static Patient Between(double low, double high) => Rows.Digits("digits, mlp sigmoid, squared error", 1).Flat().OneHot(10) with
    {
        Network = (_, rng) => AsAsked.Chain(rng, 196, [(15, "sigmoid"), (10, "sigmoid")], new Uniform(low, high)),
        Changed = (network, rng) =>
        {
            foreach (var bias in network.Parameters.Where(p => p.Shape.Rank == 1)) bias.Assign(Tensor.Uniform(bias.Shape, rng, low, high));
        },
        Loss = (a, t) => a.HalfSquaredError(t),
        Optimizer = AsAsked.Sgd,
        Rate = 0.5,
        Batch = 1,
        Epochs = 10,
    };
}
