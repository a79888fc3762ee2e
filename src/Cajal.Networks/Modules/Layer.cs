namespace Cajal.Networks;

/// <summary>A module Tensor → Tensor. <see cref="Forward"/> is the public door; authors override <see cref="Compute"/>.</summary>
public abstract class Layer : Module
{
    /// <summary>The layer's value for x.</summary>
    /// <exception cref="ShapeException">x does not fit; the message names the module, what it expected and what came in.</exception>
    public Tensor Forward(Tensor x)
    {
        string? outer = Enter();
        try
        {
            return Observed(Compute(x));
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

    /// <summary>The value for x, in operations on tensors.</summary>
    protected abstract Tensor Compute(Tensor x);
}
