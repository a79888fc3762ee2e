using Cajal.Data;
using Cajal.Onnx;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>What went wrong, as one sentence on standard error and an exit code; never a stack trace.</summary>
internal static class Failure
{
    public static int Report(Exception error, Terminal terminal)
    {
        var (code, sentence) = Read(error);
        if (sentence.Length > 0) terminal.Error.WriteLine(sentence);
        try
        {
            terminal.Out.Flush();
        }
        catch (IOException)
        {
            // The disk behind standard output is full, and that is what was just said.
        }
        return code;
    }

    private static (int Code, string Sentence) Read(Exception error) => error switch
    {
        UsageException => (ExitCode.WrongUse, error.Message),
        OperationCanceledException => (ExitCode.Interrupted, "Stopped."),
        DatasetException or RunException or OnnxException or FileNotFoundException or DirectoryNotFoundException => (ExitCode.Failed, Sentence(error)),
        ShapeException => (ExitCode.Failed, Sentence(error)),
        ArgumentException argument => (ExitCode.WrongUse, Sentence(argument)),
        OutOfMemoryException => (ExitCode.Failed, "The memory does not suffice; take fewer examples or a smaller batch or network."),
        UnauthorizedAccessException => (ExitCode.Failed, $"There is no permission: {Sentence(error)}"),
        IOException io when IsDiskFull(io) => (ExitCode.Failed, "The disk is full, so the output could not be written; free some space."),
        IOException => (ExitCode.Failed, $"The disk or a file failed: {Sentence(error)}"),
        _ => (ExitCode.Failed, $"Cajal itself made a mistake ({error.GetType().Name}): {Sentence(error)} Please report the command."),
    };

    // ENOSPC on Unix, ERROR_DISK_FULL on Windows.
    private static bool IsDiskFull(IOException error) => (error.HResult & 0xFFFF) == (OperatingSystem.IsWindows() ? 112 : 28);

    // The base class adds the parameter's name, which means nothing to somebody who typed a command.
    private static string Sentence(Exception error)
    {
        string text = error.Message;
        if (error is ArgumentException { ParamName: { } name }) text = text.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal);
        text = text.ReplaceLineEndings(" ").Trim();
        return text.EndsWith('.') || text.EndsWith('?') ? text : text + ".";
    }
}
