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
    [InlineData("train moons --layers -5", "Hidden layers", "-5")]
    [InlineData("train moons --layers 4,0", "Hidden layers", "4,0")]
    [InlineData("train moons --activation rleu", "Did you mean 'relu'?")]
    [InlineData("train moons --optimizer adm", "Did you mean 'adam'?")]
    [InlineData("train moons --optimizer sgd(momentun=0.9)", "momentun", "Did you mean 'momentum'?")]
    [InlineData("train moons --loss cros-entropy", "Did you mean 'cross-entropy'?")]
    [InlineData("train moons --schedule cosin", "Did you mean 'cosine'?")]
    [InlineData("train moons --schedule warmup(0)+cosine", "length in epochs above 0, such as 10 or 0.5; received 0")]
    [InlineData("train moons --schedule warmpu(2)+cosine", "Did you mean 'warmup'?")]
    [InlineData("train moons --loss huber(-1)", "received -1")]
    [InlineData("train moons --optimizer adam(beta1=2)", "received 2")]
    [InlineData("train moons --optimizer adam(learning-rate=0.5) --learning-rate 0.1", "given twice")]
    [InlineData("train moons --threads 1000000", "--threads takes a whole number from 1 to 1024")]
    [InlineData("train moons --batch 0", "--batch takes a whole number from 1, or all")]
    [InlineData("train moons --batch -4", "--batch takes a whole number from 1, or all")]
    [InlineData("train moons --batch every", "--batch takes a whole number from 1, or all")]
    [InlineData("train moons --epochs 0", "--epochs takes a whole number from 1")]
    [InlineData("train moons --epochs -1", "--epochs takes a whole number from 1")]
    [InlineData("train moons --learning-rate 0", "--learning-rate takes a number above 0")]
    [InlineData("train moons --learning-rate 0,1", "decimal point")]
    [InlineData("train moons --l1 -1", "--l1 takes a number from 0")]
    [InlineData("train moons --dropout 1", "--dropout takes a number from 0 to below 1")]
    [InlineData("train moons --early-stopping 0", "--early-stopping takes a whole number from 1")]
    [InlineData("train moons --validation 1.5", "--validation takes a number from 0 to below 1")]
    [InlineData("train moons --validation 0.6 --test 0.5", "leave nothing for training")]
    [InlineData("train moons --threads 0", "--threads takes a whole number from 1")]
    [InlineData("train moons --epohcs 3", "Did you mean '--epochs'?")]
    [InlineData("train moons --loss poisson", "poisson")]
    [InlineData("train monos", "Did you mean 'moons'?")]
    [InlineData("evaluate runs/x --jsn", "no option '--jsn'", "Did you mean '--json'?")]
    [InlineData("summary", "no run here yet")]
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
