namespace Cajal.Tests.Cli;

/// <summary>Going on from a run, some classes, few labels, codes and robustness from the command line.</summary>
public sealed class TransferVerbTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void ARunIsGoneOnFromWithFewLabels()
    {
        shell.Run("train", "digits", "--examples", "400", "--classes", "0-4", "--model", "lenet", "--epochs", "2", "--run", "first").ShouldBeDone();
        string[] words = ["train", "digits", "--examples", "400", "--classes", "5-9", "--labels", "5", "--from", "first", "--epochs", "3"];
        var answer = shell.Run([.. words, "--run", "second"]).ShouldBeDone();
        answer.Out.ShouldContain("stay as they are");
        answer.Out.ShouldContain("5 of each class");
        answer.Out.ShouldContain("linear layers cut");
        shell.Run([.. words, "--tune", "--cut", "1", "--run", "tuned"]).ShouldBeDone().Out.ShouldContain("learn too");
        shell.Run([.. words, "--cut", "9", "--run", "none"]).ShouldFail(2, "does not end in 9 linear layers");
        shell.Run("evaluate", "second").ShouldBeDone().Out.ShouldContain("accuracy");
        shell.Run("evaluate", "second", "digits", "--examples", "300", "--classes", "5-9").ShouldBeDone().Out.ShouldContain("150 examples");
        shell.Run("summary", "second").ShouldBeDone().Out.ShouldContain("Conv2d");
        var bars = shell.Run("evaluate", "second", "--robustness").ShouldBeDone().Out;
        bars.ShouldContain("accuracy against rotate");
        bars.ShouldContain("█");
        shell.Run("evaluate", "second", "--robustness", "--json").ShouldBeDone().Out.ShouldContain("\"level\"");
        shell.Run("train", "--resume", "--run", "second", "--epochs", "4").ShouldBeDone().Out.ShouldContain("4 epochs");
    }

    [Fact]
    public void CodesAreARunLikeOthers()
    {
        var answer = shell.Run("train", "digits", "--examples", "300", "--model", "contrastive(code=16)", "--epochs", "2", "--run", "codes").ShouldBeDone();
        answer.Error.ShouldContain("contrastive ");
        answer.Out.ShouldContain("shift(3)+rotate(25)");
        shell.Run("evaluate", "codes").ShouldBeDone().Out.ShouldContain("accuracy");
        shell.Run("predict", "codes", "digits", "--examples", "60").ShouldBeDone();
        shell.Run("train", "digits", "--examples", "300", "--from", "codes", "--labels", "3", "--epochs", "2", "--run", "on").ShouldBeDone();
        shell.Run("train", "digits", "--examples", "300", "--model", "autoencoder(code=8)", "--find-rate", "--run", "rates").ShouldBeDone();
        shell.Run("compare", "digits", "--examples", "300", "--vary", "model=autoencoder(code=8),lenet", "--epochs", "1", "--seeds", "1", "--run", "both")
            .ShouldBeDone().Out.ShouldContain("model=lenet");
    }

    [Fact]
    public void WhatMakesExamplesIsNotGoneOnFrom()
    {
        shell.Run("train", "moons", "--model", "vae", "--epochs", "1", "--run", "makes").ShouldBeDone();
        shell.Run("train", "moons", "--from", "makes").ShouldFail(1, "it makes, writes or plays");
    }

    [Theory]
    [InlineData(2, "train digits --tune", "'tune'")]
    [InlineData(2, "train digits --labels 0", "--labels")]
    [InlineData(2, "train digits --classes 7", "at least two")]
    [InlineData(2, "train digits --classes cat,dog", "cat")]
    [InlineData(2, "train sine --labels 3", "share")]
    [InlineData(1, "train digits --from nowhere", "nowhere")]
    [InlineData(2, "train moons --model vae --labels 3", "'labels'")]
    [InlineData(1, "train catch --from x --epochs 1", "x")]
    [InlineData(1, "evaluate x --robustness", "x")]
    public void WhatDoesNotFitIsSaidInOneSentence(int code, string line, params string[] words) => shell.Run(line.Split(' ')).ShouldFail(code, words);
}
