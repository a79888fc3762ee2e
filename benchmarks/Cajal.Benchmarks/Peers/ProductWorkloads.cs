namespace Cajal.Benchmarks.Peers;

/// <summary>G: products of two matrices, [m, k]·[k, n] → [m, n].</summary>
internal static class ProductWorkloads
{
    private static readonly (int M, int N, int K)[] Sizes = [(64, 128, 784), (256, 1024, 1024), (1024, 1024, 1024)];

    public static IEnumerable<Workload> All => Sizes.Select(s => new Workload($"G-sgemm-{s.M}x{s.N}x{s.K}", "gemm", 1)
    {
        WarmSeconds = 0.7,
        Variants = [new("plan", () => Planned(s.M, s.N, s.K))],
    });

    private static Action<int> Planned(int m, int n, int k)
    {
        var rng = new Rng(seed: 0);
        Tensor a = Tensor.Uniform([m, k], rng, -1, 1), b = Tensor.Uniform([k, n], rng, -1, 1);
        Plan plan;
        using (var tape = Tape.Start(Mode.Inference)) plan = tape.ToPlan(tape.Input(a).MatMul(tape.Input(b)));
        // Its operands stay with the plan.
        plan.Run(a, b);
        return runs =>
        {
            for (int i = 0; i < runs; i++) plan.Run();
        };
    }
}
