using Cajal.Data;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>The true examples of a run that makes examples: the validation part, or the training part where there is none. The test part stays closed.</summary>
internal abstract class MakerExamples : IRunExamples
{
    private const int MostJudged = 10_000, LeastJudged = 50, Batch = 500;

    private readonly GenerativeRun run;
    private readonly int[] all;
    private readonly string part;
    private readonly ExampleCells cells;

    /// <summary>Reads the data of a run again.</summary>
    /// <exception cref="RunException">Its recipe does not know its examples.</exception>
    /// <exception cref="DatasetException">The data are not those of the run any more.</exception>
    protected MakerExamples(GenerativeRun run)
    {
        this.run = run;
        Data = Datasets.Load(run.Recipe.Data, run.Recipe.DataOptions);
        var split = DataSplit.Repeat(Data, run.Recipe.Split ?? throw new RunException("The recipe of this run records no split, so its examples are not known."));
        (part, all) = split.Validation.Count > 0 ? ("validation", split.Validation.Rows.ToArray()) : ("training", split.Train.Rows.ToArray());
        cells = new ExampleCells(Data.Features);
    }

    /// <summary>The data.</summary>
    protected Dataset Data { get; }

    /// <summary>Decides what chance decides here.</summary>
    protected ulong Seed => run.Recipe.Seed;

    /// <summary>Numbers of an example.</summary>
    protected int Width => run.ExampleShape.Count;

    /// <inheritdoc/>
    public abstract ExamplePoints Points(string? place);

    /// <inheritdoc/>
    public abstract WorstExamples Worst();

    /// <summary>Some rows of the part, evenly spread.</summary>
    protected int[] Some(int most) => [.. RunExamples.Spread(all.Length, most).Select(i => all[i])];

    /// <summary>Some rows as the model reads them, [N, D], and the class that it is told of each, [N]; null for a model that is told none.</summary>
    protected (Tensor X, Tensor? Labels) Read(int[] rows)
    {
        var examples = run.Preprocessing.Apply(Data, rows, Data.Targets);
        var inputs = new float[rows.Length * Width];
        for (int i = 0; i < rows.Length; i++) examples.CopyInputs(i, inputs.AsSpan(i * Width, Width));
        return (Tensor.From(inputs, [rows.Length, Width]), run.Model.Classes == 0 ? null : Tensor.From([.. ClassesOf(rows).Select(c => (long)c)]));
    }

    /// <summary>Rows as points at a place, in the colours of their classes or numbers.</summary>
    protected ExamplePoints PointsOf(int[] rows, Places places, string place) => new()
    {
        Values = places[place],
        Layers = places.Names,
        Layer = place,
        Sentence = $"{rows.Length} of the {all.Length} examples of the {part} part.",
        Rows = [.. rows.Select(r => r + 1)],
        Classes = Data.Targets is ClassTargets ? ClassesOf(rows) : [],
        ClassNames = Data.Targets is ClassTargets targets ? targets.ClassNames : [],
        Targets = Data.Targets is NumberTargets numbers ? [.. rows.Select(r => (double)numbers.Values[r])] : [],
    };

    /// <summary>The examples that come back least like themselves.</summary>
    /// <param name="restore">Examples [N, D], their classes and the first of them among all → what the model makes of them, [N, D].</param>
    /// <param name="how">How they went through the model, in a sentence.</param>
    protected WorstExamples WorstRestored(Func<Tensor, Tensor?, int, Tensor> restore, string how)
    {
        int[] rows = Some(RunExamples.Affordable(run.Model.Parameters.Sum(p => (double)p.Count), LeastJudged, MostJudged));
        var losses = new List<double>();
        var made = new List<float[]>();
        foreach (int[] some in rows.Chunk(Batch))
        {
            using var tape = Tape.Start(Mode.Inference);
            var (x, labels) = Read(some);
            float[] there = x.ToArray<float>(), back = restore(x, labels, losses.Count).ToArray<float>();
            for (int i = 0; i < some.Length; i++)
            {
                double sum = 0;
                for (int j = i * Width; j < (i + 1) * Width; j++) sum += Math.Pow((double)there[j] - back[j], 2);
                losses.Add(sum / Width);
                made.Add(back[(i * Width)..((i + 1) * Width)]);
            }
        }
        string of = rows.Length == all.Length ? $"All {rows.Length} examples of the {part} part" : $"{rows.Length} of the {all.Length} examples of the {part} part";
        return new WorstExamples($"{of}; the loss is the mean of (original − restored)² over the numbers of an example as the model reads them. {how}", cells.Names,
            [.. WorstExamples.Places(losses).Select(w => RowOf(rows[w.Place], w.Loss, made[w.Place]))]);
    }

    private WorstExample RowOf(int row, double? loss, float[] made)
    {
        float[,] back = run.Unscaled(made, 1);
        bool isPicture = run.Columns.Count == 0 && PictureText.IsShown(run.ExampleShape);
        float[] numbers = [.. back.Cast<float>()];
        return new WorstExample
        {
            Row = row + 1,
            Loss = loss,
            Target = Data.Targets is ClassTargets targets ? targets.ClassNames[targets.Labels[row]] : Data.Targets is NumberTargets values ? ExampleCells.Text(values.Values[row]) : "",
            Answer = isPicture ? "" : string.Join(", ", numbers.Take(cells.Names.Count).Select(n => ExampleCells.Text(n))),
            Picture = cells.PictureOf(row),
            Made = isPicture ? PictureText.Of(numbers, run.ExampleShape, 0, 255).ToPng() : null,
            Cells = cells.Of(row),
        };
    }

    // By the names that the model was taught, in their order.
    private int[] ClassesOf(int[] rows)
    {
        var targets = (ClassTargets)Data.Targets!;
        string[] names = [.. run.Preprocessing.ClassNames];
        return [.. rows.Select(r => run.Model.Classes == 0 ? targets.Labels[r] : Array.IndexOf(names, targets.ClassNames[targets.Labels[r]]))];
    }
}
