using System.Globalization;

namespace Cajal.CSharp;

/// <summary>The lines of Predict, one for each operation that follows from the input.</summary>
internal sealed class ProgramBody
{
    private readonly Dictionary<Tensor, string> names = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Tensor, string> hints = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> lines = [];
    private int made;

    public ProgramBody(Tensor[] inputs)
    {
        for (int i = 0; i < inputs.Length; i++) names[inputs[i]] = InputName(inputs, i);
    }

    /// <summary>What is kept.</summary>
    public ConstantStore Constants { get; } = new();

    /// <summary>The lines.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>What an input is called.</summary>
    public static string InputName(Tensor[] inputs, int i) => inputs.Length == 1 ? "input" : FormattableString.Invariant($"input{i + 1}");

    /// <summary>Writes a recorded operation; one whose inputs are all constants is a constant.</summary>
    /// <exception cref="CSharpException">No program is written for it.</exception>
    public void Write(Node node)
    {
        if (!node.Inputs.Any(names.ContainsKey))
        {
            if (node.Inputs.Count > 0)
                foreach (var output in node.Outputs) hints[output] = HintOf(node.Inputs[0]);
            return;
        }
        if (ProgramTable.All.Find(node.Op) is not { } write)
            throw new CSharpException($"{node} cannot be written as C#: there is no function for {node.Op.Name}.");
        write(new NodeProgram(this, node));
    }

    /// <summary>What a tensor is called: a variable of the program, or a constant.</summary>
    public string NameOf(Tensor tensor) => names.TryGetValue(tensor, out string? name) ? name : Constants.NameOf(tensor, HintOf(tensor));

    /// <summary>Whether a tensor follows from the input.</summary>
    public bool IsComputed(Tensor tensor) => names.ContainsKey(tensor);

    /// <summary>What a constant is made of.</summary>
    public string HintOf(Tensor tensor) => tensor is Variable { Name.Length: > 0 } variable ? variable.Name : hints.GetValueOrDefault(tensor, "constant");

    /// <summary>Gives a tensor the name of a variable.</summary>
    public void Bind(Tensor tensor, string name) => names[tensor] = name;

    /// <summary>Writes a line and names what it makes.</summary>
    public void Add(IReadOnlyList<Tensor> made, string expression, string module)
    {
        string[] variables = [.. made.Select(_ => string.Create(CultureInfo.InvariantCulture, $"v{++this.made}"))];
        for (int i = 0; i < variables.Length; i++) names[made[i]] = variables[i];
        string left = variables.Length == 1 ? variables[0] : $"({string.Join(", ", variables)})";
        lines.Add($"var {left} = {expression}; // {(module.Length > 0 ? module + " " : "")}{made[0].Shape}");
    }

    /// <summary>What Predict returns: an array, or several side by side.</summary>
    public string Answer(IReadOnlyList<Tensor> outputs) => outputs.Count == 1 ? NameOf(outputs[0]) : $"({string.Join(", ", outputs.Select(NameOf))})";
}
