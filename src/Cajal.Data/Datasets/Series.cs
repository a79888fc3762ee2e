namespace Cajal.Data;

/// <summary>A series as examples: a window of its past, [window, 1] or, with the phase of a season beyond the window, [window, 3], and the
/// number that follows.</summary>
/// <remarks>Step t is foretold from the steps t − window … t − 1. With a season of m steps longer than the window, each step also has
/// sin(2π·t/m) and cos(2π·t/m). Parts are stretches of time: the last fifth is the test.</remarks>
public static class Series
{
    // What is held aside; the rest decides on logarithms and on the better simple forecast.
    private const double UsualTest = 0.2, UsualValidation = 0.1;

    // A series that grows this many times over and stays above zero grows by factors, not by sums.
    private const double Growth = 3;

    /// <summary>Steps in a window unless told otherwise.</summary>
    public const int UsualWindow = 24;

    /// <summary>Reads a series from a column of a CSV file.</summary>
    /// <exception cref="DatasetException">A step without a number, or too few steps.</exception>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    public static Dataset Read(string path, DatasetOptions options)
    {
        var (values, name, season) = SeriesReader.Read(path, options);
        int? steps = options.Season ?? season?.Steps;
        var data = Of(path, values, options.Window ?? UsualWindow, steps, options.Logarithm, name);
        string said = options.Season is not null ? $"a season of {steps} steps, as asked for"
            : season is { } found ? $"a season of {found.Steps} {found.Word}, by the dates" : "no season known";
        return new Dataset(path, data.Features, data.Targets)
        {
            Description = "a series from a CSV file",
            IsOrdered = true,
            SuggestedShares = data.SuggestedShares,
            SimpleForecasts = data.SimpleForecasts,
            SuggestedModel = data.SuggestedModel,
            Notes = [$"{values.Length} steps of '{name}', {said}", .. data.Notes],
        };
    }

    /// <summary>Reads a series for a trained model: all its windows; to be foretold, also the last one, whose answer is still to
    /// come.</summary>
    internal static Dataset ReadForModel(string path, SequenceScaling model, Preprocessing preprocessing, DatasetOptions options,
        bool withTargets)
    {
        var (values, name, season) = SeriesReader.Read(path, options with { Target = options.Target ?? TargetOf(preprocessing) });
        if (values.Length < model.Steps + (withTargets ? 1 : 0))
            throw new DatasetException($"'{path}' has {values.Length} steps; the model looks back {model.Steps}. Give a longer series.");
        bool takesLogs = preprocessing.Target is NumberScaling { Logarithm: true };
        if (takesLogs && values.Any(v => v <= 0))
            throw new DatasetException($"'{path}' holds numbers that are not positive, and the model foretells logarithms.");
        // One step more stands for the answer that is to come; no window reads it.
        double[] all = withTargets ? values : [.. values, values[^1]];
        return new Dataset(path, Windows(all, model.Steps, model.Season, takesLogs), withTargets
            ? new NumberTargets(values[model.Steps..], name) : null)
        {
            Description = "a series from a CSV file",
            IsOrdered = true,
            SimpleForecasts = Forecasts(all, model.Steps, options.Season ?? model.Season ?? season?.Steps),
            Notes = withTargets ? [] : [$"answer i is that of step i + {model.Steps}; the last one is the step after the file's end"],
        };
    }

    // A file without a header has no name to ask for.
    private static string? TargetOf(Preprocessing preprocessing) =>
        preprocessing.Target.Name.StartsWith("column ", StringComparison.Ordinal) ? null : preprocessing.Target.Name;

    /// <summary>Windows of a series and the numbers that follow them.</summary>
    /// <param name="name">Name of the data set.</param>
    /// <param name="values">One number for each step.</param>
    /// <param name="window">Steps that are looked back.</param>
    /// <param name="season">Steps after which it repeats, more or less; null for none.</param>
    /// <param name="logarithm">Whether its logarithm is foretold; null decides by its growth.</param>
    /// <param name="column">Name of the numbers.</param>
    /// <exception cref="ArgumentException">A window or season below 1 or 2, or logarithms of numbers that are not positive.</exception>
    /// <exception cref="DatasetException">Too few steps.</exception>
    public static Dataset Of(string name, double[] values, int window, int? season = null, bool? logarithm = null, string column = "y")
    {
        if (window < 1) throw new ArgumentException($"A window holds at least one step; received {window}.", nameof(window));
        if (season is < 2) throw new ArgumentException($"A season has at least 2 steps; received {season}.", nameof(season));
        int count = values.Length - window;
        if (count < 10)
            throw new DatasetException($"'{name}' has {values.Length} steps, too few for windows of {window}: at least 10 must follow. "
                + $"Take a "
                + "smaller window.");
        int known = values.Length - (int)((UsualTest + UsualValidation) * values.Length);
        bool isPositive = values.All(v => v > 0);
        if (logarithm == true && !isPositive) throw new ArgumentException($"'{name}' holds numbers that are not positive, which have no "
            + $"logarithm.");
        bool takesLogs = logarithm ?? (isPositive && values.Take(known).Max() > Growth * values.Take(known).Min());
        var features = Windows(values, window, season > window ? season : null, takesLogs);
        var targets = new NumberTargets(values[window..], column) { IsLogarithmic = takesLogs };
        var forecasts = Forecasts(values, window, season);
        var (lag, reason) = BetterLag(values, window, season, known);
        return new Dataset(name, features, targets)
        {
            Description = "a series",
            IsOrdered = true,
            SuggestedShares = new SplitShares(UsualValidation, Math.Round(UsualTest * values.Length) / count),
            SimpleForecasts = forecasts,
            SuggestedModel = ($"forecaster(lag={lag})", reason),
            Notes =
            [
                $"windows of {window} steps, {count} of them; the last fifth is for the test",
                .. !takesLogs ? Array.Empty<string>()
                    : [logarithm == true ? "logarithms are foretold, as asked for" : "it grows by factors, so logarithms are foretold"],
            ],
        };
    }

    private static SequenceFeatures Windows(double[] values, int window, int? phase, bool takesLogs)
    {
        int count = values.Length - window, width = phase is null ? 1 : 3;
        if ((long)count * window * width > Array.MaxLength)
            throw new DatasetException($"{count} windows of {window} steps do not fit into memory; take a smaller window.");
        var all = new float[count * window * width];
        for (int i = 0, o = 0; i < count; i++)
            for (int t = i; t < i + window; t++)
            {
                all[o++] = (float)(takesLogs ? Math.Log(values[t]) : values[t]);
                if (phase is not { } season) continue;
                // The phase of the step that is foretold next, so that the last step of a window tells that of the answer.
                var (sine, cosine) = Math.SinCos(2 * Math.PI * ((t + 1) % season) / season);
                (all[o], all[o + 1]) = ((float)sine, (float)cosine);
                o += 2;
            }
        return new SequenceFeatures(all, window, width) { IsOwnPast = true, Season = phase };
    }

    private static SimpleForecast[] Forecasts(double[] values, int window, int? season)
    {
        int count = values.Length - window;
        var last = new SimpleForecast("last value", values[(window - 1)..^1]);
        if (season is not { } steps) return [last];
        double[] before = [.. Enumerable.Range(window, count).Select(t => t >= steps ? values[t - steps] : double.NaN)];
        return [last, new SimpleForecast($"a season ago ({steps} steps)", before)];
    }

    // The network learns what the better simple forecast misses.
    private static (int Lag, string Reason) BetterLag(double[] values, int window, int? season, int known)
    {
        if (season is not { } steps || steps > window || known <= steps + 1)
            return (1, "the network learns the change from the last value");
        double Error(int lag) => Enumerable.Range(steps, known - steps).Average(t => Math.Abs(values[t] - values[t - lag]));
        double last = Error(1), before = Error(steps);
        string figures = FormattableString.Invariant($"mean absolute error {Math.Min(last, before):G3} against ")
            + FormattableString.Invariant($"{Math.Max(last, before):G3} on the training part");
        return before < last ? (steps, $"the network learns the change from a season ago, the better simple forecast ({figures})")
            : (1, $"the network learns the change from the last value, the better simple forecast ({figures})");
    }
}

/// <summary>A forecast that needs no learning, for every example; NaN where it cannot be made.</summary>
/// <param name="Name">For example <c>last value</c>.</param>
/// <param name="Values">One number for each example, [N].</param>
public sealed record SimpleForecast(string Name, double[] Values);
