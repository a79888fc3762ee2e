namespace Cajal;

/// <summary>Group norm: a row is a group of channels of one example, with all their places.      [N, C, …], γ, β: [C] → [N, C, …]
///      Derivative: see <see cref="RowNormalize"/>.</summary>
/// <remarks>Source: Wu, He (2018). As many groups as channels make it instance norm: Ulyanov, Vedaldi, Lempitsky (2016).</remarks>
/// <param name="Groups">Number of groups, a divisor of C.</param>
/// <param name="Epsilon">ε ≥ 0, added to the variance.</param>
/// <param name="Title">GroupNorm or InstanceNorm, for messages.</param>
public sealed record GroupNormalize(int Groups, double Epsilon, string Title = "GroupNorm") : RowNormalize(Epsilon)
{
    /// <inheritdoc/>
    public override string Formula => "y = (x − μ)/√(σ² + ε)·γ + β, μ and σ² of each group of channels of one example";

    internal override NormShape Layout(Shape x) => new(Groups, x[1] / Groups, PlacesOf(x), true, Epsilon, Title);

    internal override Shape FactorShape(Shape x) => [x[1]];

    internal override Shape Stretchable(Shape x) => ChannelAxis.Stretchable(x);

    internal override int RowsOf(Shape x) => x[0] * Groups;

    internal static int PlacesOf(Shape x)
    {
        int places = 1;
        for (int axis = 2; axis < x.Rank; axis++) places *= x[axis];
        return places;
    }
}

/// <summary>One number for each channel, as it stretches over [N, C, …].</summary>
internal static class ChannelAxis
{
    public static Shape Stretchable(Shape x)
    {
        int[] sizes = new int[x.Rank - 1];
        sizes.AsSpan().Fill(1);
        sizes[0] = x[1];
        return sizes;
    }
}

/// <summary>Group norm and instance norm.</summary>
public static class GroupNormOnTensor
{
    extension(Tensor x)
    {
        /// <summary>(x − μ)/√(σ² + ε) · γ + β over groups of channels with all their places: [N, C, …].</summary>
        /// <param name="groups">Number of groups, a divisor of C.</param>
        /// <param name="weight">γ: [C]; 1 when left out.</param>
        /// <param name="bias">β: [C]; 0 when left out.</param>
        /// <param name="epsilon">ε ≥ 0.</param>
        /// <exception cref="ShapeException">The groups do not divide the channels, or a group holds one number only.</exception>
        public Tensor GroupNorm(int groups, Tensor? weight = null, Tensor? bias = null, double epsilon = 1e-5)
        {
            if (groups < 1) throw new ArgumentException($"GroupNorm needs at least 1 group; received {groups}.", nameof(groups));
            if (x.Rank < 2 || x.Shape[1] % groups != 0 || x.Shape[1] == 0) throw new ShapeException("GroupNorm",
                $"[N, C, …] with channels that {groups} divides", x.Shape);
            int size = x.Shape[1] / groups * GroupNormalize.PlacesOf(x.Shape);
            if (size < 2) throw new ShapeException("GroupNorm",
                $"more than one number in a group: with {groups} groups a norm of one number is always 0", x.Shape);
            return new GroupNormalize(groups, epsilon).Over(x, weight, bias);
        }

        /// <summary>(x − μ)/√(σ² + ε) · γ + β over the places of each channel: [N, C, …].</summary>
        /// <param name="weight">γ: [C]; 1 when left out.</param>
        /// <param name="bias">β: [C]; 0 when left out.</param>
        /// <param name="epsilon">ε ≥ 0.</param>
        /// <exception cref="ShapeException">Fewer than two places in a channel.</exception>
        public Tensor InstanceNorm(Tensor? weight = null, Tensor? bias = null, double epsilon = 1e-5)
        {
            if (x.Rank < 3 || x.Shape[1] == 0 || GroupNormalize.PlacesOf(x.Shape) < 2)
                throw new ShapeException("InstanceNorm", "[N, C, …] with more than one place in each channel: a norm of one number is always 0", x.Shape);
            return new GroupNormalize(x.Shape[1], epsilon, "InstanceNorm").Over(x, weight, bias);
        }
    }
}
