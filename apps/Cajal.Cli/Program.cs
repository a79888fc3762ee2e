using System.Runtime.InteropServices;
using System.Text;
using Cajal.Cli;

using var cancellation = new CancellationTokenSource();
int stoppedBy = 0;
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitCode.Interrupted));
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitCode.Terminated));

// UTF-8 without a mark at the start, so that files made with > are plain; error text goes out at once, results in large pieces.
var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Console.OutputEncoding = utf8;
using var output = new StreamWriter(Console.OpenStandardOutput(), utf8, 1 << 16);
var terminal = new Terminal(output, Console.Error, Directory.GetCurrentDirectory())
{
    IsLive = !Console.IsErrorRedirected,
    Width = Width(),
    Program = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "Cajal.Cli" ? "dotnet run -c Release --project apps/Cajal.Cli --" : "cajal",
};
int code = CommandLine.Run(args, terminal, cancellation.Token);
return code == ExitCode.Interrupted && stoppedBy != 0 ? stoppedBy : code;

// The first signal asks the work to stop after the step it is in; a second one ends the process as usual.
void Stop(PosixSignalContext context, int code)
{
    if (stoppedBy != 0) return;
    stoppedBy = code;
    context.Cancel = true;
    cancellation.Cancel();
}

static int Width()
{
    try
    {
        return Console.IsErrorRedirected || Console.WindowWidth < 40 ? 80 : Console.WindowWidth;
    }
    catch (IOException)
    {
        return 80;
    }
}
