namespace Cajal.DoctorBench.Patients;

/// <summary>Which of a patient's choices its network reads: what it does not read says nothing there, planted or prescribed.</summary>
[Flags]
internal enum Choices
{
    /// <summary>A network that is as it is.</summary>
    None = 0,

    /// <summary>Units of its hidden layers.</summary>
    Width = 1,

    /// <summary>The function of its hidden layers.</summary>
    Activation = 2,

    /// <summary>First weights.</summary>
    Initializer = 4,

    /// <summary>Drop rate of hidden units.</summary>
    Dropout = 8,

    /// <summary>Number of hidden layers: only chains of linear layers read it.</summary>
    Depth = 16,

    /// <summary>All of them, as a multi-layer perceptron.</summary>
    All = Width | Activation | Initializer | Dropout | Depth,
}
