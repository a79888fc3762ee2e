using Cajal.Data;

namespace Cajal.Training;

/// <summary>A trained network asked by rows of a program: <c>model.Predict(house)</c>.</summary>
public static class RowsOnModel
{
    extension(TrainedModel model)
    {
        /// <summary>The answer for one row; its target is not looked at.</summary>
        /// <exception cref="DatasetException">The row's type lacks a column that the model reads.</exception>
        public Predictions Predict<T>(T row)
            where T : ITrainingRow<T> => model.Predict<T>([row]);

        /// <summary>The answers for rows; their targets are not looked at.</summary>
        /// <exception cref="DatasetException">No rows, or their type lacks a column that the model reads.</exception>
        public Predictions Predict<T>(IEnumerable<T> rows, CancellationToken cancellation = default)
            where T : ITrainingRow<T> => model.Predict(TableData.From(rows).ToPredict(model.Preprocessing), cancellation);

        /// <summary>Judges the network on rows with their targets.</summary>
        /// <exception cref="DatasetException">No rows, or their type lacks a column that the model reads, or the target.</exception>
        public RunEvaluation Evaluate<T>(IEnumerable<T> rows, CancellationToken cancellation = default)
            where T : ITrainingRow<T> => model.Evaluate(TableData.From(rows).ToEvaluate(model.Preprocessing), cancellation);
    }
}
