namespace Cajal.Studio;

/// <summary>Races worth a look: a key the page has words for, and what each lane changes.</summary>
internal static class RacePresets
{
    /// <summary>The key first, then the lanes.</summary>
    public static IReadOnlyList<string[]> All { get; } =
    [
        ["optimizers", "optimizer=sgd", "optimizer=sgd(momentum=0.9)", "optimizer=rmsprop&rate=0.01", "optimizer=adam&rate=0.01"],
        ["rates", "rate=0.003", "rate=0.03", "rate=0.3", "rate=3"],
        ["widthDepth", "layers=2:tanh", "layers=16:tanh", "layers=4:tanh,4:tanh,4:tanh", "layers=2:tanh,2:tanh,2:tanh,2:tanh,2:tanh,2:tanh"],
        ["activations", "layers=6:relu,6:relu", "layers=6:tanh,6:tanh", "layers=6:sigmoid,6:sigmoid", "layers=6:linear,6:linear"],
        ["penalties", "layers=32:relu,32:relu", "layers=32:relu,32:relu&l1=0.0005", "layers=32:relu,32:relu&l2=0.002", "layers=32:relu:dropout=0.2,32:relu:dropout=0.2"],
        ["batches", "batch=1", "batch=10", "batch=50", "batch=0"],
        ["starts", "init=zeros", "init=normal(deviation=0.01)", "init=normal", "init=auto"],
        ["norms", "layers=8:sigmoid,8:sigmoid,8:sigmoid,8:sigmoid", "layers=8:sigmoid:norm=batch,8:sigmoid:norm=batch,8:sigmoid:norm=batch,8:sigmoid:norm=batch", "layers=8:sigmoid:norm=layer,8:sigmoid:norm=layer,8:sigmoid:norm=layer,8:sigmoid:norm=layer", "layers=8:sigmoid,8:sigmoid:skip,8:sigmoid:skip,8:sigmoid:skip"],
        ["seeds", "weightSeed=1", "weightSeed=2", "weightSeed=3", "weightSeed=4"],
    ];
}
