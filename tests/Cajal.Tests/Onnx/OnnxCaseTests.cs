namespace Cajal.Tests.Onnx;

public class OnnxCaseTests(Xunit.Abstractions.ITestOutputHelper output)
{
    /// <summary>ONNX's own test cases, where a folder of them is named; Debian's libonnx-testdata has such in /usr/share/libonnx-testdata/data.</summary>
    [SkippableFact]
    public void No_case_that_is_supported_fails()
    {
        string? folder = Environment.GetEnvironmentVariable("CAJAL_ONNX_CASES");
        Skip.If(string.IsNullOrEmpty(folder), "CAJAL_ONNX_CASES names no folder of ONNX test cases.");
        var lines = new List<string>();
        var (passed, failed, _) = OnnxCases.Run(folder, line =>
        {
            lines.Add(line);
            output.WriteLine(line);
            Console.WriteLine(line);
        });
        (passed + failed).ShouldBeGreaterThan(0, $"no model.onnx below {folder}");
        failed.ShouldBe(0, string.Join('\n', lines.Where(l => l.StartsWith("failed", StringComparison.Ordinal))));
    }
}
