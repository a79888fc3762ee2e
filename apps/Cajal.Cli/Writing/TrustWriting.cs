using Cajal.Insight;

namespace Cajal.Cli;

/// <summary>What a network is worth: all signals, groups, inputs, or the landscape around its weights.</summary>
internal static class TrustWriting
{
    public static void WriteJson(Terminal terminal, Trust trust) => JsonText.Write(terminal.Out, json =>
    {
        json.WriteString("sentence", trust.Sentence);
        json.Objects("signals", trust.Signals, signal =>
        {
            json.WriteString("name", signal.Name);
            if (signal.Agrees is { } agrees) json.WriteBoolean("agrees", agrees);
            else json.WriteNull("agrees");
            json.WriteString("found", signal.Sentence);
        });
    });

    public static void Write(Terminal terminal, Subgroups groups, bool asJson)
    {
        if (!asJson) terminal.Out.Write(groups.ToPage().ToString());
        else JsonText.Write(terminal.Out, json =>
        {
            json.WriteString("column", groups.Column);
            json.WriteString("part", groups.Part);
            json.Objects("groups", groups.Groups, group =>
            {
                json.WriteString("name", group.Name);
                json.WriteNumber("examples", group.Count);
                json.Figure("error", group.Error);
                json.Figure("low", group.ErrorInterval.Low);
                json.Figure("high", group.ErrorInterval.High);
                json.Figure("difference", group.Difference);
                json.Figure("differenceLow", group.DifferenceInterval.Low);
                json.Figure("differenceHigh", group.DifferenceInterval.High);
                json.WriteBoolean("pays", group.Pays);
            });
        });
    }

    public static void Write(Terminal terminal, Importance importance, bool asJson)
    {
        if (!asJson) terminal.Out.Write(importance.ToPage().ToString());
        else JsonText.Write(terminal.Out, json =>
        {
            json.WriteString("part", importance.Part);
            json.WriteNumber("examples", importance.Examples);
            json.Figure("error", importance.Error);
            json.WriteNumber("repeats", importance.Repeats);
            json.Objects("inputs", importance.Ranked, input =>
            {
                json.WriteString("name", input.Name);
                json.Figure("rise", input.Rise);
                json.Figure("low", input.Interval.Low);
                json.Figure("high", input.Interval.High);
            });
        });
    }

    public static void Write(Terminal terminal, Curvature curvature, bool asJson)
    {
        if (!asJson) terminal.Out.Write(curvature.ToPage().ToString());
        else JsonText.Write(terminal.Out, json =>
        {
            json.WriteNumber("examples", curvature.Examples);
            json.Figure("topEigenvalue", curvature.TopEigenvalue);
            json.Figure("topError", curvature.TopError);
            json.Figure("trace", curvature.Trace);
            json.Figure("traceError", curvature.TraceError);
            json.Figure("alpha", curvature.Alpha);
            json.Figure("signalToNoise", curvature.SignalToNoise);
            json.Figure("distance", curvature.Distance);
            json.Figure("relativeDistance", curvature.RelativeDistance);
        });
    }
}
