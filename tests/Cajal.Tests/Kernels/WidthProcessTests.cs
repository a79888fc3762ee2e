using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;

namespace Cajal.Tests.Kernels;

/// <summary>All tests of this folder on every instruction width, each in a process of its own, because a process cannot change it.</summary>
[Collection("alone")]
public class WidthProcessTests
{
    private const string BitsVariable = "CAJAL_EXPECTED_BITS", ReportVariable = "CAJAL_WIDTH_REPORT";

    /// <summary>The width this process was started for; null in the usual one.</summary>
    public static string? ExpectedBits => Environment.GetEnvironmentVariable(BitsVariable);

    [SkippableFact]
    public void Kernels_pass_in_registers_of_256_and_128_bits_and_without_any()
    {
        Skip.If(ExpectedBits is not null, "This process is one of those.");
        Skip.IfNot(X86Base.IsSupported, "The switches are those of x86 processors.");
        var runs = new[] { (Bits: 256, Switch: "DOTNET_EnableAVX512"), (Bits: 128, Switch: "DOTNET_EnableAVX2"), (Bits: 0, Switch: "DOTNET_EnableHWIntrinsic") }
            .Where(r => r.Bits < LaneWidth.Widest).Select(r => new WidthRun(r.Bits, r.Switch)).ToArray();
        foreach (var run in runs) run.ShouldPass();
    }

    /// <summary>In such a process: the width is what was asked for, and this run is told to the process that asked.</summary>
    [SkippableFact]
    public void The_width_is_what_was_asked()
    {
        Skip.If(ExpectedBits is null, "This process uses what the machine has.");
        LaneWidth.Widest.ShouldBe(int.Parse(ExpectedBits, CultureInfo.InvariantCulture));
        float[] x = new float[64], y = new float[64];
        var seen = new HashSet<int>();
        var loop = new Noting(seen);
        Elementwise.Range<Noting, float>(ref loop, 0, 64);
        seen.ShouldBe([Math.Max(1, LaneWidth.Widest / 32)]);
        File.WriteAllText(Environment.GetEnvironmentVariable(ReportVariable)!, $"{LaneWidth.Widest.ToString(CultureInfo.InvariantCulture)} bits");
    }

    private readonly struct Noting(HashSet<int> widths) : IElementLoop
    {
        public void Run<L>(int from, int to) where L : struct, ILane<L> => widths.Add(L.Width);
    }

    /// <summary>A process that runs the tests of this folder at one width.</summary>
    private sealed class WidthRun
    {
        private readonly int bits;
        private readonly string report = Path.GetTempFileName();
        private readonly Process process;
        private readonly Task<string> output;

        public WidthRun(int bits, string switchOff)
        {
            this.bits = bits;
            // Without those that force widths within a process, and those of threads.
            const string filter = "FullyQualifiedName~Cajal.Tests.Kernels&FullyQualifiedName!~WidthTests&FullyQualifiedName!~EveryWidth&FullyQualifiedName!~every_width&FullyQualifiedName!~WorkersTests";
            var start = new ProcessStartInfo("dotnet", ["test", typeof(WidthProcessTests).Assembly.Location, "--nologo", "--filter", filter])
            { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
            start.Environment[switchOff] = "0";
            start.Environment[BitsVariable] = bits.ToString(CultureInfo.InvariantCulture);
            start.Environment[ReportVariable] = report;
            start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
            process = Process.Start(start)!;
            output = process.StandardOutput.ReadToEndAsync();
        }

        public void ShouldPass()
        {
            process.WaitForExit(TimeSpan.FromMinutes(5)).ShouldBeTrue($"the kernel tests at {bits} bits take too long");
            string said = output.Result, reported = File.ReadAllText(report);
            File.Delete(report);
            process.ExitCode.ShouldBe(0, $"at {bits} bits:\n{said}");
            reported.ShouldBe($"{bits.ToString(CultureInfo.InvariantCulture)} bits");
            int passed = int.Parse(Regex.Match(said, @"Passed:\s+(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
            passed.ShouldBeGreaterThan(60, said);
        }
    }
}
