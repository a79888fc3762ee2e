using System.Globalization;
using System.Text;

namespace Cajal.Studio;

/// <summary>A playground as a C# program in one file: network, weights, points; it says the loss and trains on.</summary>
internal static class CodeExport
{
    /// <summary>The text of the program.</summary>
    public static string Of(Bench bench)
    {
        var state = bench.State;
        int columns = bench.Data.Places.GetLength(1);
        var layers = new List<string>();
        foreach (var layer in bench.Layers)
        {
            layers.Add($"new Linear({layer.Linear.InFeatures}, {layer.Linear.OutFeatures}, rng{(layer.Linear.Bias is null ? ", bias: false" : "")})");
            if (layer.Function is not null) layers.Add(layer.Activation == "sine" ? "new Activation(\"sine\", a => a.Sin())" : $"Activation.Parse(\"{layer.Activation}\")");
        }
        var text = new StringBuilder($$"""
            // A playground of Cajal Studio: {{StateText.Write(state with { Points = "", Weights = "", Table = "" })}}
            // Run it with: dotnet run playground.cs
            #:package Cajal@*
            #:property PublishAot=false
            using Cajal;
            using Cajal.Networks;
            using Cajal.Training;

            var rng = new Rng(seed: {{state.WeightSeed}});
            var model = new Sequential(
                {{string.Join(",\n    ", layers)}});

            // The weights as they were: W row by row, then b, layer by layer.
            float[][] weights =
            [
            {{string.Join("\n", bench.Network.Parameters.Select(p => $"    [{Numbers(p.ToArray<float>())}],"))}}
            ];
            for (int i = 0; i < weights.Length; i++) model.Parameters[i].Assign(weights[i]);

            // {{(bench.Reader.IsPlane ? "x, y" : string.Join(", ", bench.Reader.Labels))}} and target of the points that were trained on.
            float[] points =
            [
            {{string.Join("\n", bench.Data.Train.Select(row => $"    {string.Join(", ", Enumerable.Range(0, columns).Select(c => Number(bench.Data.Places[row, c])))}, {Number(bench.Data.Targets[row])},"))}}
            ];
            int n = points.Length / {{columns + 1}};
            var inputs = new float[n * {{bench.Inputs.Length}}];
            for (int i = 0; i < n; i++)
            {
                {{Row(bench.Reader, columns)}}
                row.CopyTo(inputs, i * row.Length);
            }
            var features = Tensor.From(inputs, [n, {{bench.Inputs.Length}}]);
            {{Targets(bench)}}

            var loss = Loss.Parse("{{bench.Head.LossName}}");
            Console.WriteLine($"loss {loss.Of(model.Forward(features), targets).Item():0.000000} on {n} points");

            var optimizer = Optimizer.Parse("{{state.Optimizer}}", model.Parameters, {{Number(state.Rate)}});
            var trainer = new Trainer(model, loss.Of, optimizer)
            {
                Penalties = [{{string.Join(", ", Penalties(state))}}],{{(state.Clip > 0 ? $"\n    ClipNorm = {Number(state.Clip)}," : "")}}
            };
            var result = trainer.Fit(new TensorBatches(features, targets, {{bench.Train.BatchSize}}{{(state.Shuffle ? $", shuffleSeed: {state.OrderSeed}" : "")}}), epochs: 10);
            Console.WriteLine($"loss {loss.Of(model.Forward(features), targets).Item():0.000000} after {result.Epochs} epochs more");

            """);
        return text.ToString();
    }

    // What the network reads of a point, scaled as it was.
    private static string Row(InputReader reader, int columns)
    {
        string read = reader.IsPlane ? $"float x = points[3 * i], y = points[3 * i + 1];\n    float[] row = [{string.Join(", ", reader.Names.Select(InputFeatures.Code))}];"
            : $"float[] row = points[({columns + 1} * i)..({columns + 1} * i + {columns})];";
        return reader.Shift.All(s => s == 0) && reader.Factor.All(f => f == 1) ? read
            : $"{read}\n    float[] shift = [{Numbers([.. reader.Shift])}], factor = [{Numbers([.. reader.Factor])}];\n    for (int k = 0; k < row.Length; k++) row[k] = (row[k] - shift[k]) * factor[k];";
    }

    private static IEnumerable<string> Penalties(PlaygroundState state)
    {
        // The old rules have λ/2 · w², taken after the step; the nearest of the house is λ/2 in the loss.
        if (state.L1 > 0) yield return $"new L1Penalty({Number(state.L1)})";
        if (state.L2 > 0) yield return $"new L2Penalty({Number(state.OldRules ? state.L2 / 2 : state.L2)})";
    }

    private static string Targets(Bench bench)
    {
        var targets = bench.TrainExamples.Y;
        return targets.DType == DType.Int32 ? $"var targets = Tensor.From(new int[] {{ {string.Join(", ", targets.ToArray<int>())} }}, [n]);"
            : $"var targets = Tensor.From(new float[] {{ {Numbers(targets.ToArray<float>())} }}, [n, {bench.Head.Outputs}]);";
    }

    private static string Numbers(float[] numbers) => string.Join(", ", numbers.Select(n => Number(n)));

    private static string Number(float number) => number.ToString("R", CultureInfo.InvariantCulture) + "f";

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
