using Cajal.Data;

namespace Cajal.Fetch;

/// <summary>Addresses of the web among the places that data sets are read from.</summary>
public static class WebData
{
    /// <summary>From now on <see cref="Datasets.Load"/> and all that stands on it take addresses of the web: each file is fetched once and then read from its copy in the folder of
    /// data. Once for a program is enough.</summary>
    public static void Register() => WebFiles.Use(new WebCopy());
}
