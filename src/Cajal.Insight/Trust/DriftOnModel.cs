using Cajal.Data;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary><c>model.Drift(data)</c>: whether other data are like those a network was trained on.</summary>
public static class DriftOnModel
{
    extension(TrainedModel model)
    {
        /// <summary>Holds data against the summary of the training part.</summary>
        /// <param name="data">The data; targets may be missing.</param>
        /// <exception cref="DatasetException">The data lack what the network reads.</exception>
        /// <exception cref="RunException">The network was saved without a summary of its training part.</exception>
        public Drift Drift(Dataset data) => Insight.Drift.Of(model, data);
    }
}
