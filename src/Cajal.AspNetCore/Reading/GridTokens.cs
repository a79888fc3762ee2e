using System.Text.Json;

namespace Cajal.AspNetCore;

/// <summary>Numbers in nested JSON lists, token by token: the slow way, which takes every number that JSON can write and says what is wrong with the rest.</summary>
internal static class GridTokens
{
    /// <summary>Reads lists that are nested by a shape, or one list of all numbers; the first size may be less than the shape's.</summary>
    /// <param name="json">The reader, at the first bracket; afterwards at the last.</param>
    /// <param name="field">The name and shape.</param>
    /// <param name="numbers">Room for all of them.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="RequestProblem">Something else than finite numbers, too many of them, or lists of another size.</exception>
    public static int Read(ref Utf8JsonReader json, InputField field, Span<float> numbers)
    {
        if (json.TokenType != JsonTokenType.StartArray) throw RequestProblem.Bad($"'{field.Name}' is {JsonText.Of(json)}; {Expected(field)}.");
        int count = 0, depth = 0;
        Span<int> sizes = stackalloc int[field.Shape.Length + 1];
        bool isFlat = false;
        do
        {
            switch (json.TokenType)
            {
                case JsonTokenType.StartArray:
                    if (depth > 0) sizes[depth]++;
                    if (isFlat || ++depth > field.Shape.Length) throw RequestProblem.Bad($"'{field.Name}' is nested {depth} lists deep at number {count + 1}; {Expected(field)}.");
                    sizes[depth] = 0;
                    break;
                case JsonTokenType.EndArray:
                    if (!isFlat && depth > 1 && sizes[depth] != field.Shape[depth - 1])
                        throw RequestProblem.Bad($"'{field.Name}' has a list of {sizes[depth]} in which {field.Shape[depth - 1]} belong, after {count} numbers; {Expected(field)}.");
                    depth--;
                    break;
                case JsonTokenType.Number:
                    if (count == 0 && depth == 1) isFlat = true;
                    else if (!isFlat && depth < field.Shape.Length) throw RequestProblem.Bad($"'{field.Name}' holds a number beside lists, after {count} numbers; {Expected(field)}.");
                    if (count == numbers.Length) throw RequestProblem.Bad($"'{field.Name}' holds more than {numbers.Length} numbers; {Expected(field)}.");
                    if (!json.TryGetDouble(out double value) || !float.IsFinite((float)value))
                        throw RequestProblem.Bad($"'{field.Name}' holds {JsonText.Of(json)}, which is beyond single precision; expected finite numbers.");
                    numbers[count++] = (float)value;
                    sizes[depth]++;
                    break;
                default: throw RequestProblem.Bad($"'{field.Name}' holds {JsonText.Of(json)} after {count} numbers; {Expected(field)}.");
            }
        }
        while (depth > 0 && json.Read());
        return count;
    }

    /// <summary>What was expected, for messages.</summary>
    public static string Expected(InputField field) =>
        $"expected {field.Shape.Aggregate(1L, (a, b) => a * b)} numbers, in lists nested as [{string.Join(", ", field.Shape)}] or in one list";
}
