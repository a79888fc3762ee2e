using Cajal.Networks;
using Cajal.Onnx.Format;

namespace Cajal.Onnx;

/// <summary>The file's initialisers: weights become parameters, running statistics become states, and all others stay constants.</summary>
internal sealed class InitialValues(GraphProto graph, string? folder, Scope scope)
{
    // Numbers that steer an operator and are no weights of it.
    private static readonly HashSet<string> Steered = ["Resize", "Upsample", "Clip", "Pad", "Range", "OneHot", "ConstantOfShape", "Dropout"];

    /// <summary>Registers the variables under the file's names; dots in them are modules within modules.</summary>
    public void Register(Func<string, Variable, Variable> register, Func<string, Module, Module> registerModule)
    {
        var root = new Folder("", register, registerModule);
        foreach (var proto in graph.Initializer)
        {
            if (scope.Find(proto.Name) is not null) throw new OnnxException($"Two initialisers are called '{proto.Name}'; each name stands once.");
            var tensor = TensorReader.Read(proto, folder);
            if (!tensor.DType.IsFloat() || tensor.Rank == 0 || IsSteering(proto.Name))
            {
                scope.Set(proto.Name, new(tensor, Known: true));
                continue;
            }
            Variable variable = IsStatistic(proto.Name) ? new State(tensor) : new Parameter(tensor);
            root.Put(proto.Name, variable);
            scope.Set(proto.Name, new(variable, Known: false));
        }
    }

    private IEnumerable<(NodeProto Node, int Input)> UsesOf(string name) =>
        graph.Node.SelectMany(n => n.Input.Select((input, i) => (n, input, i)).Where(u => u.input == name).Select(u => (u.n, u.i)));

    private bool IsSteering(string name) => UsesOf(name).ToArray() is { Length: > 0 } uses && uses.All(u => u.Input > 0 && Steered.Contains(u.Node.OpType));

    private bool IsStatistic(string name) => UsesOf(name).ToArray() is { Length: > 0 } uses && uses.All(u => u.Input >= 3 && u.Node.OpType == "BatchNormalization");

    /// <summary>Names with dots as modules within modules; a name that does not fit so keeps its letters, with _ for dots.</summary>
    private sealed class Folder(string path, Func<string, Variable, Variable> register, Func<string, Module, Module> registerModule)
    {
        private readonly HashSet<string> taken = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Folder> below = new(StringComparer.Ordinal);

        public void Put(string name, Variable variable)
        {
            string[] parts = name.Split('.');
            if (parts.Contains("") || !TryPut(parts, variable)) Free(name.Replace('.', '_'), variable);
        }

        private bool TryPut(ReadOnlySpan<string> parts, Variable variable)
        {
            if (parts.Length == 1)
            {
                if (below.ContainsKey(parts[0]) || !taken.Add(parts[0])) return false;
                register(parts[0], variable);
                return true;
            }
            if (taken.Contains(parts[0])) return false;
            if (!below.TryGetValue(parts[0], out var inner))
            {
                var module = new Named();
                registerModule(parts[0], module);
                below[parts[0]] = inner = new Folder($"{path}{parts[0]}.", module.Put, module.Put);
            }
            return inner.TryPut(parts[1..], variable);
        }

        private void Free(string name, Variable variable)
        {
            string free = name.Length == 0 ? "unnamed" : name;
            while (below.ContainsKey(free) || !taken.Add(free)) free += "_";
            register(free, variable);
        }
    }

    /// <summary>A module that only holds what has its name in front.</summary>
    private sealed class Named : Module
    {
        public Variable Put(string name, Variable variable) => Register(name, variable);

        public Module Put(string name, Module module) => RegisterModule(name, module);
    }
}
