using Cajal.Networks;

namespace Cajal.Training;

/// <summary>What training makes smaller: of each batch a loss, or several in turn, each with an update of its own; and the loss by which
/// examples are judged that it was not trained on.</summary>
/// <remarks>An ordinary network has one turn in a step, a GAN two: its discriminator moves, then its generator against it.</remarks>
public sealed class Objective
{
    /// <summary>An objective with turns of its own.</summary>
    /// <param name="model">What is trained, judged and kept.</param>
    /// <param name="loss">ℓ(model's outputs, targets) → [], by which examples are judged; the mean over the batch.</param>
    /// <param name="turns">What one step does with a batch, in this order.</param>
    /// <exception cref="ArgumentException">No turn, or two of one name.</exception>
    public Objective(Layer model, Func<Tensor, Tensor, Tensor> loss, params Turn[] turns)
    {
        if (turns.Length == 0 || turns.DistinctBy(t => t.Name).Count() < turns.Length)
            throw new ArgumentException("A step takes at least one turn, and turns are told apart by their names.");
        (Model, Loss, Turns) = (model, loss, turns);
    }

    /// <summary>What is trained, judged and kept.</summary>
    public Layer Model { get; }

    /// <summary>ℓ(model's outputs, targets) → [], by which examples are judged.</summary>
    public Func<Tensor, Tensor, Tensor> Loss { get; }

    /// <summary>What one step does with a batch, in this order.</summary>
    public IReadOnlyList<Turn> Turns { get; }

    /// <summary>A network and the loss of its outputs: one turn.</summary>
    /// <param name="model">What is trained.</param>
    /// <param name="loss">ℓ(outputs, targets) → [], the mean over the batch.</param>
    public static Objective Of(Layer model, Func<Tensor, Tensor, Tensor> loss) =>
        new(model, loss, new Turn("loss", model, (x, targets) => loss(model.Forward(x), targets)));

    /// <summary>Codes learned without labels, and their probe: batches hold examples as they are and views of them,
    /// [N, 1 + views, …].</summary>
    /// <param name="model">What is trained.</param>
    /// <param name="loss">ℓ(the probe's outputs, targets) → [], the mean over the batch.</param>
    public static Objective Of(Representation model, Func<Tensor, Tensor, Tensor> loss) => new(model, loss,
        new Turn("loss", model.Probe, (x, targets) => loss(model.Answer(x.Select(1, 0)), targets)),
        new Turn(model.Kind, model.Learned, (x, _) => model.Learner.CodeLoss(x.Select(1, 0),
            [.. Enumerable.Range(1, model.Learner.Views).Select(view => x.Select(1, view))])));

    /// <summary>A model that makes examples, by its own losses. Targets are the labels of a model with classes, and are not looked at by
    /// one without.</summary>
    public static Objective Of(GenerativeModel model)
    {
        var passage = new Passage(model);
        return new Objective(passage, passage.Loss, [.. model.Losses.Select(l =>
            new Turn(l.Name, l.Moved, (x, targets) => l.Of(x, passage.LabelsOf(targets))))]);
    }
}

/// <summary>One update of a step: a loss of the batch, and what moves to make it smaller.</summary>
/// <param name="name">Its name among the turns of a step, and in tables.</param>
/// <param name="moved">What its optimizer moves, and what penalties look at.</param>
/// <param name="loss">ℓ(inputs, targets) → [], the mean over the batch.</param>
public sealed class Turn(string name, Module moved, Func<Tensor, Tensor, Tensor> loss)
{
    /// <summary>Its name among the turns of a step, and in tables.</summary>
    public string Name { get; } = name;

    /// <summary>What its optimizer moves, and what penalties look at.</summary>
    public Module Moved { get; } = moved;

    /// <summary>ℓ(inputs, targets) → [], the mean over the batch.</summary>
    public Func<Tensor, Tensor, Tensor> Loss { get; } = loss;
}
