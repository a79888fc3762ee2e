using System.Text.Json;

namespace Cajal.Tests.Cli;

/// <summary>A game from the command line.</summary>
public sealed class GameVerbTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void AGameIsLearnedJudgedAndPlayed()
    {
        var answer = shell.Run("train", "catch(height=3,width=4)", "--seed", "1").ShouldBeDone();
        answer.Out.ShouldContain("Solved after epoch");
        answer.Out.ShouldContain("won 100.00 %");
        answer.Out.ShouldContain("◉");
        answer.Out.ShouldContain("cajal sample runs/catch");
        answer.Out.ShouldContain("its report in runs/catch/report.html");
        File.Exists(Path.Combine(shell.Folder, "runs", "catch", "report.html")).ShouldBeTrue();
        shell.Run("evaluate", "catch").ShouldBeDone().Out.ShouldContain("1,000 games");
        shell.Run("summary", "catch").ShouldBeDone().Out.ShouldContain("policy");
        shell.Run("sample", "catch", "--count", "2").ShouldBeDone().Out.Split('●').Length.ShouldBeGreaterThan(4);
        using var json = JsonDocument.Parse(shell.Run("sample", "catch", "--count", "2", "--json").ShouldBeDone().Out);
        json.RootElement.GetProperty("games").GetArrayLength().ShouldBe(2);
        shell.Run("predict", "catch", "moons").ShouldFail(2, "sample");
        shell.Run("evaluate", "catch", "moons").ShouldFail(2, "games");
        shell.Run("sample", "catch", "prompt").ShouldFail(2, "game");
    }

    [Fact]
    public void OneThatIsNotSolvedSaysSoAndGoesOn()
    {
        shell.Run("train", "catch", "--epochs", "1", "--batch", "4", "--run", "g").ShouldBeDone().Out.ShouldContain("not solved");
        shell.Run("train", "--resume", "--run", "g", "--epochs", "2").ShouldBeDone().Out.ShouldContain("2 epochs");
        using var json = JsonDocument.Parse(shell.Run("train", "catch", "--epochs", "1", "--run", "j", "--json").ShouldBeDone().Out);
        json.RootElement.GetProperty("solved").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("train catch --layers 8", "layers", "game")]
    [InlineData("train catch --model lenet", "lenet")]
    [InlineData("train catch(hight=3)", "height")]
    [InlineData("train catch --find-rate", "game")]
    [InlineData("train catch --examples 10", "dataOptions")]
    [InlineData("compare catch --vary batch=2,4", "game")]
    [InlineData("train moons --model reinforce", "reinforce")]
    public void WhatFitsNoGameIsSaidInOneSentence(string line, params string[] words) => shell.Run(line.Split(' ')).ShouldFail(2, words);
}
