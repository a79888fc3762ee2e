namespace Cajal.Networks;

public abstract partial class Module
{
    // Replaced as a whole, so that an observer may take itself away while it is called.
    private Observer[] observers = [];

    /// <summary>Lets a function see every output of this module; what it returns goes on in its place (return the same tensor to only
    /// look). Returns an action that takes the observer away.</summary>
    /// <remarks>A plan replays tensors and calls no C# code, so a training step with an observer runs eagerly and every output is
    /// seen.</remarks>
    /// <param name="observer">Receives the module and its output.</param>
    /// <param name="replayable">True when the function only builds tensors from the output and always the same ones: its operations are
    /// then replayed in a plan, and the function itself is no longer called.</param>
    public Action Observe(Func<Module, Tensor, Tensor> observer, bool replayable = false)
    {
        var made = new Observer(observer, replayable);
        observers = [.. observers, made];
        Settings.Touch();
        return () =>
        {
            observers = [.. observers.Where(o => o != made)];
            Settings.Touch();
        };
    }

    /// <summary>The output after all observers; a module with a <c>Forward</c> of its own returns this.</summary>
    protected Tensor Observed(Tensor output)
    {
        foreach (var observer in observers)
        {
            if (!observer.Replayable)
                Tape.Recording?.RefuseReplay($"an observer of {this} wants to see every step, and a plan calls no C# code");
            output = observer.See(this, output);
        }
        return output;
    }

    private sealed class Observer(Func<Module, Tensor, Tensor> see, bool replayable)
    {
        public Func<Module, Tensor, Tensor> See { get; } = see;

        public bool Replayable { get; } = replayable;
    }
}
