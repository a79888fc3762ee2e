namespace Cajal.Training;

/// <summary>Examples as they are and changed copies of them (views), side by side: inputs [1 + views, ..example]. The last batch of an epoch
/// is left out when it is smaller, since examples are compared with those beside them.</summary>
/// <param name="plain">The examples as they are.</param>
/// <param name="views">The same in the same order, each changed in its way.</param>
internal sealed class ViewBatches(BatchSource plain, IReadOnlyList<BatchSource> views) : BatchSource
{
    private readonly BatchSource[] all = [plain, .. views];
    private readonly BatchBuffers[] buffers = [new BatchBuffers(plain), .. views.Select(v => new BatchBuffers(v))];

    public override int ExampleCount => Math.Max(1, plain.ExampleCount / plain.BatchSize) * BatchSize;

    public override int BatchSize => Math.Min(plain.BatchSize, plain.ExampleCount);

    public override TensorSpec Input => new(plain.Input.Shape.Insert(0, all.Length), plain.Input.DType);

    public override TensorSpec Target => plain.Target;

    public override void StartEpoch(int epoch)
    {
        foreach (var source in all) source.StartEpoch(epoch);
    }

    public override void Fill(int batch, int from, State inputs, State targets)
    {
        FillInputs(batch, from, inputs);
        plain.Fill(batch, from, buffers[0].FillInputs(batch, inputs.Shape[0]), targets);
    }

    public override void FillInputs(int batch, int from, State inputs)
    {
        int count = inputs.Shape[0], width = plain.Input.Shape.Count;
        for (int k = 0; k < all.Length; k++)
        {
            float[] x = buffers[k].Fill(batch, from, count).Inputs.ToArray<float>();
            inputs.Write<float, (float[] From, int View, int Views, int Width)>((x, k, all.Length, width), static (to, at) =>
            {
                for (int i = 0; i * at.Width < at.From.Length; i++)
                    at.From.AsSpan(i * at.Width, at.Width).CopyTo(to[((i * at.Views + at.View) * at.Width)..]);
            });
        }
    }
}
