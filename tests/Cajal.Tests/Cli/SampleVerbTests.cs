using System.Text.Json;

namespace Cajal.Tests.Cli;

/// <summary>Models that make examples, from the command line.</summary>
public sealed class SampleVerbTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void PointsAreMadeAsRowsOfCsv()
    {
        var answer = shell.Run("train", "rings", "--examples", "2500", "--model", "vae(units=16)", "--epochs", "3", "--run", "v").ShouldBeDone();
        answer.Out.ShouldContain("distance");
        answer.Out.ShouldContain("cajal sample v");
        string[] lines = shell.Run("sample", "v", "--count", "7").ShouldBeDone().Out.TrimEnd('\n').Split('\n');
        lines[0].ShouldBe("x1,x2");
        lines.Length.ShouldBe(8);
        shell.Run("sample", "v", "--count", "7").Out.TrimEnd('\n').Split('\n').ShouldBe(lines);
        using var json = JsonDocument.Parse(shell.Run("sample", "v", "--count", "3", "--json").ShouldBeDone().Out);
        json.RootElement.GetProperty("examples").GetArrayLength().ShouldBe(3);
        shell.Run("evaluate", "v").ShouldBeDone().Out.ShouldContain("distance");
        shell.Run("train", "--resume", "--run", "v", "--epochs", "4").ShouldBeDone().Out.ShouldContain("4 epochs");

        shell.Run("sample", "v", "a prompt").ShouldFail(2, "text");
        shell.Run("sample", "v", "--sheet", "x.png").ShouldFail(2, "points");
        shell.Run("evaluate", "v", "moons").ShouldFail(2, "own data");
        shell.Run("predict", "v", "moons").ShouldFail(2, "sample");
        shell.Run("summary", "v").ShouldFail(2, "loss");
    }

    [Fact]
    public void AGanIsARunLikeOthers()
    {
        var answer = shell.Run("train", "moons", "--examples", "2500", "--model", "gan(units=16)", "--epochs", "3", "--run", "g").ShouldBeDone();
        answer.Error.ShouldContain("generator ");
        answer.Out.ShouldContain("distance");
        File.ReadLines(shell["g/metrics.csv"]).First().ShouldStartWith("epoch,step,loss,data_loss,generator,validation_loss");
        shell.Run("train", "--resume", "--run", "g", "--epochs", "4").ShouldBeDone().Out.ShouldContain("4 epochs");
        shell.Run("evaluate", "g").ShouldBeDone().Out.ShouldContain("distance");
        shell.Run("sample", "g", "--count", "3").ShouldBeDone().Out.Split('\n').Length.ShouldBe(5);
        shell.Run("train", "moons", "--model", "gan", "--find-rate", "--run", "rates").ShouldBeDone();
        shell.Run("train", "likes", "--model", "gan", "--examples", "50", "--epochs", "1", "--run", "few").ShouldBeDone();
        shell.Write("words.csv", "a,b\nred,x\nblue,y\ngreen,x\nred,y\n");
        shell.Run("train", "words.csv", "--model", "gan").ShouldFail(1, "gan", "words");
    }

    [Theory]
    [InlineData("vae(units=16)")]
    [InlineData("gan(units=16)")]
    public void PicturesAreDrawnOnASheet(string model)
    {
        shell.Run("train", "digits", "--examples", "200", "--model", model, "--epochs", "1", "--run", "d").ShouldBeDone();
        shell.Run("evaluate", "d").ShouldBeDone().Out.ShouldContain("sure ");
        shell.Run("sample", "d").ShouldFail(2, "--sheet");
        shell.Run("sample", "d", "--count", "20", "--sheet", "made.png").ShouldBeDone().Error.ShouldContain("made.png");
        var sheet = Cajal.Data.Picture.Load(shell["made.png"]);
        (sheet.Height, sheet.Width).ShouldBe((62, 302));
    }

    [Theory]
    [InlineData("train moons --model gan --early-stopping", "GAN", "earlyStopping")]
    [InlineData("train moons --model gan(penalty=-1)", "penalty")]
    [InlineData("train moons --model vae(laten=2)", "latent")]
    [InlineData("train moons --model vae --layers 8", "layers")]
    [InlineData("compare moons --model vae --vary epochs=1,2", "makes examples")]
    public void WhatFitsNoRunIsSaidInOneSentence(string line, params string[] words) => shell.Run(line.Split(' ')).ShouldFail(2, words);
}
