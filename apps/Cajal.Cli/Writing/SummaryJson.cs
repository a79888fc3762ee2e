using Cajal.Insight;

namespace Cajal.Cli;

/// <summary>A summary for machines.</summary>
internal static class SummaryJson
{
    public static void Write(TextWriter output, ModelSummary summary) => JsonText.Write(output, json =>
    {
        json.Wholes("input", summary.Input.ToArray());
        json.WriteNumber("parameters", summary.Parameters);
        json.WriteNumber("trainableParameters", summary.TrainableParameters);
        json.WriteNumber("multiplyAdds", summary.MultiplyAdds);
        json.WriteNumber("storedActivations", summary.StoredActivations);
        json.Objects("layers", summary.Layers, layer =>
        {
            json.WriteString("path", layer.Path);
            json.WriteString("type", layer.Type);
            json.Wholes("output", layer.Output.ToArray());
            json.WriteNumber("parameters", layer.Parameters);
            json.WriteNumber("multiplyAdds", layer.MultiplyAdds);
            json.WriteNumber("storedActivations", layer.StoredActivations);
        });
    });
}
