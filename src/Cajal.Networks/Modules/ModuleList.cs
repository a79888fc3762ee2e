using System.Collections;

namespace Cajal.Networks;

/// <summary>A list of modules that its owner calls as it likes; registered as "0", "1", …</summary>
public sealed class ModuleList<TModule> : Module, IReadOnlyList<TModule> where TModule : Module
{
    private readonly List<TModule> modules = [];

    /// <summary>A list of the given modules.</summary>
    public ModuleList(params ReadOnlySpan<TModule> modules)
    {
        foreach (var module in modules) Add(module);
    }

    /// <inheritdoc/>
    public int Count => modules.Count;

    /// <inheritdoc/>
    public TModule this[int index] => modules[index];

    /// <summary>Adds a module at the end. Returns it.</summary>
    public TModule Add(TModule module)
    {
        modules.Add(RegisterModule($"{modules.Count}", module));
        return module;
    }

    /// <inheritdoc/>
    public IEnumerator<TModule> GetEnumerator() => modules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
