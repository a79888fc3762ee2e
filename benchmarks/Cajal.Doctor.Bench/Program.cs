using Cajal;
using Cajal.DoctorBench;
using Cajal.DoctorBench.Scores;

try
{
    if (Arguments.Read(args) is not { } asked)
    {
        Console.WriteLine(Arguments.Help);
        return 0;
    }
    if (asked.What == "cost")
    {
        Cost.Write(Console.Out);
        return 0;
    }
    // Small networks gain nothing from threads of their own; cases run side by side.
    CpuThreads.Count = 1;
    var bench = new Bench(asked, Console.Out);
    string totals = asked.What switch
    {
        "cures" => bench.Cures(),
        "pairs" => bench.Pairs(),
        "published" => bench.Published(),
        "healthy" => bench.Healthy(),
        "planted" => bench.Planting(),
        "quick" => bench.Quick(),
        _ => bench.Faults(),
    };
    // A page has its totals in its text.
    if (!asked.IsPage) Console.WriteLine(totals);
    return 0;
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
