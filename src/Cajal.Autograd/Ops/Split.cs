namespace Cajal;

/// <summary>Cutting an axis into ranges; they share memory with the whole.</summary>
public static class SplitOnTensor
{
    extension(Tensor x)
    {
        /// <summary>An axis cut into equal parts: [6, b].Split(0, 3) → three times [2, b].</summary>
        /// <exception cref="ShapeException">The size is no multiple of the number of parts.</exception>
        public Tensor[] Split(int axis, int parts)
        {
            int size = x.Shape[axis];
            if (parts < 1 || size % parts != 0)
                throw new ShapeException("Split", $"a size on axis {axis} that divides into {parts} equal parts", x.Shape);
            int[] sizes = new int[parts];
            Array.Fill(sizes, size / parts);
            return x.Split(axis, sizes.AsSpan());
        }

        /// <summary>An axis cut into parts of the given sizes: [6, b].Split(0, [1, 5]) → [1, b] and [5, b].</summary>
        /// <exception cref="ShapeException">The sizes do not add up to the axis's.</exception>
        public Tensor[] Split(int axis, ReadOnlySpan<int> sizes)
        {
            int total = 0;
            foreach (int size in sizes) total += size;
            if (total != x.Shape[axis])
                throw new ShapeException("Split", $"sizes that add up to the {x.Shape[axis]} of axis {axis}", string.Join(" + ", sizes.ToArray()));
            var parts = new Tensor[sizes.Length];
            for (int i = 0, start = 0; i < parts.Length; start += sizes[i++]) parts[i] = x.Slice(axis, start..(start + sizes[i]));
            return parts;
        }
    }
}
