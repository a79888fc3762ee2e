using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Cajal.Insight;

namespace Cajal.Studio;

/// <summary>Examples as points of a plane, by what a layer makes of them.</summary>
internal sealed record Projection : ExamplePoints
{
    /// <summary>The most examples: enough to see groups in, few enough for t-SNE to answer within seconds.</summary>
    public const int MostPoints = 600;

    [SetsRequiredMembers]
    private Projection(ExamplePoints of, double[,] points, string note) : base(of)
    {
        (Points, Width, Note) = ([.. points.Cast<double>()], of.Values.GetLength(1), note);
        Kept = KeptNeighbours.Of(of.Values, points, 10);
        // The picture is kept; what it was made from need not be.
        Values = new double[0, 0];
    }

    /// <summary>x and y by turns.</summary>
    public double[] Points { get; }

    /// <summary>Numbers of one example at the place.</summary>
    public int Width { get; }

    /// <summary>What the picture rests on, in a sentence.</summary>
    [JsonConverter(typeof(Spoken))]
    public string Note { get; }

    /// <summary>Share of each point's ten nearest neighbours in the plane that are among its ten nearest there: 1 is a faithful picture.</summary>
    public double Kept { get; }

    /// <summary>The projection of a run's examples.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="kind"><c>pca</c> or <c>tsne</c>.</param>
    /// <param name="layer">Place; null for the one that shows best what was learned.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">No such kind or place.</exception>
    public static Projection Of(IRunExamples examples, string kind, string? layer, CancellationToken cancellation)
    {
        if (kind is not ("pca" or "tsne")) throw new ArgumentException($"A projection is pca or tsne; received '{PlainText.Of(kind, 40)}'.");
        var points = examples.Points(layer);
        foreach (double value in points.Values)
            if (!double.IsFinite(value)) throw new ArgumentException($"What layer {points.Layer} makes of these examples holds numbers that are not finite, so they have no place in a picture.");
        var components = PrincipalComponents.Of(points.Values, 2);
        return kind == "pca"
            ? new(points, components.Places, FormattableString.Invariant($"The two directions hold {100 * components.Shares.Sum():0.#} % of the variance."))
            : new(points, Tsne.Of(points.Values, cancellation: cancellation), "Neighbours mean something; distances between groups and their sizes do not.");
    }
}
