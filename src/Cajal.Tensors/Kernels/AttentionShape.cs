namespace Cajal;

/// <summary>Sizes and options of attention: queries [N, L, heads, E], keys [N, S, heads, E], values [N, S, heads, V].</summary>
/// <param name="Batch">N.</param>
/// <param name="Heads">Heads side by side.</param>
/// <param name="Queries">L.</param>
/// <param name="Keys">S.</param>
/// <param name="Size">E: numbers of a query and a key.</param>
/// <param name="ValueSize">V: numbers of a value.</param>
/// <param name="Scale">Factor on q·k.</param>
/// <param name="Causal">True when query i sees the keys up to i + First only.</param>
/// <param name="First">Place of the first query among the keys.</param>
internal readonly record struct AttentionShape(int Batch, int Heads, int Queries, int Keys, int Size, int ValueSize, double Scale,
    bool Causal, long First)
{
    /// <summary>Queries and keys of a tile: their scores lie in the first cache.</summary>
    public const int QueryTile = 64, KeyTile = 128;

    /// <summary>Tiles of queries of one head.</summary>
    public int QueryTiles => (Queries + QueryTile - 1) / QueryTile;

    /// <summary>Keys that a query may see.</summary>
    public int Seen(int query) => Causal ? (int)Math.Clamp(query + First + 1, 0, Keys) : Keys;
}

/// <summary>The rows of one tensor [N, T, heads, n], n side by side.</summary>
internal readonly unsafe struct HeadRows<T>(T* first, nint batch, nint step, nint head) where T : unmanaged
{
    /// <summary>From row to row of one head.</summary>
    public nint Step => step;

    /// <summary>The first row of a head.</summary>
    public T* Of(int n, int h) => first + n * batch + h * head;

    public static HeadRows<T> Of(T* first, in Layout layout) => new(first, layout.Strides[0], layout.Strides[1], layout.Strides[2]);
}

/// <summary>What may not be seen (Bool, true = not allowed) or what is added to scores, stretched to [N, heads, L, S]; or
/// nothing.</summary>
internal readonly unsafe struct AttentionMask<T>(bool* blocked, T* added, Layout layout) where T : unmanaged
{
    public bool Exists => blocked is not null || added is not null;

    /// <summary>score ← score · scale + what is added, −∞ where it is blocked, for keys from .. from + count − 1 of one query.</summary>
    public void Apply(int n, int h, int query, int from, T* scores, int count, double scale)
    {
        var strides = layout.Strides;
        nint start = (nint)n * strides[0] + (nint)h * strides[1] + (nint)query * strides[2] + (nint)from * strides[3], step = strides[3];
        if (typeof(T) == typeof(float)) Single((float*)scores, count, (float)scale, blocked + start, (float*)added + start, step);
        else Double((double*)scores, count, scale, blocked + start, (double*)added + start, step);
    }

    private void Single(float* scores, int count, float scale, bool* out1, float* plus, nint step)
    {
        if (blocked is not null) for (int j = 0; j < count; j++) scores[j] = out1[j * step] ? float.NegativeInfinity : scores[j] * scale;
        else for (int j = 0; j < count; j++) scores[j] = scores[j] * scale + plus[j * step];
    }

    private void Double(double* scores, int count, double scale, bool* out1, double* plus, nint step)
    {
        if (blocked is not null) for (int j = 0; j < count; j++) scores[j] = out1[j * step] ? double.NegativeInfinity : scores[j] * scale;
        else for (int j = 0; j < count; j++) scores[j] = scores[j] * scale + plus[j * step];
    }
}
