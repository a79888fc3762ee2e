using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>What the room of runs says to its page.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ListPart))]
[JsonSerializable(typeof(CurvePanels))]
[JsonSerializable(typeof(LayerCurves))]
[JsonSerializable(typeof(LayerHistograms))]
[JsonSerializable(typeof(RunAbout))]
[JsonSerializable(typeof(NetworkView))]
[JsonSerializable(typeof(TensorPart))]
[JsonSerializable(typeof(WeightPicture))]
[JsonSerializable(typeof(Projection))]
[JsonSerializable(typeof(WorstExamples))]
[JsonSerializable(typeof(FindingsView))]
internal sealed partial class RunsJson : JsonSerializerContext;
