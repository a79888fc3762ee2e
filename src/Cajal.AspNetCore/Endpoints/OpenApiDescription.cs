using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace Cajal.AspNetCore;

/// <summary>What the endpoints of a model look like in the OpenAPI document of the application, with the names of the version that answers when it is asked for.</summary>
internal static class OpenApiDescription
{
    private const string Json = "application/json";

    private static readonly string[] PictureTypes = ["image/png", "image/jpeg", "image/bmp"];

    /// <summary>Describes the prediction.</summary>
    public static void DescribePost(IEndpointConventionBuilder endpoint, CajalModel model) => endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        var served = model.Current;
        OpenApiSchema example = ExampleSchema(served), answer = AnswerSchema(served.Writer);
        operation.Summary = "Predict";
        operation.Description = $"Answers with {served.Writer.Description}: an object for one example, a list for a list.";
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = OneOrMany(example) } } };
        if (served.Reader.TakesPictures)
            foreach (string type in PictureTypes)
                operation.RequestBody.Content![type] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };
        operation.Responses = new OpenApiResponses
        {
            ["200"] = Response("The answer.", Json, OneOrMany(answer)),
            ["400"] = Problem("The request cannot be read."),
            ["413"] = Problem("The body, the list or the picture is too large."),
            ["415"] = Problem("The body is of another kind."),
            ["503"] = Problem("The server is busy; ask again after the time it says."),
        };
        return Task.CompletedTask;
    });

    /// <summary>Describes the description.</summary>
    public static void DescribeGet(IEndpointConventionBuilder endpoint, CajalModel model) => endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.Summary = "What the model reads and answers";
        operation.Responses = new OpenApiResponses { ["200"] = Response($"The names and kinds of {model.Current.Reader.Fields.Count} inputs.", Json, new OpenApiSchema { Type = JsonSchemaType.Object }) };
        return Task.CompletedTask;
    });

    private static OpenApiSchema ExampleSchema(ServedModel served) => new()
    {
        Type = JsonSchemaType.Object,
        Required = served.Reader.Fields.Select(f => f.Name).ToHashSet(StringComparer.Ordinal),
        Properties = served.Reader.Fields.ToDictionary(f => f.Name, SchemaOf),
    };

    private static IOpenApiSchema SchemaOf(InputField field) => field.Kind switch
    {
        FieldKind.Number => new OpenApiSchema { Type = JsonSchemaType.Number | JsonSchemaType.Null, Description = "null where it is missing" },
        FieldKind.Word => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = $"null where it is missing; training knew {string.Join(", ", field.Words!.Take(50))}" },
        _ => Lists(field.Shape),
    };

    private static OpenApiSchema AnswerSchema(AnswerWriter writer) => new()
    {
        Type = JsonSchemaType.Object,
        Description = writer.Description,
        Properties = writer.Members,
    };

    /// <summary>Numbers in lists nested by a shape.</summary>
    internal static IOpenApiSchema Lists(ReadOnlySpan<int> shape) => shape.Length == 0 ? new OpenApiSchema { Type = JsonSchemaType.Number }
        : new OpenApiSchema { Type = JsonSchemaType.Array, MaxItems = shape[0], Items = Lists(shape[1..]) };

    private static OpenApiSchema OneOrMany(IOpenApiSchema one) => new() { AnyOf = [one, new OpenApiSchema { Type = JsonSchemaType.Array, Items = one }] };

    private static OpenApiResponse Response(string description, string type, IOpenApiSchema schema) =>
        new() { Description = description, Content = new Dictionary<string, OpenApiMediaType> { [type] = new() { Schema = schema } } };

    private static OpenApiResponse Problem(string description) => Response(description, "application/problem+json", new OpenApiSchema
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What came in, what was expected and what to do." },
        },
    });
}
