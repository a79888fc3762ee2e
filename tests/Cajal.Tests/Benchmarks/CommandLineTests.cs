using System.Text.Json;
using Cajal.Benchmarks.Command;
using Cajal.Tests.Data;

namespace Cajal.Tests.Benchmarks;

[Collection("alone")]
public class CommandLineTests
{
    [Theory]
    [InlineData("", "Say what to do")]
    [InlineData("pears", "There is no 'pears'")]
    [InlineData("peers --onyl T1", "does not know '--onyl'")]
    [InlineData("peers --only", "the value is missing")]
    [InlineData("peers --only T99 --threads none", "takes a whole number of at least 1; received 'none'")]
    [InlineData("peers --only T99 --threads 0", "takes a whole number of at least 1; received '0'")]
    public void A_command_that_cannot_be_understood_says_what_was_expected(string command, string sentence)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        CommandLine.Run(command.Split(' ', StringSplitOptions.RemoveEmptyEntries), output, error).ShouldBe(2);
        error.ToString().ShouldContain(sentence);
        output.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void Peers_print_a_line_for_each_way_to_do_a_workload_and_plans_allocate_nothing()
    {
        var lines = Run("peers --only T3,I1-mlp,G-sgemm-64x128x784 --threads 1 --blocks 2 --block-s 0.002 --warm-s 0");
        lines.Select(l => $"{Text(l, "workload")} {Text(l, "variant")}").ShouldBe(
        [
            "T3-xor-tiny plan", "T3-xor-tiny eager", "T3-xor-tiny trainer", "I1-mlp-b1 plan", "I1-mlp-b1 eager",
            "G-sgemm-64x128x784 plan",
        ]);
        foreach (var line in lines.Where(l => Text(l, "variant") == "plan")) line.GetProperty("bytes_per_step").GetDouble().ShouldBe(0);
        lines.ShouldAllBe(l => l.GetProperty("threads").GetInt32() == 1 && l.GetProperty("median").GetDouble() > 0);
    }

    [Fact]
    public void A_workload_that_is_not_offered_is_left_out() => Run("peers --only T9,S1").ShouldBeEmpty();

    [Fact]
    public void Products_are_right_and_have_a_row_each()
    {
        const string Products = "G-odd-3x5x7,G-odd-1x1x4096,G-odd-256x256x1,G-batch-100x13x17x19,G-strided-64x128x784";
        string text = Print($"gemm --only {Products} --turns 1 --block-s 0.0005");
        text.Split('\n').Count(l => l.StartsWith("| G-", StringComparison.Ordinal)).ShouldBe(3 + 2 + 2 + 1 + 3);
        text.ShouldContain("| G-odd-3x5x7-TN ");
    }

    [SkippableFact]
    public void A_rival_is_asked_for_each_product_and_compared()
    {
        Skip.If(OperatingSystem.IsWindows(), "the rival of this test is a shell script");
        using var folder = new TestFolder();
        string rival = folder.Write("rival.sh", "#!/bin/sh\nwhile read -r line; do echo \"$line\" >> \"$0.asked\"; echo 0.5; done\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(rival, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string text = Print($"gemm --only G-odd-3x5x7 --turns 2 --block-s 0.0005 --against {rival}");
        text.ShouldContain("odd: geometric mean of the ratios");
        string[] asked = ["1 3 5 7 0 0 0 0.0005", "1 3 5 7 0 1 0 0.0005", "1 3 5 7 1 0 0 0.0005"];
        File.ReadAllLines(rival + ".asked").ShouldBe(asked.SelectMany(line => new[] { line, line }));
    }

    [Fact]
    public void Callers_at_once_get_what_one_caller_gets() =>
        Print("callers --callers 8 --seconds 0.3").ShouldContain("\"wrong\": 0");

    [Fact]
    public void A_soak_of_moments_ends_with_what_it_found() =>
        Print("soak --minutes 0.02 --every 0.5").ShouldContain("\"soak\": \"passed\"");

    private static JsonElement[] Run(string command) =>
        [.. Print(command).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];

    private static string Print(string command)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        int threads = CpuThreads.Count;
        try
        {
            CommandLine.Run(command.Split(' '), output, error).ShouldBe(0, error.ToString());
        }
        finally
        {
            CpuThreads.Count = threads;
        }
        return output.ToString();
    }

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;
}
