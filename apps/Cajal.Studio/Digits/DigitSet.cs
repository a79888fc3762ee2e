using Cajal.Data;

namespace Cajal.Studio;

/// <summary>Pictures of digits as the networks read them: those of the house's set, and those that were drawn here.</summary>
/// <param name="pixels">28 · 28 bytes each.</param>
/// <param name="labels">One for each.</param>
internal sealed class DigitSet(byte[] pixels, int[] labels)
{
    private const int Count = InkPicture.Side * InkPicture.Side;
    // Mean and deviation of the set's pixels, as shares of full ink: one pair for all, so that every picture keeps its look.
    private const float Mean = 0.14f, Deviation = 0.288f;

    private static readonly Augmentation Moved = Augmentation.Parse("shift(2)+rotate(10)+scale(0.12)");

    /// <summary>The labels.</summary>
    public IReadOnlyList<int> Labels => labels;

    /// <summary>Digits of the set that ships inside, drawn from strokes as if by many hands.</summary>
    public static DigitSet Of(int count, ulong seed)
    {
        var data = Datasets.Load("digits", new DatasetOptions { Count = count, Seed = seed, Noise = 0.03 });
        return new(((BytePictures)data.Features).Pixels.ToArray(), ((ClassTargets)data.Targets!).Labels.ToArray());
    }

    /// <summary>One picture of bytes.</summary>
    public ReadOnlySpan<byte> this[int index] => pixels.AsSpan(index * Count, Count);

    /// <summary>A picture as a network reads it: [1, 1, 28, 28].</summary>
    public static Tensor Read(ReadOnlySpan<byte> picture)
    {
        var numbers = new float[Count];
        Write(picture, numbers);
        return Tensor.From(numbers, [1, 1, InkPicture.Side, InkPicture.Side]);
    }

    /// <summary>Some pictures and their labels: [n, 1, 28, 28] and [n]; shifted, turned and resized a little where random numbers are given.</summary>
    public (Tensor X, Tensor Labels) Batch(IReadOnlyList<int> rows, Rng? rng = null)
    {
        var numbers = new float[rows.Count * Count];
        for (int i = 0; i < rows.Count; i++)
        {
            var one = numbers.AsSpan(i * Count, Count);
            Write(this[rows[i]], one);
            if (rng is not null) Moved.Apply(one, [InkPicture.Side, InkPicture.Side], rng, i);
        }
        return (Tensor.From(numbers, [rows.Count, 1, InkPicture.Side, InkPicture.Side]), Tensor.From([.. rows.Select(r => labels[r])], [rows.Count]));
    }

    private static void Write(ReadOnlySpan<byte> picture, Span<float> numbers)
    {
        for (int p = 0; p < Count; p++) numbers[p] = (picture[p] / 255f - Mean) / Deviation;
    }
}
