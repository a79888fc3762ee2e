using System.Text.Json;
using Cajal.Benchmarks.Measuring;

namespace Cajal.Tests.Benchmarks;

public class ResultLineTests
{
    private static readonly ResultLine Line = new()
    {
        Workload = "T1-mlp-mnist-b64",
        Threads = 2,
        Metric = "train_step",
        Samples = 64,
        Seconds = [0.003, 0.001, 0.00212345678],
        More = [("variant", "plan"), ("noise", null), ("bytes_per_step", 0.0)],
    };

    [Fact]
    public void A_line_has_the_names_of_the_schema_in_their_order()
    {
        using var json = JsonDocument.Parse(Line.ToJson());
        json.RootElement.EnumerateObject().Select(p => p.Name).ShouldBe(
        [
            "workload", "peer", "version", "threads", "metric", "median", "min", "max", "unit", "samples_per_s", "variant",
            "bytes_per_step",
        ]);
        json.RootElement.GetProperty("peer").GetString().ShouldBe("cajal");
        Line.ToJson().ShouldStartWith("{");
        Line.ToJson().ShouldNotContain("\n");
    }

    [Fact]
    public void Times_are_in_the_unit_and_have_five_digits()
    {
        using var json = JsonDocument.Parse(Line.ToJson());
        json.RootElement.GetProperty("median").GetDouble().ShouldBe(2123.5);
        json.RootElement.GetProperty("min").GetDouble().ShouldBe(1000);
        json.RootElement.GetProperty("max").GetDouble().ShouldBe(3000);
        json.RootElement.GetProperty("samples_per_s").GetDouble().ShouldBe(30140);
        using var seconds = JsonDocument.Parse((Line with { Unit = "s" }).ToJson());
        seconds.RootElement.GetProperty("median").GetDouble().ShouldBe(0.0021235);
    }
}
