namespace Cajal.Data;

/// <summary>The folder that a named set of files lies in: the one that was given, that of the environment variable CAJAL_DATA, or the user's own.</summary>
internal static class DataFolder
{
    /// <summary>The environment variable that names the folder of data sets.</summary>
    public const string Variable = "CAJAL_DATA";

    /// <summary>Where data are kept unless told otherwise: CAJAL_DATA, or cajal/data among the user's own files.</summary>
    public static string Usual => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Own;

    private static string Own => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "cajal", "data");

    /// <exception cref="FileNotFoundException">None is given, or it does not exist.</exception>
    public static string Of(string name, DatasetOptions options)
    {
        string folder = options.Folder ?? Environment.GetEnvironmentVariable(Variable) ?? "";
        if (folder.Length == 0)
        {
            if (Directory.Exists(Path.Combine(Own, name))) return Own;
            throw new FileNotFoundException($"'{name}' does not ship inside; fetch it (cajal data fetch {name}), or name the folder of its files "
                + $"with --data DIR or in the environment variable {Variable}.");
        }
        return Directory.Exists(folder) ? folder
            : throw new FileNotFoundException($"There is no folder '{folder}' to find '{name}' in.", folder);
    }
}
