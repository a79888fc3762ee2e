namespace Cajal.Networks;

/// <summary>A part of a network: holds parameters, states and further modules, each registered under the name it has in
/// checkpoints.</summary>
/// <remarks>Authors call <c>Register</c> in the constructor. A module Tensor → Tensor derives from <see cref="Layer"/>; one with other
/// needs declares a <c>Forward</c> of its own, wraps its work in <see cref="Enter"/> and <see cref="Leave"/>, and hands its output through
/// <see cref="Observed"/>.</remarks>
public abstract partial class Module
{
    private readonly List<(string Name, Variable Variable)> variables = [];
    private readonly List<(string Name, Module Module)> children = [];
    private Module? parent;

    /// <summary>Name under which the parent holds this module; empty at the root.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Names from the root down to this module, joined by dots: <c>encoder.0</c>; empty at the root.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The modules registered here, in order.</summary>
    public IReadOnlyList<Module> Children => [.. children.Select(c => c.Module)];

    /// <summary>All parameters of this module and those below, in order of registration; each counts once.</summary>
    public IReadOnlyList<Parameter> Parameters => [.. NamedVariables.Select(v => v.Variable).OfType<Parameter>()];

    /// <summary>All kept tensors that are not trained, of this module and those below; each counts once.</summary>
    public IReadOnlyList<State> States => [.. NamedVariables.Select(v => v.Variable).OfType<State>()];

    /// <summary>All parameters and states with their checkpoint names relative to this module, for example <c>0.weight</c>.</summary>
    public IReadOnlyList<(string Name, Variable Variable)> NamedVariables
    {
        get
        {
            var seen = new HashSet<Variable>(ReferenceEqualityComparer.Instance);
            var found = new List<(string, Variable)>();
            Collect("", seen, found);
            return found;
        }
    }

    /// <summary>This module and all below, from the outside in.</summary>
    public IEnumerable<Module> Modules => children.SelectMany(c => c.Module.Modules).Prepend(this);

    /// <summary>Takes all parameters of this module and those below out of training. Returns the module.</summary>
    public Module Freeze() => SetTrainable(false);

    /// <summary>Takes them back into training. Returns the module.</summary>
    public Module Unfreeze() => SetTrainable(true);

    /// <summary>The name in messages: path and type, for example <c>encoder.0 (Linear)</c>.</summary>
    public override string ToString() => Path.Length > 0 ? $"{Path} ({GetType().Name})" : GetType().Name;

    /// <summary>Registers a parameter or state under a name that checkpoints use. Returns it.</summary>
    /// <exception cref="ArgumentException">The name is taken, empty or holds a dot.</exception>
    protected TVariable Register<TVariable>(string name, TVariable variable) where TVariable : Variable
    {
        RequireFree(name);
        variables.Add((name, variable));
        if (variable.Name.Length == 0) variable.Name = Join(Path, name);
        return variable;
    }

    /// <summary>Registers a module under a name that checkpoints use. Returns it.</summary>
    /// <exception cref="ArgumentException">The name is taken, empty or holds a dot.</exception>
    protected TModule RegisterModule<TModule>(string name, TModule module) where TModule : Module
    {
        RequireFree(name);
        children.Add((name, module));
        module.parent ??= this;
        if (module.parent == this)
        {
            module.Name = name;
            module.SetPath(Join(Path, name));
        }
        return module;
    }

    /// <summary>Begins this module's work on the current thread; what is recorded now carries its path.</summary>
    protected string? Enter() => ModuleScope.Enter(Path);

    /// <summary>Ends this module's work; takes what <see cref="Enter"/> returned.</summary>
    protected static void Leave(string? outer) => ModuleScope.Leave(outer);

    /// <summary>Writes this module's path into a shape error that leaves it; the innermost module's path stays.</summary>
    protected void AddPath(ShapeException error) => error.PassThrough(Path, GetType().Name);

    /// <summary>Does this module's work under its path, which goes into shape errors that leave it: what a <c>Forward</c> of one's own
    /// wraps itself in.</summary>
    private protected T Inside<T>(Func<T> work)
    {
        string? outer = Enter();
        try
        {
            return work();
        }
        catch (ShapeException error)
        {
            AddPath(error);
            throw;
        }
        finally
        {
            Leave(outer);
        }
    }

    private static string Join(string path, string name) => path.Length > 0 ? $"{path}.{name}" : name;

    private void SetPath(string path)
    {
        Path = path;
        foreach (var (name, variable) in variables) variable.Name = Join(path, name);
        foreach (var (name, module) in children)
            if (module.parent == this) module.SetPath(Join(path, name));
    }

    private void Collect(string path, HashSet<Variable> seen, List<(string, Variable)> found)
    {
        foreach (var (name, variable) in variables)
            if (seen.Add(variable)) found.Add((Join(path, name), variable));
        foreach (var (name, module) in children) module.Collect(Join(path, name), seen, found);
    }

    private Module SetTrainable(bool trainable)
    {
        foreach (var parameter in Parameters) parameter.Trainable = trainable;
        return this;
    }

    private void RequireFree(string name)
    {
        if (name.Length == 0 || name.Contains('.'))
            throw new ArgumentException($"A registered name is not empty and holds no dot; received '{name}'.");
        if (variables.Any(v => v.Name == name) || children.Any(c => c.Name == name))
            throw new ArgumentException($"{this} has something registered as '{name}' already. Choose another name.");
    }
}
