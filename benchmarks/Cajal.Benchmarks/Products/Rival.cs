using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;

namespace Cajal.Benchmarks.Products;

/// <summary>Another program that multiplies when it is asked to: a line with the product in, a line with seconds out.</summary>
internal sealed class Rival : IDisposable
{
    private readonly Process process;

    /// <param name="command">The program's path.</param>
    /// <param name="threads">How many it may use.</param>
    public Rival(string command, int threads)
    {
        var start = new ProcessStartInfo(command) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // It takes itself for a processor of 256 bits otherwise, and is half as fast.
        if (Avx512F.IsSupported) start.Environment["OPENBLAS_CORETYPE"] = "SkylakeX";
        start.Environment["OPENBLAS_NUM_THREADS"] = start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        process = Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start.");
    }

    /// <summary>Seconds of one product, from a block that lasts at least so long.</summary>
    public double Time(Product product, double blockSeconds)
    {
        int transposedA = product.IsTransposedA ? 1 : 0, transposedB = product.IsTransposedB ? 1 : 0;
        process.StandardInput.WriteLine(FormattableString.Invariant(
            $"{product.Batch} {product.M} {product.N} {product.K} {transposedA} {transposedB} {product.Pitch} {blockSeconds}"));
        process.StandardInput.Flush();
        string answer = process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"The rival ended at {product.Name} without an answer.");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    /// <summary>It ends when it is asked nothing more.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(5000)) process.Kill();
        process.Dispose();
    }
}
