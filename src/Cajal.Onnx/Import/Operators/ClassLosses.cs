namespace Cajal.Onnx;

/// <summary>Losses that training graphs hold: the negative log-likelihood of classes, and that of logits.</summary>
internal static class ClassLosses
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("NegativeLogLikelihoodLoss", c => Loss(c, c.X));
        table.AddMany("SoftmaxCrossEntropyLoss", OfLogits);
    }

    private static Tensor?[] OfLogits(Call c)
    {
        var logs = c.X.LogSoftmax(1);
        return [Loss(c, logs), logs];
    }

    // ℓ = −w[t]·x[n, t, …]; the mean divides by the weights. Places whose class is the ignored one weigh 0.
    private static Tensor Loss(Call c, Tensor logs)
    {
        var labels = c[1].To(DType.Int64);
        var counts = c.Find("ignore_index") is { I: var ignored } ? labels.NotEqualTo(ignored) : null;
        var safe = counts is null ? labels : Tensor.Where(counts, labels, 0);
        var picked = -logs.Gather(1, Indexing.Wrapped(safe, logs.Shape[1]).Unsqueeze(1)).Squeeze(1);
        var weights = c.Optional(2) is { } each ? Arrangements.Shaped(each.IndexSelect(0, Arrangements.Shaped(safe, [safe.Count])), safe.Shape) : Tensor.Ones(safe.Shape, logs.DType);
        if (counts is not null) weights = Tensor.Where(counts, weights, 0);
        var losses = picked * weights;
        return c.Text("reduction", "mean") switch
        {
            "none" => losses,
            "sum" => losses.Sum(),
            _ => losses.Sum() / weights.Sum(),
        };
    }
}
