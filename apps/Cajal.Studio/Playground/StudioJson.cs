using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>What travels between page and session; the code is generated when Studio is compiled.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PlaygroundState))]
[JsonSerializable(typeof(Command))]
[JsonSerializable(typeof(Hello))]
[JsonSerializable(typeof(GalleryRows))]
[JsonSerializable(typeof(Scene))]
[JsonSerializable(typeof(Figures))]
[JsonSerializable(typeof(Curves))]
[JsonSerializable(typeof(PinnedTrace))]
[JsonSerializable(typeof(Advice))]
[JsonSerializable(typeof(Trouble))]
[JsonSerializable(typeof(Shared))]
[JsonSerializable(typeof(RaceView))]
[JsonSerializable(typeof(OneMatrix))]
[JsonSerializable(typeof(LectureRows))]
[JsonSerializable(typeof(NetworkJson))]
internal sealed partial class StudioJson : JsonSerializerContext;
