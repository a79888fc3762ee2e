using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>What views send; the code is generated when Studio is compiled.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(WarpView))]
[JsonSerializable(typeof(LinesView))]
[JsonSerializable(typeof(SpreadsView))]
[JsonSerializable(typeof(JudgementView))]
[JsonSerializable(typeof(SurfaceView))]
[JsonSerializable(typeof(PiecesView))]
[JsonSerializable(typeof(MatricesView))]
[JsonSerializable(typeof(CostView))]
internal sealed partial class ViewJson : JsonSerializerContext;
