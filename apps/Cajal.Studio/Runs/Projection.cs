using System.Text.Json.Serialization;
using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>Examples as points of a plane, by what a layer makes of them.</summary>
internal sealed record Projection
{
    // Enough to see groups in, few enough for t-SNE to answer within seconds.
    private const int MostPoints = 600;

    /// <summary>x and y by turns.</summary>
    public required double[] Points { get; init; }

    /// <summary>Class of each point, from 0; empty for numbers.</summary>
    public required int[] Classes { get; init; }

    /// <summary>Class each was put into; −1 where the network gave no number.</summary>
    public required int[] Answers { get; init; }

    /// <summary>Targets, where they are numbers.</summary>
    public required double[] Targets { get; init; }

    /// <summary>Row in the data of each, from 1.</summary>
    public required int[] Rows { get; init; }

    /// <summary>Names of the classes.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>Places that can be looked at: the inputs, and layers by their paths.</summary>
    public required IReadOnlyList<string> Layers { get; init; }

    /// <summary>The place looked at.</summary>
    public required string Layer { get; init; }

    /// <summary>Numbers of one example there.</summary>
    public required int Width { get; init; }

    /// <summary>What the picture rests on, in a sentence.</summary>
    [JsonConverter(typeof(Spoken))]
    public required string Note { get; init; }

    /// <summary>Share of each point's ten nearest neighbours in the plane that are among its ten nearest there: 1 is a faithful picture.</summary>
    public required double Kept { get; init; }

    /// <summary>The projection of a run's examples.</summary>
    /// <param name="run">The run.</param>
    /// <param name="kind"><c>pca</c> or <c>tsne</c>.</param>
    /// <param name="layer">Place; null for what goes into the last layer with weights.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">No such kind or place.</exception>
    public static Projection Of(OpenedRun run, string kind, string? layer, CancellationToken cancellation)
    {
        if (kind is not ("pca" or "tsne")) throw new ArgumentException($"A projection is pca or tsne; received '{PlainText.Of(kind, 40)}'.");
        var part = run.Judged;
        int[] shown = part.Count <= MostPoints ? [.. Enumerable.Range(0, part.Count)] : [.. Enumerable.Range(0, MostPoints).Select(i => (int)((long)i * part.Count / MostPoints))];
        var (places, names) = Activations(run, part, shown);
        layer ??= Usual(run, names);
        if (!places.TryGetValue(layer, out double[,]? values)) throw new ArgumentException($"There are the places {string.Join(", ", names)}; received '{PlainText.Of(layer, 60)}'.");
        foreach (double value in values)
            if (!double.IsFinite(value)) throw new ArgumentException($"What layer {layer} makes of these examples holds numbers that are not finite, so they have no place in a picture.");
        var components = PrincipalComponents.Of(values, 2);
        double[,] points = kind == "pca" ? components.Places : Tsne.Of(values, cancellation: cancellation);
        bool areClasses = part.IsClassification;
        return new Projection
        {
            Points = [.. points.Cast<double>()],
            Classes = areClasses ? [.. shown.Select(part.Label)] : [],
            Answers = areClasses ? [.. shown.Select(part.Answers.Label)] : [],
            Targets = areClasses ? [] : [.. shown.Select(part.Value)],
            Rows = [.. shown.Select(i => part.Rows[i] + 1)],
            ClassNames = areClasses ? [.. part.Answers.ClassNames] : [],
            Layers = names,
            Layer = layer,
            Width = values.GetLength(1),
            Note = $"{shown.Length} of the {part.All} examples of the {part.Name} part. " + (kind == "pca"
                ? FormattableString.Invariant($"The two directions hold {100 * components.Shares.Sum():0.#} % of the variance.")
                : "Neighbours mean something; distances between groups and their sizes do not."),
            Kept = KeptNeighbours.Of(values, points, 10),
        };
    }

    // What goes into the last layer with weights shows best what the network has learned.
    private static string Usual(OpenedRun run, IReadOnlyList<string> names)
    {
        string? last = run.Network.Modules.OfType<Layer>().LastOrDefault(l => l.Children.Count == 0 && l.Parameters.Count > 0)?.Path;
        int at = last is null ? -1 : names.ToList().IndexOf(last);
        return at > 0 ? names[at - 1] : names[^1];
    }

    private static (Dictionary<string, double[,]> Places, IReadOnlyList<string> Names) Activations(OpenedRun run, JudgedPart part, int[] shown)
    {
        const string Inputs = "inputs";
        const int MostNumbers = 1 << 24;
        var model = run.Model;
        int width = part.Examples.ExampleShape.Count;
        var inputs = new float[shown.Length * width];
        for (int i = 0; i < shown.Length; i++) part.Examples.CopyInputs(shown[i], inputs.AsSpan(i * width, width));
        var places = new Dictionary<string, double[,]>(StringComparer.Ordinal) { [Inputs] = TableOf(inputs, shown.Length) };
        var names = new List<string> { Inputs };
        Action[] endings = [.. model.Network.Modules.OfType<Layer>().Where(l => l.Children.Count == 0).Select(l => l.Observe((_, y) =>
        {
            // Some layers make too much of an example to be held for all, some run more than once: the last time counts.
            if (y.DType.IsFloat() && y.Rank > 1 && y.Shape[0] == shown.Length && y.Count <= MostNumbers)
            {
                if (!places.ContainsKey(l.Path)) names.Add(l.Path);
                places[l.Path] = TableOf(y.To(DType.Float32).ToArray<float>(), shown.Length);
            }
            return y;
        }))];
        try
        {
            using var tape = Tape.Start(Mode.Inference);
            Shape example = model.Spec.IsFlat ? [width] : part.Examples.ExampleShape;
            model.Network.Forward(Tensor.From(inputs, example.Insert(0, shown.Length)));
        }
        finally
        {
            foreach (var end in endings) end();
        }
        return (places, names);
    }

    private static double[,] TableOf(float[] values, int rows)
    {
        int width = values.Length / rows;
        var table = new double[rows, width];
        for (int i = 0; i < values.Length; i++) table[i / width, i % width] = values[i];
        return table;
    }
}
