using Cajal.Insight;

namespace Cajal.Studio;

/// <summary>The library's own explanation of a point of a playground, as a page: forward, backward, update and a further forward pass, or every path of one weight.</summary>
internal static class Explanation
{
    /// <summary>The answer to a request for it.</summary>
    /// <param name="session">Whose network; null when it is over.</param>
    /// <param name="row">The point, from 0.</param>
    /// <param name="layer">Layer of a weight, from 0; null for all of the network.</param>
    /// <param name="unit">Unit of the weight.</param>
    /// <param name="from">Unit it comes from.</param>
    public static async Task<IResult> AsResultAsync(Session? session, int row, int? layer, int? unit, int? from)
    {
        if (session is null) return Results.NotFound(Tongue.Say("This session is over."));
        try
        {
            return Results.Text(Tongue.SayPage(await session.Look(course => Of(course.Bench, row, layer, unit ?? 0, from ?? 0).ToHtml())), "text/html; charset=utf-8");
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return Results.Text(Tongue.Say(e.Message), statusCode: StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>The page.</summary>
    /// <exception cref="ArgumentException">There is no such point or weight.</exception>
    public static Page Of(Bench bench, int row, int? layer, int unit, int from)
    {
        if ((uint)row >= (uint)bench.Data.Targets.Length) throw new ArgumentException($"There are points 0 to {bench.Data.Targets.Length - 1}; received {row}.");
        // A derivation passes through the network as training does, which moves the counters of dropout.
        var now = bench.Snapshot();
        try
        {
            return Written(bench, row, layer, unit, from);
        }
        finally
        {
            bench.Restore(now);
        }
    }

    private static Page Written(Bench bench, int row, int? layer, int unit, int from)
    {
        // A batch norm in training is of a whole batch; one point goes through it as it is answered, and so do the numbers of a pinned point.
        var options = new ExplainOptions { AsItAnswers = bench.Layers.Any(l => l.Norm is Networks.BatchNorm) };
        Tensor x = bench.InputsOf([row]), target = bench.TargetsOf([row]);
        if (layer is null) return bench.Network.Explain(x, target, bench.Head.LossOf, bench.Trainer.Optimizer, options);
        if ((uint)layer >= (uint)bench.Layers.Count) throw new ArgumentException($"There are layers 0 to {bench.Layers.Count - 1}; received {layer}.");
        return bench.Network.ExplainWeight(bench.Layers[layer.Value].Linear.Weight, [unit, from], x, target, bench.Head.LossOf, options);
    }
}
