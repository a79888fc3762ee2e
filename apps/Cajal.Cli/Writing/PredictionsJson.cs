using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>Answers for machines: for each example its class with all probabilities, or its number.</summary>
internal static class PredictionsJson
{
    public static void Write(TextWriter output, Predictions predictions, PredictionInterval? interval = null) => JsonText.Write(output, json =>
    {
        if (predictions.IsClassification) json.Texts("classes", predictions.ClassNames);
        json.Objects("predictions", Enumerable.Range(0, predictions.Count), i =>
        {
            if (!predictions.IsClassification)
            {
                json.Figure("value", predictions.Value(i));
                if (interval?.Around(predictions.Value(i)) is { } ends)
                {
                    json.Figure("lower", ends.Low);
                    json.Figure("upper", ends.High);
                }
                return;
            }
            json.WriteString("class", predictions.ClassName(i));
            json.WriteStartArray(predictions.HasProbabilities ? "probabilities" : "scores");
            for (int label = 0; label < predictions.ClassNames.Count; label++)
            {
                double score = predictions.Score(i, label);
                if (double.IsFinite(score)) json.WriteNumberValue((float)score);
                else json.WriteNullValue();
            }
            json.WriteEndArray();
        });
    });
}
