using System.Collections;

namespace Cajal.Networks;

/// <summary>Things that recipes and the command line name in a short text: <c>adam</c>, <c>leaky-relu(0.2)</c>,
/// <c>sgd(momentum=0.9)</c>.</summary>
/// <remarks>Case, dashes and underscores do not matter. Reading a text checks everything that stands in it.</remarks>
/// <param name="kind">What is in it, for messages: <c>optimizer</c>.</param>
public sealed class Catalog<T>(string kind) : IEnumerable<string>
{
    private readonly List<(string Name, Func<Options, T> Make)> entries = [];

    /// <summary>The names, in the order they were added.</summary>
    public IReadOnlyList<string> Names => [.. entries.Select(e => e.Name)];

    /// <summary>Adds a name and how to make what it names. Users add their own here.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string name, Func<Options, T> make)
    {
        if (Find(name) is not null) throw new ArgumentException($"There is a {kind} called '{name}' already. Choose another name.");
        entries.Add((name, make));
    }

    /// <summary>What a text names.</summary>
    /// <exception cref="ArgumentException">An unknown name or option, or an option that is no number; the message says the nearest right
    /// one.</exception>
    public T Parse(string text)
    {
        var options = Options.Read(kind, text);
        if (Find(options.Name) is not { } make)
        {
            throw new ArgumentException(NearestName.Unknown(kind, options.Name, Names));
        }
        var made = make(options);
        options.RequireUsed();
        return made;
    }

    /// <summary>The options a name has, in their order.</summary>
    internal IReadOnlyList<string> OptionsOf(string name)
    {
        var options = Options.Read(kind, name);
        if (Find(options.Name) is { } make) make(options);
        return options.Asked;
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => Names.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Func<Options, T>? Find(string name)
    {
        string plain = NearestName.Plain(name);
        foreach (var (known, make) in entries)
            if (NearestName.Plain(known) == plain) return make;
        return null;
    }
}
