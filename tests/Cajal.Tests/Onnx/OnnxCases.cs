using System.Globalization;
using Cajal.Onnx;

namespace Cajal.Tests.Onnx;

/// <summary>Test cases as ONNX has them: a folder with model.onnx and test_data_set_*/input_*.pb and output_*.pb.</summary>
internal static class OnnxCases
{
    public enum Verdict { Passed, Failed, Unsupported }

    /// <summary>Runs all cases below a folder, and says line by line how it went: what failed or is not supported, counts by operator, and
    /// a last line <c>onnx: N passed, N failed, N unsupported</c>.</summary>
    public static (int Passed, int Failed, int Unsupported) Run(string root, Action<string> write)
    {
        var byOperator = new SortedDictionary<string, int[]>(StringComparer.Ordinal);
        int[] all = new int[3];
        foreach (string model in Directory.EnumerateFiles(root, "model.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var (verdict, words) = Judge(model);
            if (verdict != Verdict.Passed) write($"{verdict.ToString().ToLowerInvariant()} {Path.GetRelativePath(root, Path.GetDirectoryName(model)!)}: {words}");
            all[(int)verdict]++;
            foreach (string name in OperatorsOf(model))
            {
                if (!byOperator.TryGetValue(name, out int[]? counts)) byOperator[name] = counts = new int[3];
                counts[(int)verdict]++;
            }
        }
        foreach (var (name, counts) in byOperator) write(string.Create(CultureInfo.InvariantCulture, $"{name}: {counts[0]} passed, {counts[1]} failed, {counts[2]} unsupported"));
        write(string.Create(CultureInfo.InvariantCulture, $"onnx: {all[0]} passed, {all[1]} failed, {all[2]} unsupported"));
        return (all[0], all[1], all[2]);
    }

    /// <summary>Runs one case. Not supported is only what the import says so itself; every other trouble is a failure.</summary>
    public static (Verdict Verdict, string Words) Judge(string model)
    {
        try
        {
            var module = OnnxModule.Load(model);
            int sets = 0;
            foreach (string folder in Directory.EnumerateDirectories(Path.GetDirectoryName(model)!, "test_data_set_*").Order(StringComparer.Ordinal))
            {
                sets++;
                // Initialisers may stand as inputs too; then the case gives them again.
                Tensor[] inputs = Tensors(folder, "input_"), expected = Tensors(folder, "output_");
                var received = module.Run(inputs.Take(module.Inputs.Count).ToArray());
                for (int i = 0; i < expected.Length; i++)
                    if (Difference(received[i], expected[i]) is { } words) return (Verdict.Failed, $"output {i}: {words}");
            }
            return sets > 0 ? (Verdict.Passed, "") : (Verdict.Failed, "there is no test_data_set_*");
        }
        catch (OnnxUnsupportedException error)
        {
            return (Verdict.Unsupported, error.Message);
        }
        catch (Exception error)
        {
            return (Verdict.Failed, $"{error.GetType().Name}: {error.Message}");
        }
    }

    private static Tensor[] Tensors(string folder, string start) =>
        [.. Directory.EnumerateFiles(folder, start + "*.pb").OrderBy(f => int.Parse(Path.GetFileNameWithoutExtension(f)[start.Length..], CultureInfo.InvariantCulture))
            .Select(f => TensorReader.Read(OnnxFile.ReadTensor(f), null))];

    /// <summary>What differs beyond ONNX's own measure (a thousandth, or 10⁻⁷); null when nothing does.</summary>
    internal static string? Difference(Tensor received, Tensor expected, double relative = 1e-3, double absolute = 1e-7)
    {
        if (received.Shape != expected.Shape) return $"{expected.Shape} was expected, received {received.Shape}";
        if (received.DType != expected.DType) return $"{expected.DType} was expected, received {received.DType}";
        double[] a = HostValues.Numbers(received), b = HostValues.Numbers(expected);
        for (int i = 0; i < a.Length; i++)
            if (!(a[i] == b[i] || (double.IsNaN(a[i]) && double.IsNaN(b[i])) || Math.Abs(a[i] - b[i]) <= absolute + relative * Math.Abs(b[i])))
                return string.Create(CultureInfo.InvariantCulture, $"number {i} of {a.Length} is {b[i]}, received {a[i]}");
        return null;
    }

    private static IEnumerable<string> OperatorsOf(string model)
    {
        try
        {
            return OnnxFile.Read(model).Graph.Node.Select(n => n.OpType).Distinct().ToArray();
        }
        catch (OnnxException)
        {
            return ["(unreadable)"];
        }
    }
}
