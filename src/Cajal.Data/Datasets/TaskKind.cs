using System.Text.Json.Serialization;

namespace Cajal.Data;

/// <summary>What is to be learned from a data set.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TaskKind>))]
public enum TaskKind
{
    /// <summary>One of two classes; the second name is the positive one.</summary>
    [JsonStringEnumMemberName("binary")]
    Binary,

    /// <summary>One of several classes.</summary>
    [JsonStringEnumMemberName("classes")]
    Classes,

    /// <summary>A number: regression.</summary>
    [JsonStringEnumMemberName("numbers")]
    Numbers,
}
