using System.Globalization;

namespace Cajal.Cli;

/// <summary>Numbers of neurons as short text: <c>128,64</c> or <c>128-64</c>.</summary>
internal static class LayerSizes
{
    /// <exception cref="UsageException">Not such a text, fewer than <paramref name="least"/> sizes, or a size below 1.</exception>
    public static int[] Read(string text, int least)
    {
        string[] words = text.Split([',', '-'], StringSplitOptions.TrimEntries);
        var sizes = new int[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i]) || sizes[i] < 1)
                throw new UsageException($"--layers takes numbers of neurons from 1, such as 784-128-64-10; received '{text}'.");
        }
        return sizes.Length >= least ? sizes
            : throw new UsageException($"--layers takes at least {least} sizes here, inputs first and outputs last, such as 784-128-64-10; "
                + $"received '{text}'.");
    }
}
