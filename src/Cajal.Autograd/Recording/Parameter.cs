namespace Cajal;

/// <summary>A trained tensor: weights and biases. Written by optimizers and by <see cref="Variable.Assign(Tensor)"/>.</summary>
public sealed class Parameter(Tensor initial) : Variable(initial)
{
    private bool trainable = true;

    /// <summary>False freezes it: no gradient is computed, no optimizer moves it.</summary>
    public bool Trainable
    {
        get => trainable;
        set
        {
            if (trainable == value) return;
            trainable = value;
            Settings.Touch();
        }
    }
}
