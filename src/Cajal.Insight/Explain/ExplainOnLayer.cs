using Cajal.Networks;

namespace Cajal.Insight;

/// <summary><c>model.Explain(x, target)</c>: every number of a forward pass, a backward pass and an update.</summary>
public static class ExplainOnLayer
{
    extension(Layer model)
    {
        /// <summary>Tells a forward pass, the backward pass from its loss and, with an optimizer, the update and a further forward pass. The model, the
        /// optimizer and all random counters are left as they were.</summary>
        /// <param name="x">Inputs, the batch axis first.</param>
        /// <param name="target">Targets as the loss wants them.</param>
        /// <param name="loss">The loss of output and target; cross-entropy for whole-number targets, half the squared error for others when left out.</param>
        /// <param name="optimizer">Does the update; none is told without it.</param>
        /// <param name="options">How much is told.</param>
        /// <exception cref="ShapeException">The shapes do not fit.</exception>
        public Page Explain(Tensor x, Tensor target, Func<Tensor, Tensor, Tensor>? loss = null, Optimizer? optimizer = null, ExplainOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(model);
            options ??= new();
            RequireSample(x, options);
            return Unchanged(model, optimizer, () => new NetworkStory(model, x, target, loss ?? UsualLoss(target), optimizer, options).Tell());
        }

        /// <summary>Tells the derivative of the loss by one weight: every path from the weight to the loss with its factors, their sum, what backpropagation
        /// finds, and a central difference. The model is left as it was.</summary>
        /// <param name="weight">One of the model's parameters.</param>
        /// <param name="place">The number's place in it, for example <c>[1, 0]</c>.</param>
        /// <param name="x">Inputs, the batch axis first.</param>
        /// <param name="target">Targets as the loss wants them.</param>
        /// <param name="loss">As for <c>Explain</c>.</param>
        /// <param name="options">How much is told.</param>
        /// <exception cref="ArgumentException">The loss does not depend on the weight, or there is no such place.</exception>
        public Page ExplainWeight(Parameter weight, ReadOnlySpan<int> place, Tensor x, Tensor target, Func<Tensor, Tensor, Tensor>? loss = null,
            ExplainOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(weight);
            bool inside = place.Length == weight.Rank;
            for (int axis = 0; inside && axis < place.Length; axis++) inside = (uint)place[axis] < (uint)weight.Shape[axis];
            if (!inside) throw new ArgumentException($"A place in {weight.Name} {weight.Shape} is one index for each axis; received [{string.Join(", ", place.ToArray())}], counted from 0.");
            int[] at = place.ToArray();
            return Unchanged(model, null, () => new WeightPath(model, x, target, loss ?? UsualLoss(target), weight, at, options ?? new()).Tell());
        }

        /// <summary>Tells what a training step computes and keeps: which values backward reads again and why, multiply-adds and time of forward and backward, and what a
        /// numeric gradient would cost. The model is left as it was.</summary>
        /// <param name="x">Inputs, the batch axis first.</param>
        /// <param name="target">Targets as the loss wants them.</param>
        /// <param name="loss">As for <c>Explain</c>.</param>
        /// <exception cref="ShapeException">The shapes do not fit.</exception>
        public Page ExplainCost(Tensor x, Tensor target, Func<Tensor, Tensor, Tensor>? loss = null)
        {
            ArgumentNullException.ThrowIfNull(model);
            return Unchanged(model, null, () => new CostStory(model, x, target, loss ?? UsualLoss(target)).Tell());
        }

        /// <summary>Tells which inputs, units and weights carry one example's error: gradients, gradients times values, and integrated gradients of the inputs. The model is
        /// left as it was.</summary>
        /// <param name="x">Inputs, the batch axis first; <see cref="ExplainOptions.Sample"/> chooses the example.</param>
        /// <param name="target">Targets as the loss wants them.</param>
        /// <param name="loss">As for <c>Explain</c>.</param>
        /// <param name="options">How much is told: of each kind twice as many as its units.</param>
        /// <exception cref="ArgumentException">Inputs that are no floating-point numbers, or a sample outside of the batch.</exception>
        public Page ExplainCredit(Tensor x, Tensor target, Func<Tensor, Tensor, Tensor>? loss = null, ExplainOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(model);
            options ??= new();
            RequireSample(x, options);
            return Unchanged(model, null, () => new CreditStory(model, x, target, loss ?? UsualLoss(target), options).Tell());
        }

        /// <summary>Draws which pixels of a picture carry its error: the picture, the loss's gradient by each pixel, and integrated gradients from zero, both summed over the channels. The model
        /// is left as it was.</summary>
        /// <param name="x">Pictures: [N, C, H, W]; <see cref="ExplainOptions.Sample"/> chooses one.</param>
        /// <param name="target">Targets as the loss wants them.</param>
        /// <param name="loss">As for <c>Explain</c>.</param>
        /// <param name="options">Which picture.</param>
        /// <exception cref="ShapeException">Inputs that are no pictures.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A sample outside of the batch.</exception>
        public Figure Saliency(Tensor x, Tensor target, Func<Tensor, Tensor, Tensor>? loss = null, ExplainOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(model);
            options ??= new();
            if (x.Rank != 4 || !x.DType.IsFloat()) throw new ShapeException("saliency", "pictures [N, C, H, W] of floating-point numbers", $"{x.DType} {x.Shape}");
            RequireSample(x, options);
            var one = options.Sample..(options.Sample + 1);
            return Unchanged(model, null, () => SaliencyMaps.Of(model, x.Slice(0, one).Contiguous(), target.Slice(0, one).Contiguous(), loss ?? UsualLoss(target)).Draw());
        }
    }

    private static Func<Tensor, Tensor, Tensor> UsualLoss(Tensor target) =>
        target.DType.IsFloat() ? (y, t) => y.HalfSquaredError(t) : (y, t) => y.CrossEntropy(t);

    private static void RequireSample(Tensor x, ExplainOptions options)
    {
        if (options.Sample < 0 || x.Rank == 0 || options.Sample >= x.Shape[0])
            throw new ArgumentOutOfRangeException(nameof(options), $"The sample is one of the batch {x.Shape}, counted from 0; received {options.Sample}.");
    }

    private static T Unchanged<T>(Layer model, Optimizer? optimizer, Func<T> tell)
    {
        Variable[] variables = [.. model.NamedVariables.Select(v => v.Variable), .. optimizer?.NamedStates.Select(s => s.State) ?? []];
        var before = variables.Distinct().Select(v => (Variable: v, Values: new State(v))).ToArray();
        try
        {
            return tell();
        }
        finally
        {
            foreach (var (variable, values) in before) variable.Assign(values);
        }
    }
}
