namespace Cajal.Data;

/// <summary>Brings files of the web onto the disk, which an annex does. Once it is used, <see cref="Datasets"/> takes addresses as it takes paths.</summary>
public abstract class WebFiles
{
    private static volatile WebFiles? used;

    /// <summary>The path of a copy of the file at an address, fetched when it is not there.</summary>
    /// <param name="address">http or https.</param>
    /// <param name="options">The folder of data and the check sum.</param>
    /// <exception cref="DatasetException">The file cannot be had, or has another sum.</exception>
    public abstract string Fetch(string address, DatasetOptions options);

    /// <summary>From now on this brings the files of the whole program.</summary>
    public static void Use(WebFiles files) => used = files;

    /// <exception cref="DatasetException">Nothing brings files, or the file cannot be had.</exception>
    internal static string PathOf(string address, DatasetOptions options) => used?.Fetch(address, options)
        ?? throw new DatasetException($"'{address}' is an address of the web. Refer to the package Cajal.Fetch and say WebData.Register() once, or download the file and give its path.");
}
