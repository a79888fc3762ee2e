namespace Cajal.Networks;

/// <summary>y = z + f(z): a branch around which its input is added.      any shape f keeps → the same shape</summary>
/// <remarks>Source: He, Zhang, Ren, Sun (2015). With a branch of zeros it is the identity, and so is its Jacobian. The layers are
/// registered as "0", "1", …</remarks>
public sealed class Residual : Layer
{
    private readonly Layer[] branch;
    private readonly Layer? shortcut;

    /// <summary>A residual connection around layers that come one after the other.</summary>
    public Residual(params ReadOnlySpan<Layer> branch) : this(null, branch) { }

    private Residual(Layer? shortcut, ReadOnlySpan<Layer> branch)
    {
        if (branch.Length == 0) throw new ArgumentException("A residual connection goes around at least one layer; received none.",
            nameof(branch));
        this.branch = branch.ToArray();
        for (int i = 0; i < branch.Length; i++) RegisterModule($"{i}", branch[i]);
        if (shortcut is not null) this.shortcut = RegisterModule("shortcut", shortcut);
    }

    /// <summary>y = s(z) + f(z): the input passes a layer of its own, where the branch changes the shape.</summary>
    public static Residual WithShortcut(Layer shortcut, params ReadOnlySpan<Layer> branch)
    {
        ArgumentNullException.ThrowIfNull(shortcut);
        return new(shortcut, branch);
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        var y = x;
        foreach (var layer in branch) y = layer.Forward(y);
        var around = shortcut is null ? x : shortcut.Forward(x);
        if (y.Shape != around.Shape)
            throw new ShapeException("Residual", $"a branch that gives the shape {around.Shape} of what is added to it (see Residual.WithShortcut)", y.Shape);
        return around + y;
    }
}
