namespace Cajal.Analyzers.Tests;

/// <summary>What tests of rules ask: a finding, silence, a fix.</summary>
internal static class Expectations
{
    /// <summary>There is this finding and no other; <paramref name="at"/> is the text it stands at.</summary>
    public static async Task ShouldFind(this string lines, string id, string? at = null)
    {
        var finding = (await Program.FindingsIn(lines)).ShouldHaveSingleItem(lines);
        finding.Id.ShouldBe(id, finding.ToString());
        if (at is not null) finding.Location.SourceTree!.GetText().ToString(finding.Location.SourceSpan).ShouldBe(at);
    }

    /// <summary>There is no finding.</summary>
    public static async Task ShouldBeHealthy(this string lines) => (await Program.FindingsIn(lines)).ShouldBeEmpty(lines);

    /// <summary>The fix gives these lines, which are healthy.</summary>
    public static async Task ShouldBecome(this string lines, string right)
    {
        (await Program.Fixed(lines)).ShouldBe(right);
        await right.ShouldBeHealthy();
    }
}
