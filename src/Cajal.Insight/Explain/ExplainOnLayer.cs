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
            loss ??= target.DType.IsFloat() ? (y, t) => y.HalfSquaredError(t) : (y, t) => y.CrossEntropy(t);
            options ??= new();
            if (options.Sample < 0 || x.Rank == 0 || options.Sample >= x.Shape[0])
                throw new ArgumentOutOfRangeException(nameof(options), $"The sample is one of the batch {x.Shape}, counted from 0; received {options.Sample}.");
            Variable[] variables = [.. model.NamedVariables.Select(v => v.Variable), .. optimizer?.NamedStates.Select(s => s.State) ?? []];
            var before = variables.Distinct().Select(v => (Variable: v, Values: new State(v))).ToArray();
            try
            {
                return new NetworkStory(model, x, target, loss, optimizer, options).Tell();
            }
            finally
            {
                foreach (var (variable, values) in before) variable.Assign(values);
            }
        }
    }
}
