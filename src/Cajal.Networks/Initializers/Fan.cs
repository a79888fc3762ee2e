namespace Cajal.Networks;

/// <summary>Which connections of a unit an initializer counts.</summary>
public enum Fan
{
    /// <summary>Those that come in: keeps the size of activations in the forward pass.</summary>
    In,

    /// <summary>Those that go out: keeps the size of gradients in the backward pass.</summary>
    Out,
}

/// <summary>Counting connections.</summary>
internal static class Fans
{
    public static int Count(this Fan fan, Shape shape) => fan == Fan.In ? Initializer.Fans(shape).In : Initializer.Fans(shape).Out;
}
