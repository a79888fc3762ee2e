namespace Cajal.Data;

/// <summary>Something that a data set comes from by name: a generator that ships inside, or known files in a folder.</summary>
public abstract class DatasetSource
{
    private protected DatasetSource(string name, string description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>The name it is asked for by.</summary>
    public string Name { get; }

    /// <summary>One line: what it is, how many examples, what its noise means.</summary>
    public string Description { get; }

    /// <summary>Makes or reads the data set.</summary>
    /// <exception cref="ArgumentException">An option that does not apply to it, or is out of range.</exception>
    /// <exception cref="DatasetException">Files that cannot be used.</exception>
    public abstract Dataset Load(DatasetOptions options);

    /// <summary>What a trained model is shown when it is asked by this name: the given test part where there is one, never what it may
    /// have been trained on.</summary>
    internal virtual Dataset LoadForModel(DatasetOptions options) => Load(options);
}
