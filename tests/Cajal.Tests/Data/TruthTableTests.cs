using Cajal.Data;

namespace Cajal.Tests.Data;

public class TruthTableTests
{
    [Theory]
    [InlineData("AND", new[] { 0, 0, 0, 1 })]
    [InlineData("OR", new[] { 0, 1, 1, 1 })]
    [InlineData("XOR", new[] { 0, 1, 1, 0 })]
    public void TheFourLines(string name, int[] expected)
    {
        var data = Datasets.Load(name);
        var (x1, x2) = GeneratorTests.Points(data);
        x1.ShouldBe([0, 0, 1, 1]);
        x2.ShouldBe([0, 1, 0, 1]);
        GeneratorTests.Labels(data).ShouldBe(expected);
        data.Task.ShouldBe(TaskKind.Binary);
    }

    [Fact]
    public void AllFourLinesAreForTraining()
    {
        var split = Datasets.Load("XOR").Split();
        (split.Train.Count, split.Validation.Count, split.Test.Count).ShouldBe((4, 0, 0));
    }

    [Fact]
    public void WhatATableCannotHaveIsRefused()
    {
        Should.Throw<ArgumentException>(() => Datasets.Load("AND", new DatasetOptions { Count = 8 }))
            .Message.ShouldContain("number of examples");
        Should.Throw<ArgumentException>(() => Datasets.Load("AND", new DatasetOptions { Noise = 0.1 })).Message.ShouldContain("noise");
        Should.Throw<ArgumentException>(() => Datasets.Load("AND", new DatasetOptions { Task = TaskKind.Numbers }));
    }
}
