namespace Cajal.Networks;

/// <summary>A module Tensor → Tensor. <see cref="Forward"/> is the public door; authors override <see cref="Compute"/>.</summary>
public abstract class Layer : Module
{
    private readonly List<Func<Layer, Tensor, Tensor>> observers = [];

    /// <summary>The layer's value for x.</summary>
    /// <exception cref="ShapeException">x does not fit; the message names the module, what it expected and what came in.</exception>
    public Tensor Forward(Tensor x)
    {
        string? outer = Enter();
        try
        {
            var y = Compute(x);
            foreach (var observer in observers) y = observer(this, y);
            return y;
        }
        catch (ShapeException error)
        {
            AddPath(error);
            throw;
        }
        finally
        {
            Leave(outer);
        }
    }

    /// <summary>Lets a function see every output of this layer; what it returns goes on in its place (return the same tensor to only look).
    /// Returns an action that takes the observer away.</summary>
    /// <remarks>Reading values in an observer makes the step eager: what C# code decides from values cannot be replayed.</remarks>
    public Action Observe(Func<Layer, Tensor, Tensor> observer)
    {
        observers.Add(observer);
        Settings.Touch();
        return () =>
        {
            observers.Remove(observer);
            Settings.Touch();
        };
    }

    /// <summary>The value for x, in operations on tensors.</summary>
    protected abstract Tensor Compute(Tensor x);
}
