using Cajal.Cli;

namespace Cajal.Tests.Cli;

/// <summary>Commands written wrong end with 2 and one sentence that names the nearest right word.</summary>
public class WrongWordsTests
{
    [Theory]
    [InlineData("", "Say what to do", "cajal train")]
    [InlineData("trian", "no verb 'trian'", "Did you mean 'train'?")]
    [InlineData("dta xor", "no verb 'dta'", "Did you mean 'data'?")]
    [InlineData("data digts", "no data set 'digts'", "Did you mean 'digits'?")]
    [InlineData("data --jsn", "no option '--jsn'", "Did you mean '--json'?")]
    [InlineData("data xor --nois 1", "no option '--nois'", "Did you mean '--noise'?")]
    [InlineData("data xor --nois=1", "no option '--nois'", "Did you mean '--noise'?")]
    [InlineData("data xor moons", "'moons'")]
    [InlineData("data xor --noise", "--noise needs a value")]
    [InlineData("data xor --noise 0.1 --noise 0.2", "more than once")]
    [InlineData("data xor --noise 0,1", "decimal point", "0,1")]
    [InlineData("data xor --noise NaN", "--noise takes a number", "NaN")]
    [InlineData("data xor --noise 1e999", "--noise takes a number")]
    [InlineData("data xor --noise 7", "noise", "7")]
    [InlineData("data xor --examples 0", "--examples takes a whole number from 1", "'0'")]
    [InlineData("data xor --examples -5", "--examples takes a whole number from 1", "'-5'")]
    [InlineData("data xor --examples 1.5", "--examples takes a whole number from 1", "'1.5'")]
    [InlineData("data xor --examples 99999999999", "--examples takes a whole number from 1")]
    [InlineData("data xor --seed -1", "--seed takes a whole number from 0")]
    [InlineData("data xor --task clases", "Did you mean 'classes'?")]
    [InlineData("data xor --header maybe", "yes, no or auto")]
    [InlineData("data xor --separator ab", "one character")]
    [InlineData("data xor --target y", "xor", "CSV")]
    [InlineData("summary", "summary needs", "--layers 784-128-64-10")]
    [InlineData("summary --layers 784", "at least 2 sizes")]
    [InlineData("summary --layers 784-0-10", "numbers of neurons from 1")]
    [InlineData("summary --layers 784--10", "numbers of neurons from 1")]
    [InlineData("summary --layers 784-a", "numbers of neurons from 1")]
    [InlineData("summary --layers 784-10 --batch 0", "--batch takes a whole number from 1")]
    public void End_with_2_and_a_hint(string line, params string[] words)
    {
        using var shell = new Shell();
        shell.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldFail(ExitCode.WrongUse, words).Out.ShouldBeEmpty();
    }

    [Fact]
    public void Help_goes_to_standard_output_and_is_no_failure()
    {
        using var shell = new Shell();
        foreach (string[] words in (string[][])[["--help"], ["data", "--help"], ["summary", "-h"]])
        {
            var answer = shell.Run(words).ShouldBeDone();
            answer.Out.ShouldContain("Usage:");
            answer.Error.ShouldBeEmpty();
        }
    }
}
