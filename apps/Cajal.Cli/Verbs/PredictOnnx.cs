using System.Globalization;
using System.Text.Json;
using Cajal.Data;
using Cajal.Onnx;

namespace Cajal.Cli;

/// <summary><c>cajal predict FILE.onnx DATA</c>: what a network out of a file answers to raw rows or pictures, a line each.</summary>
internal static class PredictOnnx
{
    private const int BatchSize = 256;

    /// <summary>Whether a path names such a file.</summary>
    public static bool IsFile(string path) => path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) && File.Exists(path);

    /// <summary>Writes the answers as CSV, or as JSON.</summary>
    public static int Run(string file, string data, DatasetOptions? options, bool json, Terminal terminal, CancellationToken cancellation)
    {
        var network = OnnxModule.Load(file);
        var preprocessing = AsItIs(network);
        var set = Datasets.LoadToPredict(data, preprocessing, options);
        var examples = preprocessing.Apply(set);
        foreach (string note in set.Notes.Concat(examples.Notes)) terminal.Error.WriteLine($"note: {note}");
        var rows = new List<float[]>(examples.Count);
        // A file may say how many rows a batch has; then the last one is filled up with zeros.
        int fixedSize = network.Inputs[0].Sizes![0], most = fixedSize > 0 ? fixedSize : BatchSize;
        for (int from = 0; from < examples.Count; from += most)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(most, examples.Count - from), size = fixedSize > 0 ? fixedSize : count;
            var y = network.Run(Batch(examples, from, count, size, network.Inputs[0]))[0];
            var numbers = y.To(DType.Float32).Contiguous().ToArray<float>();
            if (y.Rank == 0 || y.Shape[0] != size) throw new OnnxException($"The network answers {y.Shape} to a batch of {size}; one row for each example was expected.");
            rows.AddRange(numbers.Chunk(Math.Max(1, numbers.Length / size)).Take(count));
        }
        if (json) WriteJson(terminal.Out, rows);
        else WriteCsv(terminal.Out, network.Outputs[0].Name, rows);
        return ExitCode.Done;
    }

    // Numbers go in as they stand: what the network wants done to them is in its file, or was done before.
    private static Preprocessing AsItIs(OnnxModule network)
    {
        int[] example = network.Inputs is [{ Sizes: { Count: > 1 } sizes }] ? [.. sizes.Skip(1)] : [];
        if (example.Length == 0 || example.Any(s => s < 1))
            throw new UsageException($"predict feeds a network with one input of known sizes, [N, …]; this one reads {string.Join(", ", network.Inputs)}.");
        InputTransform inputs = example.Length == 1
            ? new TableTransform { Columns = [.. Enumerable.Range(1, example[0]).Select(i => (ColumnTransform)new StandardScaling { Name = FormattableString.Invariant($"{network.Inputs[0].Name} {i}"), Position = i, Mean = 0, StandardDeviation = 1 })] }
            : new PictureScaling { Shape = example is [1, var height, var width] ? [height, width] : example, Shift = 0, Scale = 1 };
        return new Preprocessing { Task = TaskKind.Numbers, Inputs = inputs, Target = new NumberScaling { Name = network.Outputs[0].Name, Shift = 0, Scale = 1 } };
    }

    private static Tensor Batch(Examples examples, int from, int count, int rows, OnnxPort port)
    {
        int size = examples.ExampleShape.Count;
        var numbers = new float[rows * size];
        for (int i = 0; i < count; i++) examples.CopyInputs(from + i, numbers.AsSpan(i * size, size));
        return Tensor.Wrap(numbers, Shape.Of([rows, .. port.Sizes!.Skip(1)])).To(port.DType);
    }

    private static void WriteCsv(TextWriter output, string name, List<float[]> rows)
    {
        int width = rows.Count > 0 ? rows[0].Length : 0;
        output.WriteLine(width == 1 ? name : string.Join(',', Enumerable.Range(0, width).Select(i => FormattableString.Invariant($"{name} {i}"))));
        foreach (float[] row in rows) output.WriteLine(string.Join(',', row.Select(v => v.ToString(CultureInfo.InvariantCulture))));
    }

    private static void WriteJson(TextWriter output, List<float[]> rows)
    {
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory))
        {
            writer.WriteStartArray();
            foreach (float[] row in rows)
            {
                writer.WriteStartArray();
                // JSON has no word for numbers that are none.
                foreach (float value in row)
                    if (float.IsFinite(value)) writer.WriteNumberValue(value);
                    else writer.WriteNullValue();
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
        }
        output.WriteLine(System.Text.Encoding.UTF8.GetString(memory.ToArray()));
    }
}
