namespace Cajal.Tests.Kernels;

/// <summary>How often kernels are tried.</summary>
internal static class Trials
{
    /// <summary>All of them, or a quarter in a process that tries one instruction width.</summary>
    public static int Of(int count) => WidthProcessTests.ExpectedBits is null ? count : Math.Max(1, count / 4);
}
