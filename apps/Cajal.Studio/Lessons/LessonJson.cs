using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>What travels between the rooms of lessons and digits and their pages; the code is generated when Studio is compiled.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(BenchQuestion))]
[JsonSerializable(typeof(BenchAnswer))]
[JsonSerializable(typeof(Lesson))]
[JsonSerializable(typeof(IReadOnlyList<LessonTitle>))]
[JsonSerializable(typeof(Trouble))]
internal sealed partial class LessonJson : JsonSerializerContext;
