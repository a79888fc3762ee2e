namespace Cajal.Data;

/// <summary>The folder that a named set of files lies in: the one that was given, or that of the environment variable CAJAL_DATA.</summary>
internal static class DataFolder
{
    /// <summary>The environment variable that names the folder of data sets.</summary>
    public const string Variable = "CAJAL_DATA";

    /// <exception cref="FileNotFoundException">None is given, or it does not exist.</exception>
    public static string Of(string name, DatasetOptions options)
    {
        string folder = options.Folder ?? Environment.GetEnvironmentVariable(Variable) ?? "";
        if (folder.Length == 0)
        {
            throw new FileNotFoundException($"'{name}' does not ship inside; name the folder of its files "
                + $"with --data DIR or in the environment variable {Variable}.");
        }
        return Directory.Exists(folder) ? folder
            : throw new FileNotFoundException($"There is no folder '{folder}' to find '{name}' in.", folder);
    }
}
