using System.Globalization;
using Cajal.Benchmarks.Command;
using Cajal.Benchmarks.Measuring;

namespace Cajal.Benchmarks.Products;

/// <summary>Measures matrix products, alone or in turns with another program, as a table.</summary>
internal static class ProductsVerb
{
    public static readonly Verb Verb = new("gemm",
        "matrix products: GFLOP/s and share of the ceiling, in turns with another program if there is one",
        ["only NAMES", "threads N", "against PROGRAM", "turns N", "block-s SECONDS", "out FILE", "list"], Run);

    private static int Run(Arguments arguments, TextWriter output)
    {
        string[] only = arguments.List("only");
        Product[] products = [.. ProductList.All.Where(p => Selection.Wants(only, p.Name))];
        int threads = CpuThreads.Count = arguments.Whole("threads", 1), turns = arguments.Whole("turns", 9);
        double blockSeconds = arguments.Number("block-s", 0.02);
        if (arguments.Has("list"))
        {
            foreach (var product in products) output.WriteLine(product.Name);
            return 0;
        }
        using var rival = arguments.Has("against") ? new Rival(arguments.Text("against"), threads) : null;
        using var lines = arguments.Has("out") ? new StreamWriter(arguments.Text("out")) : null;
        output.WriteLine($"| {"product",-38} | Cajal GFLOP/s | of ceiling |{(rival is null ? "" : " OpenBLAS | ratio |")}");
        output.WriteLine($"|---|---|---|{(rival is null ? "" : "---|---|")}");
        var duels = new List<Duel>();
        foreach (var product in products)
        {
            var duel = Duel.Hold(product, rival, threads, turns, blockSeconds);
            duels.Add(duel);
            output.WriteLine(Row(duel, rival is not null));
            output.Flush();
            lines?.WriteLine(Line(duel, "cajal", duel.Own, duel.OwnSpeed, threads).ToJson());
            if (rival is not null) lines?.WriteLine(Line(duel, "openblas", duel.Rivals, duel.RivalSpeed, threads).ToJson());
        }
        if (rival is not null && duels.Count > 0) Summarize(duels, output);
        return 0;
    }

    private static string Row(Duel duel, bool withRival) => string.Create(CultureInfo.InvariantCulture,
        $"| {duel.Product.Name,-38} | {duel.OwnSpeed:0.0} | {duel.Share:0 %} |") + (withRival
        ? string.Create(CultureInfo.InvariantCulture, $" {duel.RivalSpeed:0.0} | {duel.Ratio:0.00} |") : "");

    private static void Summarize(List<Duel> duels, TextWriter output)
    {
        output.WriteLine();
        foreach (var group in duels.GroupBy(d => d.Product.Group))
        {
            var worst = group.MinBy(d => d.Ratio)!;
            double mean = Figures.GeometricMean(group.Select(d => d.Ratio));
            output.WriteLine(FormattableString.Invariant($"{group.Key}: geometric mean of the ratios {mean:0.00}, ")
                + FormattableString.Invariant($"least {worst.Ratio:0.00} ({worst.Product.Name})"));
        }
    }

    private static ResultLine Line(Duel duel, string peer, double[] seconds, double speed, int threads) => new()
    {
        Workload = duel.Product.Name,
        Peer = peer,
        Version = peer == "cajal" ? ResultLine.OwnVersion : "-",
        Threads = threads,
        Metric = "gemm",
        Seconds = seconds,
        Samples = duel.Product.Batch,
        More = [("gflops", speed), ("share", duel.ShareOf(seconds))],
    };
}
