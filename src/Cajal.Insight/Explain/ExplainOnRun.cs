using Cajal.Data;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary><c>run.Explain(row)</c>: what a trained network does with one of its own examples, number by number.</summary>
public static class ExplainOnRun
{
    extension(Run run)
    {
        /// <summary>Tells the forward and backward pass on an example of the run's data, and what the recipe's optimizer would do with it in a first step. Nothing is
        /// changed.</summary>
        /// <param name="row">The example's place in the data, from 0; the first of the validation part (of the training part where there is none) when left out.</param>
        /// <param name="batch">So many examples of that part make the batch, the row first; a batch norm needs more than one.</param>
        /// <param name="options">How much is told.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such row, or it belongs to the test part.</exception>
        /// <exception cref="DatasetException">The data are not those of the run any more.</exception>
        public Page Explain(int? row = null, int batch = 1, ExplainOptions? options = null)
        {
            var (x, target) = Examples(run, row, batch);
            var optimizer = Optimizer.Parse(run.Recipe.Optimizer!, run.Model.Network.Parameters, run.Recipe.LearningRate);
            return run.Model.Network.Explain(x, target, run.Model.Loss, optimizer, options);
        }

        /// <summary>Tells the derivative of the loss on an example by one weight, path by path.</summary>
        /// <param name="weight">Name of the parameter, as in checkpoints: <c>0.weight</c>.</param>
        /// <param name="place">The number's place in it.</param>
        /// <param name="row">As for <c>Explain</c>.</param>
        /// <param name="batch">As for <c>Explain</c>.</param>
        /// <param name="options">How much is told.</param>
        /// <exception cref="ArgumentException">There is no such parameter or place.</exception>
        public Page ExplainWeight(string weight, ReadOnlySpan<int> place, int? row = null, int batch = 1, ExplainOptions? options = null)
        {
            var network = run.Model.Network;
            var parameter = network.Parameters.FirstOrDefault(p => p.Name == weight)
                ?? throw new ArgumentException($"The network has no weights of the name '{weight}'; it has {string.Join(", ", network.Parameters.Select(p => $"{p.Name} {p.Shape}"))}.");
            var (x, target) = Examples(run, row, batch);
            return network.ExplainWeight(parameter, place, x, target, run.Model.Loss, options);
        }

        /// <summary>Tells which inputs, units and weights carry an example's error.</summary>
        /// <param name="row">As for <c>Explain</c>.</param>
        /// <param name="options">How much is told.</param>
        public Page ExplainCredit(int? row = null, ExplainOptions? options = null)
        {
            var (x, target) = Examples(run, row, 1);
            return run.Model.Network.ExplainCredit(x, target, run.Model.Loss, options);
        }

        /// <summary>Tells what a training step of the network computes and keeps.</summary>
        /// <param name="batch">Examples of the step.</param>
        public Page ExplainCost(int batch = 64)
        {
            var (x, target) = Examples(run, null, batch);
            return run.Model.Network.ExplainCost(x, target, run.Model.Loss);
        }
    }

    // The row and its neighbours of the same part, as the network takes them.
    private static (Tensor X, Tensor Target) Examples(Run run, int? row, int batch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        var data = Datasets.Load(run.Recipe.Data, run.Recipe.DataOptions);
        var split = DataSplit.Repeat(data, run.Recipe.Split ?? throw new RunException("The recipe of this run records no split, so its parts are not known."));
        int[] training = split.Train.Rows.ToArray(), validation = split.Validation.Count > 0 ? split.Validation.Rows.ToArray() : training;
        int first = row ?? validation[0];
        if (first < 0 || first >= data.Count)
            throw new ArgumentOutOfRangeException(nameof(row), $"{data.Name} has {data.Count} rows; received row {first + 1}, counted from 1.");
        int[] part = validation.Contains(first) ? validation : training.Contains(first) ? training
            : throw new ArgumentOutOfRangeException(nameof(row), $"Row {first + 1} belongs to the test part, which nothing but an evaluation opens. Name another.");
        int at = Array.IndexOf(part, first);
        int[] rows = [.. Enumerable.Range(0, Math.Min(batch, part.Length)).Select(i => part[(at + i) % part.Length])];
        var source = run.Model.Suited(Batches.InOrder(run.Model.Preprocessing.Apply(data, rows, data.Targets), rows.Length));
        source.StartEpoch(0);
        var (x, target) = new BatchBuffers(source).Fill(0, 0, rows.Length);
        return (Tensor.From<float>(x.ToArray<float>(), x.Shape),
            target.DType == DType.Int32 ? Tensor.From<int>(target.ToArray<int>(), target.Shape) : Tensor.From<float>(target.ToArray<float>(), target.Shape));
    }
}
