namespace Cajal.Tests.Oracle;

/// <summary>Cajal against the golden values. Its lines stand on the console because the run settings leave the test host's output alone.</summary>
[Collection("alone")]
public class OracleTests
{
    [SkippableFact]
    public void Every_case_of_a_supported_op_agrees_in_Float64_and_Float32()
    {
        Skip.IfNot(OracleFiles.Exists, $"There is no folder of golden values. Name one in the environment variable {OracleFiles.Variable}.");
        var run = new OracleRun(OracleTable.Ops);
        foreach (var json in OracleFiles.Cases()) run.Add(json);
        Console.WriteLine(string.Join('\n', [.. run.Failures, .. run.Lines()]));
        run.Failures.ShouldBeEmpty();
        (run.Passed + run.Unsupported).ShouldBeGreaterThan(0, "an oracle without cases proves nothing");
    }
}
