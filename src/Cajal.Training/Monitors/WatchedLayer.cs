using System.Text.RegularExpressions;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>A layer with weights as a record shows it: its pre-activations z and the activations a made of them.</summary>
/// <param name="Name">Its path in the model.</param>
/// <param name="Module">The module at that path.</param>
/// <param name="Parameters">Its own weights and biases.</param>
/// <param name="PreActivations">z: the last value its module gave; null when it did not run.</param>
/// <param name="Function">Name of the function that comes next; null for none.</param>
/// <param name="Activations">a, or z without a function.</param>
internal sealed record WatchedLayer(string Name, Module Module, Parameter[] Parameters, Tensor? PreActivations, string? Function, Tensor? Activations)
{
    /// <summary>The axis of a with one place for each unit or channel.</summary>
    public int UnitAxis => Activations!.Rank switch
    {
        0 => -1,
        3 when Module is not ConvolutionLayer => 2,
        var rank => Math.Min(1, rank - 1),
    };

    /// <summary>The layers of a model in a record of its forward pass.</summary>
    /// <param name="model">The model.</param>
    /// <param name="forward">The record up to the loss.</param>
    /// <param name="modelEnd">Where in it the model was through; what follows outside of modules is the loss.</param>
    public static WatchedLayer[] Of(Layer model, IReadOnlyList<Node> forward, int modelEnd)
    {
        var modules = new Dictionary<string, Module>();
        foreach (var module in model.Modules) modules.TryAdd(module.Path, module);
        var ends = new Dictionary<string, int>();
        for (int i = 0; i < forward.Count; i++)
            if (forward[i].Op is not UpdateOp && (i < modelEnd || forward[i].Module != model.Path)) ends[forward[i].Module] = i;
        return [.. model.NamedVariables.Where(v => v.Variable is Parameter)
            .GroupBy(v => v.Name[..Math.Max(0, v.Name.LastIndexOf('.'))], v => (Parameter)v.Variable)
            .Select(layer => Of(layer.Key, [.. layer]))
            .OrderBy(layer => layer.End).Select(layer => layer.Layer)];

        (int End, WatchedLayer Layer) Of(string name, Parameter[] parameters)
        {
            string path = name.Length == 0 ? model.Path : model.Path.Length == 0 ? name : $"{model.Path}.{name}";
            var module = modules.GetValueOrDefault(path, model);
            if (!ends.TryGetValue(path, out int end) || !forward[end].Outputs[0].DType.IsFloat())
                return (int.MaxValue, new WatchedLayer(name, module, parameters, null, null, null));
            var z = forward[end].Outputs[0];
            var function = FunctionOf(z, end, forward, modules);
            return (end, new WatchedLayer(name, module, parameters, z, function?.Name, function?.Values ?? z));
        }
    }

    // The first operation that reads z, past views of it.
    private static (string Name, Tensor Values)? FunctionOf(Tensor z, int end, IReadOnlyList<Node> forward, Dictionary<string, Module> modules)
    {
        for (int i = end + 1; i < forward.Count; i++)
        {
            var node = forward[i];
            if (node.Op is UpdateOp || !node.Inputs.Contains(z, ReferenceEqualityComparer.Instance)) continue;
            if (node.Op is ViewOp)
            {
                z = node.Outputs[0];
                continue;
            }
            string name = Regex.Replace(node.Op.Name, "(?<=[a-z0-9])(?=[A-Z])", "-").ToLowerInvariant();
            if (modules.GetValueOrDefault(node.Module) is Activation activation) return (activation.FunctionName, node.Outputs[0]);
            return node.Inputs.Count == 1 && Activation.Catalog.Names.Contains(name) ? (name, node.Outputs[0]) : null;
        }
        return null;
    }
}
