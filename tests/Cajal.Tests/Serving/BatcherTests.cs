using Cajal.AspNetCore;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Serving;

/// <summary>Rows of many requests on their way through one network.</summary>
[Collection("serving")]
public class BatcherTests(TestRuns runs)
{
    [Fact]
    public void A_predictor_gives_a_row_the_same_bits_alone_and_in_any_company()
    {
        var rng = new Rng(3);
        foreach (var (model, example) in new (Layer, Shape)[] { (Mlp.Build([20, 16, 3], rng), [20]), (LeNet.Build(rng), [1, 28, 28]) })
        {
            var predictor = new Predictor(model.Forward, example, 16);
            predictor.WhyEager.ShouldBeNull();
            predictor.WarmUp();
            float[] x = Tensor.Normal(example.Insert(0, 50), rng).ToArray<float>(), all = new float[50 * predictor.Outputs];
            predictor.Run(x, all);
            foreach (int count in new[] { 1, 2, 3, 5, 7, 11, 13, 16 })
            {
                var some = new float[count * predictor.Outputs];
                predictor.Run(x.AsSpan(0, count * predictor.Inputs), some);
                some.ShouldBe(all[..some.Length]);
            }
            Should.Throw<ShapeException>(() => predictor.Run(new float[7], all));
        }
        new Predictor(x => x, [2], 100).Portion(5).ShouldBe(4);
        new Predictor(x => x, [2], 100).Portion(7).ShouldBe(7);
        new Predictor(x => x, [2], 100).Portion(1000).ShouldBe(100);
        Should.Throw<ArgumentException>(() => new Predictor(x => x.Sum(), [2]));
    }

    [Fact]
    public void A_network_that_cannot_be_replayed_runs_eagerly_and_says_why()
    {
        // Looking at a value in between makes the record depend on it.
        var predictor = new Predictor(x => x.Sum().Item() > 1e6 ? x * 3 : x * 2, [2], 8);
        predictor.WhyEager.ShouldNotBeNull();
        predictor.WarmUp();
        var y = new float[6];
        predictor.Run([1, 2, 3, 4, 5, 6], y);
        y.ShouldBe([2, 4, 6, 8, 10, 12]);
    }

    [Fact]
    public async Task Many_at_once_each_get_their_own_answers_in_batches()
    {
        var batches = new System.Collections.Concurrent.ConcurrentBag<int>();
        var served = ServedModel.Of(TrainedModel.Load(runs["moons"]), new CajalOptions { Path = "x", BatchSize = 8 }, onBatch: batches.Add);
        var model = CajalModel.Load(new CajalOptions { Path = runs["moons"], MostBytesTogether = long.MaxValue / 2 });
        var x = new Rng(1);
        float[] inputs = [.. Enumerable.Range(0, 4000).Select(_ => (float)x.NextNormal())], expected = new float[2000 * served.Predictor.Outputs];
        served.Predictor.Run(inputs, expected);
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            using var room = new BodyRoom(model);
            int rows = 1 + i % 5, first = 5 * i;
            using var ask = new Ask(served, room, TimeSpan.FromSeconds(60), CancellationToken.None);
            for (int r = 0; r < rows; r++)
            {
                ask.AddRow();
                inputs.AsSpan(2 * (first + r), 2).CopyTo(ask.Inputs(r));
            }
            await ask.Run();
            ask.Outputs(0, rows).ToArray().ShouldBe(expected.AsSpan(first * served.Predictor.Outputs, rows * served.Predictor.Outputs).ToArray());
        });
        batches.Sum().ShouldBe(Enumerable.Range(0, 400).Sum(i => 1 + i % 5));
        batches.ShouldAllBe(b => b <= 8);
        served.Batcher.WaitingRows.ShouldBe(0);
    }

    [Fact]
    public async Task What_nobody_waits_for_is_not_computed_and_late_answers_are_refused()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        var served = ServedModel.Of(TrainedModel.Load(runs["moons"]), new CajalOptions { Path = "x" });
        var model = CajalModel.Load(new CajalOptions { Path = runs["moons"] });
        using var room = new BodyRoom(model);
        using var left = new Ask(served, room, TimeSpan.FromSeconds(60), gone.Token);
        left.AddRow();
        await Should.ThrowAsync<OperationCanceledException>(async () => await left.Run());
        using var late = new Ask(served, room, TimeSpan.FromMilliseconds(-1), CancellationToken.None);
        late.AddRow();
        (await Should.ThrowAsync<RequestProblem>(async () => await late.Run())).Status.ShouldBe(503);
        served.Batcher.WaitingRows.ShouldBe(0);
    }
}
