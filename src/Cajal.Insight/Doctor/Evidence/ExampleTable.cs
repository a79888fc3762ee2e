using Cajal.Training;

namespace Cajal.Insight;

/// <summary>Examples as rows of numbers, as the network reads them, with their targets: of a large source some, evenly spread over its first epoch.</summary>
internal sealed class ExampleTable
{
    // At most so many numbers are held.
    private const long MostNumbers = 1L << 25;

    private readonly float[] inputs;

    private ExampleTable(float[] inputs, int width, Shape exampleShape, Tensor targets, int[] rows, int all) =>
        (this.inputs, Width, ExampleShape, Targets, Rows, All) = (inputs, width, exampleShape, targets, rows, all);

    /// <summary>Number of rows N.</summary>
    public int Count => Rows.Length;

    /// <summary>Numbers in a row.</summary>
    public int Width { get; }

    /// <summary>Shape of one example as the network reads it.</summary>
    public Shape ExampleShape { get; }

    /// <summary>Targets of the rows, [N, …].</summary>
    public Tensor Targets { get; }

    /// <summary>Where each row stands in its source.</summary>
    public int[] Rows { get; }

    /// <summary>Examples in the source.</summary>
    public int All { get; }

    /// <summary>Inputs of a row.</summary>
    public ReadOnlySpan<float> this[int row] => inputs.AsSpan(row * Width, Width);

    /// <summary>Target of a row as one number: its class, or its first number.</summary>
    public double Target(int row) => targetNumbers[(long)row * targetNumbers.Length / Count];

    /// <summary>One of the numbers of a row's target.</summary>
    public double NumberOf(int row, int number) => targetNumbers[(long)row * TargetWidth + number];

    /// <summary>Numbers of a target.</summary>
    public int TargetWidth => Count == 0 ? 0 : (int)(targetNumbers.Length / Count);

    /// <summary>Reads examples of a source, which must not be training at this moment.</summary>
    /// <param name="source">Where they come from; its first epoch is put in order.</param>
    /// <param name="most">At most so many rows.</param>
    public static ExampleTable Of(BatchSource source, int most = int.MaxValue)
    {
        int width = source.Input.Shape.Count;
        most = (int)Math.Clamp(MostNumbers / Math.Max(1, width), 1, most);
        int count = Math.Min(most, source.ExampleCount);
        var inputs = new float[(long)count * width];
        var rows = new int[count];
        var targets = new List<Tensor>();
        source.StartEpoch(0);
        var buffers = new BatchBuffers(source);
        // Of each batch the same share, so that a sorted source is spread too.
        for (int batch = 0, done = 0; batch < source.Count && done < count; batch++)
        {
            int size = source.SizeOf(batch), until = (int)((long)count * Math.Min(source.ExampleCount, (long)batch * source.BatchSize + size) / source.ExampleCount);
            if (until == done) continue;
            int take = Math.Min(size, until - done);
            var (x, y) = buffers.Fill(batch, 0, size);
            x.To(DType.Float32).ToArray<float>().AsSpan(0, take * width).CopyTo(inputs.AsSpan(done * width));
            targets.Add(new State(y.Slice(0, 0..take), persistent: false));
            for (int i = 0; i < take; i++) rows[done + i] = source.RowOf(batch, i);
            done += take;
        }
        return new ExampleTable(inputs, width, source.Input.Shape, Tensor.Concatenate(targets.ToArray()), rows, source.ExampleCount);
    }

    private float[] targetNumbers => field ??= Targets.To(DType.Float32).ToArray<float>();
}
