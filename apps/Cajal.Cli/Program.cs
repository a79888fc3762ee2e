using System.Runtime.InteropServices;
using System.Text;
using Cajal.Cli;

// UTF-8 without a mark at the start, so that files made with > are plain; error text goes out at once, results in large pieces.
var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Console.OutputEncoding = utf8;
using var output = new StreamWriter(Console.OpenStandardOutput(), utf8, 1 << 16);
var terminal = new Terminal(output, Console.Error, Directory.GetCurrentDirectory())
{
    IsLive = !Console.IsErrorRedirected,
    Width = Console.IsErrorRedirected ? 80 : Width(),
    OutWidth = Console.IsOutputRedirected ? int.MaxValue : Width(),
    // From the repository, or installed as a tool.
    Program = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        ? "dotnet run -c Release --project apps/Cajal.Cli --" : "cajal",
};
using var cancellation = new CancellationTokenSource();
int stoppedBy = 0;
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitCode.Interrupted));
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitCode.Terminated));
int code = CommandLine.Run(args, terminal, cancellation.Token);
return code == ExitCode.Interrupted && stoppedBy != 0 ? stoppedBy : code;

// The first signal asks work that can stop itself to do so after the step it is in; a second one ends the process as usual.
void Stop(PosixSignalContext context, int code)
{
    if (stoppedBy != 0 || !terminal.StopsItself) return;
    stoppedBy = code;
    context.Cancel = true;
    cancellation.Cancel();
}

static int Width()
{
    try
    {
        return Console.WindowWidth < 40 ? 80 : Console.WindowWidth;
    }
    catch (IOException)
    {
        return 80;
    }
}
