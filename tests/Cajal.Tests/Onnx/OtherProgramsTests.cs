using System.Globalization;
using System.Text.Json;
using Cajal.Onnx;

namespace Cajal.Tests.Onnx;

/// <summary>What other programs say of exported files: ONNX's checker, and ONNX Runtime's answers beside ours.</summary>
public class OtherProgramsTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const string Checker = """
        import glob, sys, onnx
        for file in sorted(glob.glob(sys.argv[1] + '/*.onnx')):
            try: onnx.checker.check_model(onnx.load(file), full_check=True)
            except Exception as error: print(file, str(error)[:300].replace('\n', ' '))
        """;

    private const string Runtime = """
        const fs = require('fs'), path = require('path'), ort = require(process.argv[3] + '/node_modules/onnxruntime-node');
        const array = t => t.type === 'int64' ? BigInt64Array.from(t.data.map(BigInt)) : Float32Array.from(t.data);
        (async () => {
            for (const file of fs.readdirSync(process.argv[2]).filter(f => f.endsWith('.onnx')).sort()) {
                const inputs = JSON.parse(fs.readFileSync(path.join(process.argv[2], file + '.json'), 'utf8'));
                const line = { file };
                try {
                    const session = await ort.InferenceSession.create(path.join(process.argv[2], file), { logSeverityLevel: 3, intraOpNumThreads: 1 });
                    const feeds = {};
                    session.inputNames.forEach((name, i) => feeds[name] = new ort.Tensor(inputs[i].type, array(inputs[i]), inputs[i].dims));
                    const results = await session.run(feeds);
                    line.outputs = session.outputNames.map(name => ({ dims: results[name].dims, data: Array.from(results[name].data, Number) }));
                } catch (error) { line.error = error.message.slice(0, 300); }
                console.log(JSON.stringify(line));
            }
        })();
        """;

    [SkippableFact]
    public void The_checker_accepts_every_file()
    {
        Skip.If(OtherPrograms.PythonWithOnnx is null, "No Python with the package onnx is installed (Debian: python3-onnx).");
        using var folder = new Data.TestFolder();
        ExportAll(folder.Path);
        var (code, text) = OtherPrograms.Run(OtherPrograms.PythonWithOnnx!, ["-c", Checker, folder.Path], null);
        code.ShouldBe(0);
        text.Trim().ShouldBeEmpty();
    }

    [SkippableFact]
    public void ONNX_Runtime_answers_the_same_within_a_hundred_thousandth()
    {
        Skip.If(OtherPrograms.OnnxRuntime is null, "CAJAL_ONNX_RUNTIME names no folder in which npm install onnxruntime-node has run.");
        using var folder = new Data.TestFolder();
        var networks = ExportAll(folder.Path).ToDictionary(n => n.Name + ".onnx");
        string script = folder.Write("run.js", Runtime);
        var (code, text) = OtherPrograms.Run("node", [script, folder.Path, OtherPrograms.OnnxRuntime!], null);
        code.ShouldBe(0, text);
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(networks.Count);
        var wrong = new List<string>();
        (double Largest, string Of) difference = (0, "");
        foreach (string line in lines)
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            string file = root.GetProperty("file").GetString()!;
            if (root.TryGetProperty("error", out var error)) wrong.Add($"{file}: {error.GetString()}");
            else
            {
                var expected = networks[file].Forward(networks[file].Inputs);
                for (int i = 0; i < expected.Count; i++)
                {
                    var answer = root.GetProperty("outputs")[i];
                    var received = Tensor.From([.. answer.GetProperty("data").EnumerateArray().Select(v => v.GetDouble())],
                        Shape.Of([.. answer.GetProperty("dims").EnumerateArray().Select(v => v.GetInt32())]));
                    if (OnnxCases.Difference(received.To(expected[i].DType), expected[i], 1e-5, 1e-5) is { } words) wrong.Add($"{file}, output {i}: {words}");
                    double apart = HostValues.Numbers(received).Zip(HostValues.Numbers(expected[i]), (a, b) => Math.Abs(a - b) / Math.Max(1, Math.Abs(b))).Where(double.IsFinite).DefaultIfEmpty().Max();
                    if (apart > difference.Largest) difference = (apart, file);
                }
            }
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lines.Length} networks; the largest difference, beside 1 or the number: {difference.Largest:0.0e+0} ({difference.Of})"));
        wrong.ShouldBeEmpty();
    }

    private static List<ExportedNetwork> ExportAll(string folder)
    {
        var networks = ExportedNetworks.Models().Concat(ExportedNetworks.Layers()).ToList();
        foreach (var network in networks)
        {
            string file = Path.Combine(folder, network.Name + ".onnx");
            OnnxExport.Save(network.Forward, network.Inputs, file);
            File.WriteAllText(file + ".json", $"[{string.Join(",", network.Inputs.Select(Json))}]");
        }
        return networks;
    }

    private static string Json(Tensor x)
    {
        string type = x.DType == DType.Int64 ? "int64" : "float32";
        string numbers = string.Join(",", HostValues.Numbers(x).Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
        return $$"""{"type":"{{type}}","dims":[{{string.Join(",", x.Shape.ToArray())}}],"data":[{{numbers}}]}""";
    }
}
