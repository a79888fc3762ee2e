using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Cajal.Insight;

/// <summary>Which line of a user's code asked for each entry of a record: of the calls that stand on the stack when an entry is written, the innermost one outside of
/// Cajal.</summary>
/// <remarks>Operations of the house's own layers in the house's own models have none. Without the symbols of the user's assembly it is the method's name.</remarks>
internal sealed class SourceLines
{
    private static readonly HashSet<string> House = [.. new[] { typeof(Tensor), typeof(Op), typeof(Networks.Module), typeof(Data.Dataset), typeof(Training.Trainer), typeof(SourceLines) }
        .Select(type => type.Assembly.GetName().Name!)];

    private readonly List<string?> lines = [];

    /// <summary>The line behind an entry, <c>Program.cs:41</c>; null where no code but Cajal's asked for it.</summary>
    public string? this[int entry] => entry >= 0 && entry < lines.Count ? lines[entry] : null;

    /// <summary>Makes a record again and notes who asks for each entry.</summary>
    /// <param name="record">Records from a fresh tape on, on this thread.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static SourceLines Of(Action record)
    {
        var found = new SourceLines();
        return Tape.Watch(_ => found.lines.Add(Caller()), () =>
        {
            record();
            return found;
        });
    }

    /// <summary>Whether a type, or one it is made of, is not the house's own.</summary>
    public static bool IsForeign(Type type) => !House.Contains(type.Assembly.GetName().Name!) || type.GenericTypeArguments.Any(IsForeign);

    /// <summary>Who asked for the entry that is being recorded in this moment: from the innermost call outwards, as far as the call of <c>Tape.Watch</c> that
    /// began all this.</summary>
    internal static string? Caller()
    {
        foreach (var frame in new StackTrace(fNeedFileInfo: true).GetFrames())
        {
            if (DiagnosticMethodInfo.Create(frame) is not { } method) continue;
            if (method is { Name: "Watch", DeclaringTypeName: "Cajal.Tape" }) return null;
            string assembly = method.DeclaringAssemblyName.Split(',')[0];
            if (House.Contains(assembly) || assembly.StartsWith("System.", StringComparison.Ordinal)) continue;
            return frame.GetFileName() is { } file ? string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}:{frame.GetFileLineNumber()}")
                : $"{method.DeclaringTypeName}.{method.Name}";
        }
        return null;
    }
}
