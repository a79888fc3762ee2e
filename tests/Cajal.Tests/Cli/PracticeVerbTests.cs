using System.Text.Json;

namespace Cajal.Tests.Cli;

public class PracticeVerbTests
{
    [Fact]
    public void FindRateDrawsACurveAndSuggests()
    {
        using var shell = new Shell();
        var answer = shell.Run("train", "moons", "--find-rate", "--run", "here").ShouldBeDone();
        answer.Out.ShouldContain("Suggested learning rate for adam");
        answer.Out.ShouldContain("◆");
        File.ReadAllText(shell["here.rates.csv"]).ShouldStartWith("learning_rate,");
        Directory.Exists(shell["here"]).ShouldBeFalse();
        using var json = JsonDocument.Parse(shell.Run("train", "moons", "--find-rate", "--json").ShouldBeDone().Out);
        json.RootElement.GetProperty("suggestion").GetDouble().ShouldBeInRange(1e-4, 1);
        shell.Run("train", "moons", "--find-rate", "--resume").ShouldFail(2, "--find-rate");
        shell.Run(new CancellationToken(true), "train", "moons", "--find-rate").Code.ShouldBe(130);
    }

    [Fact]
    public void CompareTabulatesAndGoesOn()
    {
        using var shell = new Shell();
        string[] words = ["compare", "moons", "--epochs", "3", "--layers", "8", "--vary", "dropout=0,0.2", "--seeds", "2"];
        var stopped = shell.Run(new CancellationToken(true), words);
        stopped.Code.ShouldBe(130);
        stopped.Error.ShouldContain("Stopped after 0 of 4");
        var answer = shell.Run(words).ShouldBeDone();
        answer.Out.ShouldContain("dropout=0.2");
        answer.Out.ShouldContain("±");
        answer.Out.ShouldContain("Best by its mean");
        answer.Error.ShouldContain("4/4");
        var again = shell.Run([.. words, "--json"]).ShouldBeDone();
        again.Error.ShouldContain("4 of 4 trainings are done already");
        using var json = JsonDocument.Parse(again.Out);
        json.RootElement.GetProperty("settings")[1].GetProperty("trainings").GetArrayLength().ShouldBe(2);
        shell.Run("compare", "moons").ShouldFail(2, "--vary");
        shell.Run("compare", "moons", "--vary", "dropuot=1").ShouldFail(2, "dropout");
        var residual = shell.Run("compare", "moons", "--set", "residual", "--epochs", "2", "--seeds", "1", "--run", "deep").ShouldBeDone().Out;
        residual.ShouldContain("gradient of layer 1");
        residual.ShouldContain("norm of the first layer's gradient ⠒ resnet-s  ∘ plain");
        shell.Run("compare", "moons", "--set", "residual", "--layers", "8").ShouldFail(2, "leave model");
        shell.Run("train", "moons", "--model", "plain(blocks=1,activation=rely)").ShouldFail(2, "relu");
        shell.Run("train", "moons", "--model", "plain(blocks=0)").ShouldFail(2, "blocks");
        shell.Run("train", "moons", "--model", "resnet-s(blocks=1,width=2,activation=tanh)", "--epochs", "1", "--run", "two").ShouldBeDone();
        shell.Run("compare", "moons", "--set", "depht").ShouldFail(2, "depth");
        shell.Run("compare", "moons", "--set", "depth", "--vary", "dropout=1").ShouldFail(2, "--set");
    }

    [Theory]
    [InlineData("--vary dropout=0.1", "single setting")]
    [InlineData("--vary dropout=0,0.0", "'dropout=0' and 'dropout=0.0' are the same")]
    [InlineData("--vary dropout=", "empty")]
    [InlineData("--vary dropout=a,b", "number", "'a'")]
    [InlineData("--vary balanced=yes,false", "true or false", "'yes'")]
    [InlineData("--vary epochs=1.5,2", "whole number", "'1.5'")]
    [InlineData("--vary optimizer=adam,admm", "Did you mean 'adam'?")]
    [InlineData("--vary batch=8,0", "'0'")]
    [InlineData("--vary model=mlp,lenet", "pictures")]
    [InlineData("--vary loss=bce-logits,poisson", "poisson")]
    [InlineData("--set batch --examples 11 --test 0.3", "single setting")]
    [InlineData("--vary seed=1,2", "--seeds")]
    [InlineData("--vary fold=1/2", "--folds")]
    [InlineData("--vary data=moons,xor", "same examples")]
    [InlineData("--vary metrics=auc,f1", "metrics")]
    [InlineData("--vary dropout=0,0.1 --folds 1", "--folds takes a whole number from 2")]
    [InlineData("--vary dropout=0,0.1 --seeds -1", "--seeds takes a whole number from 1")]
    public void WhatCannotBeComparedIsSaidBeforeAnyTraining(string words, params string[] said)
    {
        using var shell = new Shell();
        shell.Run(["compare", "moons", "--run", "here", .. words.Split(' ')]).ShouldFail(2, said);
        Directory.Exists(shell["here"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0.01, 0.002, 2, false)]
    [InlineData(0.01, 0.001, 2, true)]
    [InlineData(0.01, 0.0041, 3, false)]
    [InlineData(0.01, 0.0039, 3, true)]
    [InlineData(-0.01, 0.0039, 3, true)]
    [InlineData(0.01, 0.0255, 30, true)]
    [InlineData(0.01, 0.029, 30, false)]
    [InlineData(0.01, double.NaN, 1, false)]
    public void ADifferenceIsClearBeyondTheReachOfChance(double mean, double deviation, int count, bool clear) =>
        Cajal.Cli.ComparisonVerdict.IsClear(new Cajal.Training.Spread(mean, deviation, count)).ShouldBe(clear);

    [Fact]
    public void SettingsThatChangeNothingAreToldSo()
    {
        using var shell = new Shell();
        shell.Run("compare", "moons", "--vary", "dropout=0,0.5", "--layers", "0", "--epochs", "2", "--seeds", "1").ShouldBeDone()
            .Out.ShouldContain("changes nothing");
        shell.Run("compare", "moons", "--vary", "layers=2,8", "--epochs", "2", "--seeds", "1", "--run", "b").ShouldBeDone()
            .Out.ShouldNotContain("changes nothing");
    }

    [Fact]
    public void TextHasRatesButIsNotCompared()
    {
        using var shell = new Shell();
        shell.Write("song.txt", string.Concat(Enumerable.Repeat("row row row your boat gently down the stream. ", 30)));
        shell.Run("train", "song.txt", "--find-rate", "--model", "bigram", "--context", "8").ShouldBeDone().Out.ShouldContain("adamw");
        shell.Run("compare", "song.txt", "--vary", "epochs=1,2").ShouldFail(2, "text");
    }

    [Fact]
    public void AShareOfTheTrainingPartIsLearnedFromForAsManyStepsAsUsual()
    {
        using var shell = new Shell();
        // 325 examples for training: 26 of them are all in one batch.
        var answer = shell.Run("train", "moons", "--share", "0.08", "--run", "small").ShouldBeDone();
        answer.Out.ShouldContain("all 26 examples at once");
        answer.Out.ShouldContain("(500 steps)");
        shell.Run("train", "moons", "--share", "0").ShouldFail(2, "--share");
        shell.Run("train", "moons", "--share", "1.5").ShouldFail(2, "at most 1");
    }

    [Theory]
    [InlineData("likes", "two-tower")]
    [InlineData("preferences", "ranker")]
    public void PairsAreLearnedByTheModelThatSuitsThem(string data, string model)
    {
        using var shell = new Shell();
        var answer = shell.Run("train", data, "--examples", "2000", "--epochs", "10", "--run", "run").ShouldBeDone();
        answer.Out.ShouldContain(model);
        answer.Out.ShouldContain("who knows the truth");
        answer.Out.ShouldContain("The network beats the best simple answer");
        shell.Run("evaluate", "run").ShouldBeDone().Out.ShouldContain("auc 0.");
        shell.Run("train", "blobs", "--model", model).ShouldFail(2, model);
    }

    [Fact]
    public void PicturesInFoldersAndSeriesTrain()
    {
        using var shell = new Shell();
        for (int i = 0; i < 40; i++)
        {
            string folder = Path.Combine(shell.Folder, "shapes", i % 2 == 0 ? "left" : "right");
            Directory.CreateDirectory(folder);
            var pixels = new byte[64];
            for (int y = 0; y < 8; y++) pixels[8 * y + (i % 2 == 0 ? i / 2 % 3 : 5 + i / 2 % 3)] = 200;
            new Cajal.Data.Picture(8, 8, 1, pixels).SavePng(Path.Combine(folder, $"{i:00}.png"));
        }
        shell.Run("data", "shapes", "--sheet", "sheet.png", "--augment", "shift(1)+noise(0.2)").ShouldBeDone().Out.ShouldContain("noise");
        Cajal.Data.Picture.Load(shell["sheet.png"]).Width.ShouldBe(102);
        var answer = shell.Run("train", "shapes", "--augment", "shift(1)+noise(0.1)+mixup", "--epochs", "30", "--run",
            "run").ShouldBeDone();
        answer.Out.ShouldContain("shift(1)+noise(0.1)+mixup");
        shell.Run("evaluate", "run").ShouldBeDone().Out.ShouldContain("accuracy 100.00 %");
        shell.Run("predict", "run", Path.Combine("shapes", "left")).ShouldBeDone().Out.ShouldContain("left");
        shell.Run("predict", "run", Path.Combine("shapes", "right", "01.png")).ShouldBeDone().Out.ShouldContain("right");

        shell.Write("wave.csv", "step,value\n" + string.Concat(Enumerable.Range(0, 150)
            .Select(t => FormattableString.Invariant($"{t},{Math.Sin(t * 0.5):0.####}\n"))));
        var series = shell.Run("train", "wave.csv", "--window", "6", "--epochs", "30", "--run", "wave").ShouldBeDone();
        series.Out.ShouldContain("forecaster(lag=1)");
        series.Out.ShouldContain("last value");
        shell.Run("evaluate", "wave").ShouldBeDone().Error.ShouldContain("last value: mae");
        shell.Run("predict", "wave", "wave.csv", "--window", "6").ShouldBeDone();
        shell.Run("train", "wave.csv", "--window", "6", "--ignore", "step").ShouldFail(2, "ignored");
    }

    [Fact]
    public void AugmentationsAreCheckedBeforeAnyWork()
    {
        using var shell = new Shell();
        shell.Run("train", "digits", "--augment", "rotat(3)").ShouldFail(2, "rotate");
        shell.Run("train", "moons", "--augment", "rotate(3)").ShouldFail(2, "pictures");
        shell.Run("train", "digits", "--augment", "mixup", "--loss", "nll").ShouldFail(2, "cross-entropy");
        shell.Run("data", "digits", "--augment", "rotate").ShouldFail(2, "--sheet");
        shell.Run("data", "moons", "--sheet", "x.png").ShouldFail(2, "pictures");
        shell.Run("train", "moons", "--model", "lenot").ShouldFail(2);
        shell.Run("train", "moons", "--model", "forecaster", "--layers", "3").ShouldFail(2, "layers");
    }
}
