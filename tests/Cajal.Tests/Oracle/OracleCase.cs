using System.Text.Json;

namespace Cajal.Tests.Oracle;

/// <summary>One case, which remembers what of it has been looked at: what nobody read was not understood.</summary>
internal sealed class OracleCase(JsonElement json)
{
    private readonly HashSet<string> read = ["id", "op", "note", "params", "inputs", "weights"];

    public string Id { get; } = json.GetProperty("id").GetString()!;

    public string Op { get; } = json.GetProperty("op").GetString()!;

    /// <summary>Settings.</summary>
    public OracleObject Params { get; } = new(json, "params");

    /// <summary>Named input tensors.</summary>
    public OracleObject Inputs { get; } = new(json, "inputs");

    /// <summary>Named parameters of a module.</summary>
    public OracleObject Weights { get; } = new(json, "weights");

    /// <summary>The names of all fields.</summary>
    public IEnumerable<string> Fields => json.EnumerateObject().Select(f => f.Name);

    /// <summary>Any field of the record, for records of a special shape.</summary>
    public bool Has(string field) => json.TryGetProperty(field, out _);

    public JsonElement Field(string field)
    {
        read.Add(field);
        return json.TryGetProperty(field, out var value) ? value : throw new NotUnderstoodException($"the record has no field '{field}'");
    }

    /// <summary>The tensors of a field, by name; none when it is absent.</summary>
    public Dictionary<string, OracleTensor> Tensors(string field)
    {
        read.Add(field);
        return json.TryGetProperty(field, out var value) ? value.EnumerateObject().ToDictionary(t => t.Name, t => OracleTensor.Read(t.Value)) : [];
    }

    /// <summary>Throws when something of the record was never looked at.</summary>
    public void RequireAllRead()
    {
        string[] rest =
        [
            .. json.EnumerateObject().Select(f => f.Name).Where(f => !read.Contains(f)).Select(f => $"field '{f}'"),
            .. Params.Unread.Select(p => $"parameter '{p}'"), .. Inputs.Unread.Select(i => $"input '{i}'"), .. Weights.Unread.Select(w => $"weight '{w}'"),
        ];
        if (rest.Length > 0) throw new NotUnderstoodException(string.Join(", ", rest));
    }
}

/// <summary>A JSON object whose members are taken by name; the others stay behind as unread.</summary>
internal sealed class OracleObject
{
    private readonly Dictionary<string, JsonElement> members = [];
    private readonly HashSet<string> unread;

    public OracleObject(JsonElement record, string field) : this(record.TryGetProperty(field, out var json) ? json : default) { }

    public OracleObject(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object)
            foreach (var member in json.EnumerateObject()) members[member.Name] = member.Value;
        unread = [.. members.Keys];
    }

    public IEnumerable<string> Names => members.Keys;

    public IEnumerable<string> Unread => unread;

    /// <summary>The member of the first of these names that is there.</summary>
    public bool TryTake(out JsonElement value, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (!members.TryGetValue(name, out value)) continue;
            unread.Remove(name);
            return true;
        }
        value = default;
        return false;
    }

    public JsonElement Take(params ReadOnlySpan<string> names) => TryTake(out var value, names) ? value : throw new NotUnderstoodException($"'{names[0]}' is missing");

    public double Number(string name, double? otherwise = null) => TryTake(out var value, name) && value.ValueKind != JsonValueKind.Null
        ? OracleTensor.Number(value)
        : otherwise ?? throw new NotUnderstoodException($"the number '{name}' is missing");

    public bool Flag(string name, bool otherwise = false) => TryTake(out var value, name) ? OracleTensor.Number(value) != 0 : otherwise;

    public string Text(string name, string? otherwise = null) =>
        TryTake(out var value, name) && value.ValueKind == JsonValueKind.String ? value.GetString()! : otherwise ?? throw new NotUnderstoodException($"the text '{name}' is missing");

    /// <summary>A setting that must have this value, because another has no counterpart.</summary>
    public void Require(string name, string expected)
    {
        if (TryTake(out var value, name) && value.ToString() != expected) throw new NotUnderstoodException($"'{name}' is '{value}', and only '{expected}' is known");
    }
}

/// <summary>A case of a supported op says something the harness does not know: it fails, it is never skipped.</summary>
internal sealed class NotUnderstoodException(string what) : Exception($"not understood: {what}");

/// <summary>A case of an op that is supported in part needs something Cajal does not have: it counts as unsupported.</summary>
internal sealed class UnsupportedException : Exception;
