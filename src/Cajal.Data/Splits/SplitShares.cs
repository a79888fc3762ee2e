namespace Cajal.Data;

/// <summary>Which share of the examples is set aside for validation and for the test; the rest is for training.</summary>
public sealed record SplitShares
{
    /// <summary>Shares from 0 to below 1, together below 1; null takes the usual share.</summary>
    /// <exception cref="ArgumentException">A share is negative, 1 or more, or not a number; or nothing is left for training.</exception>
    public SplitShares(double? validation = null, double? test = null)
    {
        Validation = Checked(validation ?? UsualValidation, "validation");
        Test = test is { } given ? Checked(given, "test") : null;
        if (Validation + (Test ?? 0) >= 1)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Validation share {Validation} and test share {Test} leave nothing for training; together they must stay below 1."));
        }
    }

    /// <summary>0.1: a tenth for validation.</summary>
    public const double UsualValidation = 0.1;

    /// <summary>0.25: a quarter for the test, where the source does not set one aside itself.</summary>
    public const double UsualTest = 0.25;

    /// <summary>Share of the examples for validation; where the source has a test part of its own, the share of the others.</summary>
    public double Validation { get; }

    /// <summary>Share of the examples for the test; null takes the source's own test part, or <see cref="UsualTest"/>.</summary>
    public double? Test { get; }

    private static double Checked(double share, string name) => share is >= 0 and < 1 ? share
        : throw new ArgumentException(FormattableString.Invariant(
            $"The {name} share is a part of all examples, from 0 to below 1; received {share}."));
}
