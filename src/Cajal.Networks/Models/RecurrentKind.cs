namespace Cajal.Networks;

/// <summary>Which recurrent network a model is built on.</summary>
public enum RecurrentKind
{
    /// <summary><see cref="Cajal.Networks.Rnn"/>, tanh.</summary>
    Rnn,

    /// <summary><see cref="Cajal.Networks.Lstm"/>.</summary>
    Lstm,

    /// <summary><see cref="Cajal.Networks.Gru"/>.</summary>
    Gru,
}
