using System.Numerics;

namespace Cajal;

/// <summary>Batch norm by known statistics: y = (x − μ) · r · γ + β with r = 1/√(σ² + ε) of each channel: a scale and a shift.
/// [N, C, …], μ, σ² and γ, β or γ or nothing, each [C] → [N, C, …]
///      dX = dY · rγ;  dμ = −Σ dY · rγ;  dσ² = −½ Σ dY · γ · (x − μ) · r³;  dγ = Σ dY · (x − μ) · r;  dβ = Σ dY</summary>
/// <param name="Epsilon">ε ≥ 0, added to the variance.</param>
public sealed record ChannelNormalize(double Epsilon) : Op, IPiecewise
{
    /// <inheritdoc/>
    public override string Formula => "y = (x − μ)/√(σ² + ε)·γ + β, μ and σ² of each channel as kept";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        DType dtype = SameFloat(x);
        if (x[0].Rank < 2) throw new ShapeException(Name, "[N, C, …]", x[0].Shape);
        foreach (var factor in x[1..])
            if (factor.Shape != Shape.Of(x[0].Shape[1])) throw new ShapeException(Name,
                $"one number for each of the {x[0].Shape[1]} channels", factor.Shape);
        return new(x[0].Shape, dtype);
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].DType == DType.Float32) Run<float>(x, y[0]);
        else Run<double>(x, y[0]);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        Tensor x = pass.Input(0), dy = pass.OutputGradient;
        var stretchable = ChannelAxis.Stretchable(x.Shape);
        int[] axes = [0, .. Enumerable.Range(2, x.Rank - 2)];
        var r = (pass.Input(2) + Epsilon).Rsqrt();
        var factor = pass.InputCount > 3 ? r * pass.Input(3) : r;
        pass[0] = dy * factor.Reshape(stretchable);
        if (pass.Wants(1)) pass[1] = -dy.Sum(axes) * factor;
        if (pass.Wants(2) || (pass.InputCount > 3 && pass.Wants(3)))
        {
            var moment = (dy * (x - pass.Input(1).Reshape(stretchable))).Sum(axes);
            pass[2] = -0.5 * moment * factor * r * r;
            if (pass.InputCount > 3) pass[3] = moment * r;
        }
        if (pass.InputCount > 4 && pass.Wants(4)) pass[4] = dy.Sum(axes);
    }

    // Beside a convolution, each row of a matrix is a channel of a picture.
    bool IPiecewise.FitsPieces(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y, int columns)
    {
        foreach (var tensor in x)
            if (!tensor.IsContiguous || tensor.Device != Device.Cpu) return false;
        return x[0].Rank > 2 && columns == GroupNormalize.PlacesOf(x[0].Shape);
    }

    PlanPieces IPiecewise.BindPieces(AddressBook book, ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y, int columns)
    {
        Address? gamma = x.Length > 3 ? book.Of(x[3]) : null, beta = x.Length > 4 ? book.Of(x[4]) : null;
        int channels = x[1].Count;
        Storage[] made = [.. x[2..].ToArray().Select(t => t.RawStorage)];
        return y[0].DType == DType.Float32
            ? new ChannelPieces<float>(Epsilon, channels, book.Of(x[0]), book.Of(x[1]), book.Of(x[2]), gamma, beta, book.Of(y[0]), made)
            : new ChannelPieces<double>(Epsilon, channels, book.Of(x[0]), book.Of(x[1]), book.Of(x[2]), gamma, beta, book.Of(y[0]), made);
    }

    private void Run<T>(ReadOnlySpan<Tensor> x, Tensor y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using Dense<T> input = new(x[0]), mean = new(x[1]), variance = new(x[2]);
        using Dense<T> gamma = x.Length > 3 ? new(x[3]) : default, beta = x.Length > 4 ? new(x[4]) : default;
        ChannelNorm.Run(input.Span, mean.Span, variance.Span, gamma.Span, beta.Span, x[0].Shape[0], GroupNormalize.PlacesOf(x[0].Shape),
            Epsilon, y.Span<T>());
    }
}

/// <summary>Batch norm by known statistics on pieces of what it follows on: row r belongs to channel r mod channels.</summary>
internal sealed unsafe class ChannelPieces<T>(double epsilon, int channels, Address x, Address mean, Address variance, Address? gamma,
    Address? beta, Address y, Storage[] made)
    : PlanPieces where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] factors = GC.AllocateArray<T>(2 * channels, pinned: true);

    private readonly int[] versions = [.. made.Select(_ => -1)];
    private readonly bool isKept = made.All(m => m.IsVariable);

    /// <summary>Factors and shifts as of now: as before when nobody has written what they are made of.</summary>
    public override void Begin()
    {
        bool same = isKept;
        for (int i = 0; i < made.Length; i++)
        {
            same &= versions[i] == made[i].Version;
            versions[i] = made[i].Version;
        }
        if (same) return;
        ReadOnlySpan<T> scale = gamma is { } g ? new(g.At<T>(), channels) : default, shift = beta is { } b ? new(b.At<T>(), channels)
            : default;
        ChannelNorm.Factors(new(variance.At<T>(), channels), scale, shift, epsilon, factors);
    }

    public override bool JoinEnd<TResult>(TResult* results, ref ConvolutionEnd<TResult> end)
    {
        if (end.IsThere || channels == 0 || x.At<TResult>() != results || y.At<TResult>() != results) return false;
        end.Mean = mean.At<TResult>();
        end.Factor = (TResult*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(factors, 0);
        end.Shift = end.Factor + channels;
        return true;
    }

    public override void Run(in Piece piece)
    {
        int count = piece.ColumnTo - piece.ColumnFrom;
        for (int row = piece.RowFrom; row < piece.RowTo; row++)
        {
            int channel = row % channels;
            nint at = (nint)row * piece.Columns + piece.ColumnFrom;
            ChannelNorm.Row(x.At<T>() + at, y.At<T>() + at, count, mean.At<T>()[channel], factors[channel], factors[channels + channel]);
        }
    }
}

/// <summary>Batch norm by known statistics.</summary>
public static class ChannelNormOnTensor
{
    extension(Tensor x)
    {
        /// <summary>(x − μ)/√(σ² + ε) · γ + β with known statistics of each channel: [N, C, …], the others [C].</summary>
        /// <exception cref="ShapeException">Another number of channels.</exception>
        public Tensor ChannelNorm(Tensor mean, Tensor variance, Tensor? weight = null, Tensor? bias = null, double epsilon = 1e-5)
        {
            if (weight is null && bias is not null) throw new ArgumentException("ChannelNorm takes a bias only together with a weight.",
                nameof(bias));
            var op = new ChannelNormalize(epsilon);
            return weight is null ? Op.Apply(op, x, mean, variance) : bias is null ? Op.Apply(op, x, mean, variance, weight)
                : Op.Apply(op, x, mean, variance, weight, bias);
        }
    }
}
