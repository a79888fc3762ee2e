namespace Cajal.Studio;

/// <summary>What dropout will drop: the mask of the next update, read ahead.</summary>
internal static class DropMask
{
    /// <summary>By what each unit of a layer is multiplied for a point in the next update; null without dropout, or when the point is not in the next batch.</summary>
    public static float[]? Of(Bench bench, BenchLayer layer, int row)
    {
        if (layer.Dropout is not { } dropout) return null;
        var at = bench.Trainer.Position;
        if (at.Batch >= bench.Train.Count) return null;
        bench.Train.StartEpoch(at.Epoch);
        int size = bench.Train.SizeOf(at.Batch), place = Array.FindIndex([.. Enumerable.Range(0, size)], i => bench.RowOf(at.Batch, i) == row), units = layer.Linear.OutFeatures;
        if (place < 0) return null;
        // The counter decides what is drawn; it is put back, so that the update draws the same.
        var counter = new State(dropout.Counter);
        float[] mask;
        using (Tape.Start()) mask = dropout.Forward(Tensor.Ones([size, units])).ToArray<float>();
        dropout.Counter.Assign(counter);
        return mask[(place * units)..((place + 1) * units)];
    }
}
