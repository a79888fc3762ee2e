using Cajal.Data;
using Cajal.Insight;
using Cajal.Onnx;
using Cajal.Training;

namespace Cajal.AspNetCore;

/// <summary>One version of a model, ready to answer: what it reads, its network, what it answers.</summary>
internal sealed class ServedModel
{
    private ServedModel(InputReader reader, Predictor predictor, AnswerWriter writer, TrainedModel? trained, Action<int>? onBatch)
    {
        (Reader, Predictor, Writer, Trained) = (reader, predictor, writer, trained);
        Batcher = new Batcher(predictor, onBatch);
        Loaded = DateTimeOffset.UtcNow;
    }

    public InputReader Reader { get; }

    public Predictor Predictor { get; }

    public AnswerWriter Writer { get; }

    public Batcher Batcher { get; }

    /// <summary>The model of a run; null for an ONNX file.</summary>
    public TrainedModel? Trained { get; }

    /// <summary>When it was read.</summary>
    public DateTimeOffset Loaded { get; }

    /// <summary>Which of the versions since the start it is, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What to know about it, such as that its run is not finished; null for nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>Reads a run, a model folder or an ONNX file, and tries it on rows of zeros.</summary>
    /// <exception cref="RunException">No model, a damaged one, or one that does not answer to single examples.</exception>
    /// <exception cref="OnnxException">A damaged file, or a network that cannot be asked row by row.</exception>
    public static ServedModel Load(CajalOptions options, int version = 1, Action<int>? onBatch = null)
    {
        if (options.Path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) && File.Exists(options.Path))
        {
            var row = OnnxRow.Of(OnnxModule.Load(options.Path));
            return Tried(new ServedModel(row.Reader, new Predictor(row.Run, [row.Reader.Size], row.IsSingle ? 1 : options.BatchSize), row.Writer, null, onBatch) { Version = version });
        }
        var place = new RunFolder(options.Path);
        if (!place.HasRun) return Of(TrainedModel.Load(options.Path), options, version, onBatch);
        var recipe = Recipe.Load(place.Recipe);
        if (TextRun.IsText(recipe.Data) || GameRun.IsGame(recipe) || GenerativeRun.IsGenerative(recipe))
            throw new RunException($"'{options.Path}' is the run of a model that writes, plays or makes examples; serve answers to examples with classes and numbers. Take cajal sample for it.");
        var run = Run.Load(options.Path);
        return Of(run.Model, options, version, onBatch, run.Notice);
    }

    /// <summary>Of a model at hand.</summary>
    public static ServedModel Of(TrainedModel model, CajalOptions options, int version = 1, Action<int>? onBatch = null, string? notice = null)
    {
        var target = new TargetReader(model.Preprocessing.Target);
        InputReader reader = model.Preprocessing.Inputs switch
        {
            TableTransform table => new TableReader(table, target),
            PictureScaling pictures => new PictureReader(pictures, target),
            SequenceScaling sequences => new SequenceReader(sequences, target),
            var other => throw new RunException($"The model reads {other.GetType().Name}, which is not served."),
        };
        AnswerWriter writer = model.Preprocessing.Target is NumberScaling scaling
            ? new NumberAnswer(scaling, options.Interval is { } share ? model.PredictionInterval(share) : null) : new ClassAnswer(model);
        return Tried(new ServedModel(reader, model.ToPredictor(options.BatchSize), writer, model, onBatch) { Version = version, Notice = notice });
    }

    private static ServedModel Tried(ServedModel model)
    {
        if (model.Reader.Size != model.Predictor.Inputs)
            throw new RunException($"The preprocessing gives {model.Reader.Size} numbers for an example, and the network reads {model.Predictor.Inputs}. The files do not belong together.");
        return model;
    }
}
