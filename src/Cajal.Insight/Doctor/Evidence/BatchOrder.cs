using Cajal.Data;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>The targets of training batches as an epoch gives them, of long epochs some batches, evenly spread.</summary>
/// <param name="Batches">Class, or number, of each example of each batch.</param>
/// <param name="IsFixed">Whether the second epoch has the same order.</param>
internal sealed record BatchOrder(IReadOnlyList<double[]> Batches, bool IsFixed)
{
    private const int MostRows = 6000;
    private const long MostNumbers = 1L << 23;

    /// <summary>Reads a source; null where there is not one target for each example.</summary>
    public static BatchOrder? Of(BatchSource source, TaskFacts task)
    {
        if (task.Kind is null || task.IsSequence || source.Count < 2) return null;
        int rows = (int)Math.Min(MostRows, MostNumbers / Math.Max(1, source.Input.Shape.Count));
        int count = Math.Clamp(rows / source.BatchSize, Math.Min(20, source.Count), source.Count);
        int[] looked = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * source.Count / count))];
        // The second epoch, so that a first one in order of difficulty is not blamed.
        source.StartEpoch(1);
        int[] second = Places(source, looked);
        var buffers = new BatchBuffers(source);
        var batches = new List<double[]>();
        foreach (int batch in looked)
        {
            int size = source.SizeOf(batch);
            float[] targets = buffers.Fill(batch, 0, size).Targets.To(DType.Float32).ToArray<float>();
            int width = targets.Length / size;
            batches.Add([.. Enumerable.Range(0, size).Select(i => task.Kind == TaskKind.Classes && width > 1
                ? targets.AsSpan(i * width, width).IndexOf(targets.AsSpan(i * width, width).ToArray().Max()) : (double)targets[i * width])]);
        }
        source.StartEpoch(0);
        return new BatchOrder(batches, second.SequenceEqual(Places(source, looked)));
    }

    private static int[] Places(BatchSource source, int[] batches) => [.. batches.Select(b => source.RowOf(b, 0))];
}
