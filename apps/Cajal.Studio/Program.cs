using System.Globalization;
using Cajal.Studio;

// dotnet run --project apps/Cajal.Studio -- [--port N] [--no-browser]; the command line's `cajal studio` says more.
int at = Array.IndexOf(args, "--port");
var options = new StudioOptions { OpensBrowser = !args.Contains("--no-browser") };
if (at >= 0) options = options with { Port = int.Parse(args[at + 1], CultureInfo.InvariantCulture) };
try
{
    await StudioServer.RunAsync(options, Console.Out);
    return 0;
}
catch (Exception e) when (e is IOException or InvalidOperationException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
