using System.Buffers;
using System.Text.Json;

namespace Cajal.AspNetCore;

/// <summary>Reads the rows of a body: an object for one example, a list of objects for several.</summary>
internal static class RequestRows
{
    /// <summary>Reads a JSON body, which is written into on the way.</summary>
    /// <exception cref="RequestProblem">It is no JSON, or lacks what the model reads.</exception>
    public static void Read(Span<byte> body, ServedModel served, ModelWatch? watch, int mostRows, Ask ask)
    {
        if (body.IsEmpty) throw RequestProblem.Bad($"The body is empty; expected an object such as {served.Reader.Example}, or a list of such objects.");
        double[]? raw = watch is null ? null : ArrayPool<double>.Shared.Rent(watch.Width);
        try
        {
            Read(new RequestJson(body), served, watch, raw.AsSpan(0, watch?.Width ?? 0), mostRows, ask);
        }
        catch (JsonException error)
        {
            throw RequestProblem.Bad($"The body is no JSON: {JsonText.Reason(error)} Expected an object such as {served.Reader.Example}, or a list of such objects.");
        }
        catch (InvalidOperationException error) when (error.InnerException is System.Text.DecoderFallbackException)
        {
            throw RequestProblem.Bad("The body holds bytes that are no UTF-8; send JSON in UTF-8.");
        }
        finally
        {
            if (raw is not null) ArrayPool<double>.Shared.Return(raw);
        }
    }

    /// <summary>Reads a picture file.</summary>
    /// <exception cref="RequestProblem">It is damaged or too large, or the model reads no pictures.</exception>
    public static void ReadPicture(Span<byte> body, ServedModel served, ModelWatch? watch, int mostPixels, Ask ask)
    {
        ask.AddRow();
        double[] raw = watch?.IsWanted() == true ? new double[watch.Width] : [];
        served.Reader.ReadPicture(body.ToArray(), (int)Math.Min(4L * mostPixels, Data.Picture.MostNumbers), ask.Inputs(0), raw);
        if (raw.Length > 0) watch!.Add(raw);
    }

    private static void Read(RequestJson json, ServedModel served, ModelWatch? watch, Span<double> raw, int mostRows, Ask ask)
    {
        json.Json.Read();
        if (json.Json.TokenType == JsonTokenType.StartObject) Row(ref json, served, watch, raw, ask);
        else if (json.Json.TokenType != JsonTokenType.StartArray) throw Wrong(json.Json, served);
        else
        {
            ask.IsList = true;
            while (json.Json.Read() && json.Json.TokenType != JsonTokenType.EndArray)
            {
                if (json.Json.TokenType != JsonTokenType.StartObject) throw Wrong(json.Json, served, $"Entry {ask.Rows + 1} of the list");
                if (ask.Rows == mostRows) throw RequestProblem.TooLarge($"The list has more than {mostRows} examples, which is the most for one request. Send the rest in another.");
                try
                {
                    Row(ref json, served, watch, raw, ask);
                }
                catch (RequestProblem problem)
                {
                    throw new RequestProblem(problem.Status, problem.Title, $"Example {ask.Rows} of the list: {problem.Message}");
                }
            }
            if (ask.Rows == 0) throw RequestProblem.Bad($"The list is empty; expected objects such as {served.Reader.Example}.");
        }
        // What follows the value is no JSON, and the reader says so.
        json.Json.Read();
    }

    private static void Row(ref RequestJson json, ServedModel served, ModelWatch? watch, Span<double> raw, Ask ask)
    {
        var read = ask.AddRow();
        if (watch?.IsWanted() != true) raw = default;
        served.Reader.Read(ref json, ask.Inputs(ask.Rows - 1), raw, read);
        if (!raw.IsEmpty) watch!.Add(raw);
    }

    private static RequestProblem Wrong(in Utf8JsonReader json, ServedModel served, string what = "The body") =>
        RequestProblem.Bad($"{what} is {JsonText.Of(json)}; expected an object with the model's names, such as {served.Reader.Example}"
            + (what == "The body" ? ", or a list of such objects." : "."));
}
