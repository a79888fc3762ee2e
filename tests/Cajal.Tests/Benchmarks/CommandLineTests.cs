using System.Text.Json;
using Cajal.Benchmarks.Command;

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
            ["T3-xor-tiny plan", "T3-xor-tiny eager", "T3-xor-tiny trainer", "I1-mlp-b1 plan", "I1-mlp-b1 eager", "G-sgemm-64x128x784 plan"]);
        foreach (var line in lines.Where(l => Text(l, "variant") == "plan")) line.GetProperty("bytes_per_step").GetDouble().ShouldBe(0);
        lines.ShouldAllBe(l => l.GetProperty("threads").GetInt32() == 1 && l.GetProperty("median").GetDouble() > 0);
    }

    [Fact]
    public void A_workload_that_is_not_offered_is_left_out() => Run("peers --only T4,S1").ShouldBeEmpty();

    private static JsonElement[] Run(string command)
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
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
    }

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;
}
