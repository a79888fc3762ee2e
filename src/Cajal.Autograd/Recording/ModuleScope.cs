namespace Cajal;

/// <summary>The path of the module that computes on this thread; modules enter and leave it around their forward pass.</summary>
internal static class ModuleScope
{
    [ThreadStatic]
    private static string? path;

    public static string Path => path ?? "";

    /// <summary>Enters a module; the returned path is given back to <see cref="Leave"/>.</summary>
    public static string? Enter(string modulePath)
    {
        string? outer = path;
        path = modulePath;
        return outer;
    }

    public static void Leave(string? outer) => path = outer;
}
