using BenchmarkDotNet.Attributes;
using Cajal.Benchmarks.Products;

namespace Cajal.OpBenchmarks;

/// <summary>Matrix products of every kind.</summary>
public class ProductBenchmarks
{
    private ProductRun run = null!;

    /// <summary>What is multiplied.</summary>
    [ParamsSource(nameof(Calls))]
    public object Product { get; set; } = null!;

    /// <summary>All products.</summary>
    public static IEnumerable<object> Calls => ProductList.All.Select(p => new Costed(p));

    /// <summary>Makes the plan, and looks whether it is right.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        run = new ProductRun(((Costed)Product).Product);
        run.Check();
    }

    /// <summary>One product.</summary>
    [Benchmark]
    public void Multiply() => run.Run(1);

    private sealed class Costed(Product product) : ICosted
    {
        public Product Product => product;

        public Cost Cost => new(product.Work, 4.0 * product.Batch
            * ((double)product.M * product.K + (double)product.K * product.N + (double)product.M * product.N));

        public override string ToString() => product.Name;
    }
}
