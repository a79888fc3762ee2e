using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>What is written: a network, an input that it can read, and what is done to inputs before it.</summary>
/// <param name="Network">The network of a run.</param>
/// <param name="Examples">One example with its batch axis, of zeros.</param>
/// <param name="Before">Fitted preprocessing; null to leave it out.</param>
/// <param name="Model">The trained model around the network; null for texts and games.</param>
/// <param name="Wishes">Options of single formats.</param>
internal sealed record ExportJob(Layer Network, Tensor Examples, Layer? Before, TrainedModel? Model, ExportWishes Wishes);

/// <summary>A kind of file that networks are written to.</summary>
internal interface IExportFormat
{
    /// <summary>What is said after <c>--to</c>.</summary>
    string Name { get; }

    /// <summary>What files of it end with.</summary>
    string Extension { get; }

    /// <summary>Options of its own, as they are typed.</summary>
    IReadOnlyList<string> Options { get; }

    /// <summary>Writes the file and says in a line what it holds.</summary>
    string Write(ExportJob job, string file);
}
