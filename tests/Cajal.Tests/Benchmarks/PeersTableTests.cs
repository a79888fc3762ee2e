using Cajal.Benchmarks.Tables;

namespace Cajal.Tests.Benchmarks;

public class PeersTableTests
{
    private static readonly string[] Lines =
    [
        """{"workload": "T1-mlp-mnist-b64", "peer": "torch", "threads": 1, "median": 437.5, "unit": "us", "variant": "foreach"}""",
        """{"workload": "T1-mlp-mnist-b64", "peer": "torch", "threads": 1, "median": 501, "unit": "us", "variant": "eager"}""",
        """{"workload":"T1-mlp-mnist-b64","peer":"cajal","threads":1,"median":150,"unit":"us","variant":"plan","noise":0.9}""",
        """{"workload":"T1-mlp-mnist-b64","peer":"cajal","threads":1,"median":175,"unit":"us","variant":"plan","noise":0.01}""",
        """{"workload":"T1-mlp-mnist-b64","peer":"cajal","threads":1,"median":350,"unit":"us","variant":"eager"}""",
        """{"workload":"T1-mlp-mnist-b64","peer":"floor","threads":1,"median":160,"unit":"us","variant":"hand-fused"}""",
        "a line of something else",
        """{"workload": "T2-wide", "peer": "torch", "threads": 2, "median": 12600.4, "unit": "us", "variant": "x", "noise": 1.5}""",
        """{"workload": "S1-startup", "peer": "tfjs", "metric": "to_step", "threads": 1, "median": 0.28, "unit": "s", "variant": "warm"}""",
    ];

    [Fact]
    public void Each_peer_stands_with_its_best_quiet_result_the_fastest_first() => PeersTable.Rows(Result.Read(Lines)).Skip(2).ShouldBe(
    [
        "| S1-startup to_step | 1 | s | - | tfjs 0.28 (warm) | - | - |",
        "| T1-mlp-mnist-b64 | 1 | us | 175 (plan), 350 (eager) | torch 437.5 (foreach) | 0.40 | 1.09 |",
        "| T2-wide | 2 | us | - | torch 12600 (x; noisy) | - | - |",
    ]);

    [Fact]
    public void The_head_has_as_many_columns_as_the_rows()
    {
        string[] rows = [.. PeersTable.Rows(Result.Read(Lines))];
        rows.Select(r => r.Count(c => c == '|')).Distinct().Count().ShouldBe(1);
    }
}
