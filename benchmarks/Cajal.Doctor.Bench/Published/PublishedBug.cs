using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Published;

/// <summary>A training bug that someone has published, built again after its description: the same kind of network, sizes, optimizer, rate, and data of the
/// same kind and shape.</summary>
/// <param name="Source">Collection and number, or forum and number of the question.</param>
/// <param name="Title">What it is about, in a few words.</param>
internal sealed record PublishedBug(string Source, string Title)
{
    /// <summary>What they did, what they saw, what the answer was; and what is not as in the original.</summary>
    public required string Story { get; init; }

    /// <summary>What people did about it, in a line.</summary>
    public required string Fix { get; init; }

    /// <summary>Codes that name the cause people found.</summary>
    public required IReadOnlyList<string> Accepted { get; init; }

    /// <summary>As it was asked.</summary>
    public required Func<Patient> Faulty { get; init; }

    /// <summary>The faulty one as it was mended.</summary>
    public required Func<Patient, Patient> Mend { get; init; }

    /// <summary>As it was answered.</summary>
    public Func<Patient> Fixed => () => Mend(Faulty());
}
