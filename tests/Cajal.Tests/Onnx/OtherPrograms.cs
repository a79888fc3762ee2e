using System.Diagnostics;

namespace Cajal.Tests.Onnx;

/// <summary>Programs that know ONNX beside us, where they are installed: tests that need one are skipped with a reason elsewhere.</summary>
internal static class OtherPrograms
{
    /// <summary>A Python that has the package onnx (Debian: python3-onnx); null when there is none.</summary>
    public static string? PythonWithOnnx { get; } = new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(python => Run(python, ["-c", "import onnx"], null).Code == 0);

    /// <summary>The folder in which <c>npm install onnxruntime-node</c> has run: CAJAL_ONNX_RUNTIME; null when it names none.</summary>
    public static string? OnnxRuntime { get; } = Environment.GetEnvironmentVariable("CAJAL_ONNX_RUNTIME") is { Length: > 0 } folder
        && Directory.Exists(Path.Combine(folder, "node_modules", "onnxruntime-node")) ? folder : null;

    /// <summary>Runs a program to its end.</summary>
    public static (int Code, string Out) Run(string program, string[] words, string? folder)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, text);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (127, "");
        }
    }
}
