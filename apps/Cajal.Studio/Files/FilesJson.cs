using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>What the room of files says to its page.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(FileRow))]
[JsonSerializable(typeof(FileList))]
[JsonSerializable(typeof(GraphView))]
[JsonSerializable(typeof(TensorPart))]
[JsonSerializable(typeof(FileDifference))]
[JsonSerializable(typeof(WeightPicture))]
internal sealed partial class FilesJson : JsonSerializerContext;

/// <summary>The files that are open.</summary>
/// <param name="Files">The latest first.</param>
/// <param name="MostBytes">The largest file that is taken.</param>
/// <param name="Troubles">Files of the command line that could not be opened, a sentence each.</param>
internal sealed record FileList(IReadOnlyList<FileRow> Files, long MostBytes, [property: JsonConverter(typeof(SpokenList))] IReadOnlyList<string> Troubles);
