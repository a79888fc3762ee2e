using System.Globalization;
using Cajal.Studio;

// dotnet run --project apps/Cajal.Studio -- [FOLDER] [--runs FOLDER] [--open FILE] [--lessons FOLDER] [--port N] [--no-browser] [--embed]; the command line's `cajal studio` says more.
var options = new StudioOptions();
for (int i = 0; i < args.Length; i++)
{
    if (args[i] == "--no-browser") options = options with { OpensBrowser = false };
    else if (args[i] == "--embed") options = options with { AllowsFrames = true };
    else if (args[i] == "--lessons" && i + 1 < args.Length && Directory.Exists(args[i + 1])) options = options with { LessonFolder = args[++i] };
    else if (args[i] == "--port" && i + 1 < args.Length && ushort.TryParse(args[++i], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)) options = options with { Port = port };
    else if (args[i] == "--runs" && i + 1 < args.Length) options = options with { Runs = args[++i] };
    else if (args[i] == "--open" && i + 1 < args.Length) options = options with { Open = [.. options.Open, args[++i]] };
    else if (!args[i].StartsWith('-')) options = options with { Runs = args[i] };
    else
    {
        Console.Error.WriteLine($"Studio takes a folder of runs (or --runs FOLDER), --open FILE, --lessons FOLDER (one that exists), --port N (0 to 65535), --no-browser and --embed; received '{args[i]}'.");
        return 2;
    }
}
try
{
    await StudioServer.RunAsync(options, Console.Out);
    return 0;
}
catch (Exception e) when (e is IOException or InvalidOperationException)
{
    Console.Error.WriteLine(e is IOException ? $"Port {options.Port} of 127.0.0.1 is taken or closed; take another with --port, or 0 for a free one." : e.Message);
    return 1;
}
