using System.Globalization;
using Cajal.DoctorBench.Faults;
using Cajal.DoctorBench.Patients;
using Cajal.Insight;

namespace Cajal.DoctorBench;

/// <summary>What is asked for on the command line.</summary>
internal sealed class Arguments
{
    /// <summary>Text of <c>--help</c>.</summary>
    public const string Help = """
        Plants each fault of the Doctor's catalogue and its healthy twin, and counts what the Doctor says.
          --seeds 1-20      seeds; 1 to 10 were used to set the thresholds
          --kinds tuned     patients: tuned, third (of the third trial), known (both), frozen (of the fourth trial, and not
                            shown to the Doctor before it), all
          --only T4,T6      faults of these findings alone
          --half            the faults at half their strength too
          --set T4.dead=0.3 another threshold, to see what it costs; may stand several times
          --wrong           the wrong answers, one by one
          --cures           carry out what is prescribed for the curable faults, and count what helped
          --pairs           two faults at once, 20 pairs
          --cost            what the Doctor costs while training runs
          --published       bugs that others have published, and what people found
          --markdown        the published bugs as a page
          --healthy         train the healthy patients without the Doctor: losses, held-out figure, chance, best possible
          --sweep           the same, with other learning rates
          --planted         what each fault changes in each kind of patient, without the Doctor
          --quick           a few seeds of everything, half strength too, ending in one line: less than 15 minutes on two cores
        """;

    private const int QuickSeeds = 6;

    /// <summary>What is measured: <c>faults</c>, <c>cures</c>, <c>pairs</c>, <c>published</c>, <c>cost</c>, <c>healthy</c>, <c>planted</c> or, as <c>quick</c>, the first four.</summary>
    public string What { get; private set; } = "";

    /// <summary>Seeds, in order.</summary>
    public IReadOnlyList<ulong> Seeds { get; private set; } = [.. Enumerable.Range(1, 20).Select(i => (ulong)i)];

    /// <summary>Kinds of patient.</summary>
    public IReadOnlyList<Func<ulong, Patient>> Patients { get; private set; } = Kinds.Tuned;

    /// <summary>Faults to plant.</summary>
    public IReadOnlyList<Fault> Faults { get; private set; } = Catalogue.All;

    /// <summary>The Doctor's bounds.</summary>
    public Thresholds Thresholds { get; private set; } = Thresholds.Standard;

    /// <summary>Whether half strength is tried too.</summary>
    public bool IsHalfToo { get; private set; }

    /// <summary>Whether a few seeds are enough.</summary>
    public bool IsQuick { get; private set; }

    /// <summary>Whether healthy patients are trained at other rates too.</summary>
    public bool IsSwept { get; private set; }

    /// <summary>Whether wrong answers are shown.</summary>
    public bool ShowsWrong { get; private set; }

    /// <summary>Whether the published bugs are written as a page.</summary>
    public bool IsPage { get; private set; }

    /// <summary>Reads the words of a command line; null when help is asked for.</summary>
    /// <exception cref="ArgumentException">A word that has no meaning here.</exception>
    public static Arguments? Read(IReadOnlyList<string> args)
    {
        var read = new Arguments();
        for (int i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--help": return null;
                case "--quick": (read.IsQuick, read.IsHalfToo) = (true, true); break;
                case "--sweep": (read.What, read.IsSwept) = ("healthy", true); break;
                case "--cures" or "--pairs" or "--cost" or "--published" or "--healthy" or "--planted": read.What = args[i][2..]; break;
                case "--half": read.IsHalfToo = true; break;
                case "--wrong": read.ShowsWrong = true; break;
                case "--markdown": read.IsPage = true; break;
                case "--seeds": read.Seeds = Span(Next()); break;
                case "--kinds":
                    read.Patients = Next() switch
                    {
                        "tuned" => Kinds.Tuned,
                        "third" => Kinds.Third,
                        "known" => [.. Kinds.Tuned, .. Kinds.Third],
                        "frozen" => Kinds.Frozen,
                        "all" => [.. Kinds.Tuned, .. Kinds.Third, .. Kinds.Frozen],
                        var other => throw new ArgumentException($"--kinds is tuned, third, known, frozen or all; received '{other}'."),
                    };
                    break;
                case "--only":
                    string[] codes = Next().Split(',');
                    read.Faults = [.. Catalogue.All.Where(f => codes.Contains(f.Code))];
                    break;
                case "--set":
                    string[] parts = Next().Split('=');
                    read.Thresholds = parts.Length == 2 && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                        ? read.Thresholds.With(parts[0], value) : throw new ArgumentException("--set takes name=number, such as T4.dead=0.3.");
                    break;
                default: throw new ArgumentException($"'{args[i]}' has no meaning here.\n{Help}");
            }

            string Next() => ++i < args.Count ? args[i] : throw new ArgumentException($"{args[i - 1]} needs a value.");
        }
        if (read.IsQuick) read.Seeds = [.. read.Seeds.Take(QuickSeeds)];
        if (read.What.Length == 0) read.What = read.IsQuick ? "quick" : "faults";
        return read;
    }

    private static ulong[] Span(string text)
    {
        ulong[] ends = [.. text.Split('-').Select(p => ulong.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out ulong n) ? n
            : throw new ArgumentException($"--seeds takes a span such as 1-20; received '{text}'."))];
        return [.. Enumerable.Range(0, (int)(ends[^1] - ends[0]) + 1).Select(k => ends[0] + (ulong)k)];
    }
}
