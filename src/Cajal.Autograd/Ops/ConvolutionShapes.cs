namespace Cajal;

/// <summary>What convolution and its transpose share: checks, and how tensors become memory.</summary>
internal static class ConvolutionShapes
{
    /// <summary>[n, channels, …] with the spatial axes of another tensor.</summary>
    public static Shape Of(Shape like, int n, int channels, Extent3 sizes) => like.Rank switch
    {
        3 => [n, channels, sizes.Width],
        4 => [n, channels, sizes.Height, sizes.Width],
        _ => [n, channels, sizes.Depth, sizes.Height, sizes.Width],
    };

    public static void RequireRanks(string name, Shape x, Shape w)
    {
        if (x.Rank is < 3 or > 5) throw new ShapeException(name, "[N, C, …] with 1 to 3 spatial axes", x);
        if (w.Rank != x.Rank) throw new ShapeException(name, $"a second operand with as many axes as {x}", w);
        for (int axis = 0; axis < w.Rank; axis++)
            if (w[axis] == 0 && axis > 0) throw new ShapeException(name, "sizes of at least 1", w);
    }

    public static void RequireBias(string name, ReadOnlySpan<Tensor> x, int channels)
    {
        if (x.Length > 2 && x[2].Shape != Shape.Of(channels)) throw new ShapeException(name, $"a bias [{channels}]", x[2].Shape);
    }

    /// <summary>Whether a plan can compute it from memory alone.</summary>
    public static bool AreDense(ReadOnlySpan<Tensor> x, Tensor y)
    {
        foreach (var tensor in x)
            if (!tensor.IsContiguous || tensor.Device != Device.Cpu) return false;
        return y.Count > 0;
    }

    public static unsafe void Run<T>(in Gathering g, ReadOnlySpan<Tensor> x, Tensor y) where T : unmanaged
    {
        if (y.Count == 0) return;
        using Dense<T> source = new(x[0]), weights = new(x[1]);
        using var bias = x.Length > 2 ? new Dense<T>(x[2]) : default;
        fixed (T* s = source.Span, w = weights.Span, b = bias.Span, r = y.Span<T>()) ConvolutionGather.Run(g, s, w, b, r);
    }

    public static Bound Bind(Op op, AddressBook book, in Gathering g, Tensor[] x, Tensor[] y, PieceChain? followers) => op.Infer(x, 0).DType == DType.Float32
        ? new BoundConvolution<float>(book, g, x, y[0], followers) : new BoundConvolution<double>(book, g, x, y[0], followers);
}

/// <summary>A convolution or its transpose, and what follows on each finished piece of it.</summary>
internal sealed unsafe class BoundConvolution<T>(AddressBook book, Gathering g, Tensor[] x, Tensor y, PieceChain? followers) : Bound where T : unmanaged
{
    private readonly Address source = book.Of(x[0]), weights = book.Of(x[1]), bias = book.Of(x[^1]), result = book.Of(y);
    private readonly bool biased = x.Length > 2;

    public override void Run()
    {
        followers?.Begin();
        T* y = result.At<T>();
        var end = followers is null ? default : followers.EndOf(y);
        ConvolutionGather.Run(g, source.At<T>(), weights.At<T>(), biased ? bias.At<T>() : null, y, followers, end);
        followers?.End();
    }
}
