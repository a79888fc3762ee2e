using Cajal.Networks;
using Cajal.Training;

namespace Cajal.DoctorBench.Patients;

/// <summary>A training case, healthy unless a fault was planted: everything a trainer needs.</summary>
internal sealed record Patient
{
    /// <summary>Task and kind of network: <c>moons, mlp</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Seed of data, first weights and order.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Inputs of the training rows, [N, …].</summary>
    public required Tensor X { get; init; }

    /// <summary>Their targets, [N] classes or [N, D] numbers.</summary>
    public required Tensor Y { get; init; }

    /// <summary>Inputs of the validation rows.</summary>
    public required Tensor ValidationX { get; init; }

    /// <summary>Their targets.</summary>
    public required Tensor ValidationY { get; init; }

    /// <summary>Makes the network; reads the choices below.</summary>
    public required Func<Patient, Rng, Layer> Network { get; init; }

    /// <summary>ℓ(outputs, targets) → [].</summary>
    public required Func<Tensor, Tensor, Tensor> Loss { get; init; }

    /// <summary>Makes the optimizer of a network's parameters, at a rate.</summary>
    public required Func<IReadOnlyList<Parameter>, double, Optimizer> Optimizer { get; init; }

    /// <summary>η.</summary>
    public required double Rate { get; init; }

    /// <summary>Hidden activation by name.</summary>
    public string Activation { get; init; } = "relu";

    /// <summary>Hidden layers.</summary>
    public int Depth { get; init; } = 2;

    /// <summary>Units of a hidden layer.</summary>
    public int Width { get; init; } = 16;

    /// <summary>Drop rate of hidden units.</summary>
    public double Dropout { get; init; }

    /// <summary>First weights; null for those that suit the activation.</summary>
    public Initializer? Initializer { get; init; }

    /// <summary>Which of these choices the network reads.</summary>
    public Choices Reads { get; init; } = Choices.All;

    /// <summary>Whether a plane parts the classes, so that a network without hidden layers would do.</summary>
    public bool IsLinear { get; init; }

    /// <summary>What the best of all answers reaches on the validation rows, accuracy or R²; null where nobody knows.</summary>
    public Func<double>? Best { get; init; }

    /// <summary>Changes the network once it is made.</summary>
    public Action<Layer, Rng>? Changed { get; init; }

    /// <summary>Changes the network once it is trained, before the verdict.</summary>
    public Action<Layer>? ChangedAfter { get; init; }

    /// <summary>Rows the network is to answer once it is trained; null for none.</summary>
    public Tensor? NewX { get; init; }

    /// <summary>Which parameters the optimizer moves; null for all.</summary>
    public Func<Layer, IReadOnlyList<Parameter>>? Moved { get; init; }

    /// <summary>Makes the course of the learning rate from <see cref="Rate"/> and <see cref="Steps"/>; null for a constant one.</summary>
    public Func<Patient, Schedule>? Schedule { get; init; }

    /// <summary>Added to the loss.</summary>
    public IReadOnlyList<Penalty> Penalties { get; init; } = [];

    /// <summary>Bound for the norm of all gradients; null for none.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Epochs without progress that end training and bring the best weights back; 0 for none.</summary>
    public int Patience { get; init; }

    /// <summary>Passes over the training rows.</summary>
    public int Epochs { get; init; } = 40;

    /// <summary>Examples per step.</summary>
    public int Batch { get; init; } = 20;

    /// <summary>Whether each epoch has an order of its own.</summary>
    public bool Shuffles { get; init; } = true;

    /// <summary>Number of classes; 0 for numbers.</summary>
    public int Classes { get; init; }

    /// <summary>Whether it tells classes.</summary>
    public bool IsClassifier => Classes > 0;

    /// <summary>Numbers that the network answers: one for each class, or each number asked for.</summary>
    public int Outputs => IsClassifier ? Classes : Y.Shape[1];

    /// <summary>Sizes of a multi-layer perceptron for these rows: inputs, hidden layers, outputs.</summary>
    public int[] Sizes => [X.Shape[1], .. Enumerable.Repeat(Width, Depth), Outputs];

    /// <summary>Steps of the optimizer in all.</summary>
    public long Steps => Epochs * (long)Train.Count;

    /// <summary>Training rows in batches.</summary>
    public BatchSource Train => new TensorBatches(X, Y, Batch, Shuffles ? Seed : null);

    /// <summary>Whether it is judged by rows of its own.</summary>
    public bool HasValidation { get; init; } = true;

    /// <summary>Validation rows in batches; null where there are none.</summary>
    public BatchSource? Validation => HasValidation ? new TensorBatches(ValidationX, ValidationY, 250) : null;

    /// <summary>The trainer.</summary>
    public Trainer CreateTrainer(params Callback[] callbacks)
    {
        var rng = new Rng(Seed).Fork("network");
        var network = Network(this, rng);
        Changed?.Invoke(network, rng.Fork("changed"));
        return new Trainer(network, Loss, Optimizer(Moved?.Invoke(network) ?? network.Parameters, Rate))
        {
            Penalties = Penalties,
            Schedule = Schedule?.Invoke(this),
            ClipNorm = ClipNorm,
            Callbacks = [.. callbacks, .. Patience > 0 ? [new EarlyStopping(Patience)] : Array.Empty<Callback>()],
            Metrics = IsClassifier ? [new Accuracy()] : [],
        };
    }
}
