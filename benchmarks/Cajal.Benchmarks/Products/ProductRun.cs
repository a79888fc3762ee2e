namespace Cajal.Benchmarks.Products;

/// <summary>A product by Cajal, as a plan of <c>MatMul</c> on views of what lies in memory.</summary>
internal sealed class ProductRun
{
    private const int Checked = 50;

    private readonly Product product;
    private readonly Tensor a, b;
    private readonly Plan plan;

    public ProductRun(Product product)
    {
        this.product = product;
        var rng = new Rng(seed: 1);
        using var tape = Tape.Start(Mode.Inference);
        var storedA = Stored(product.IsTransposedA, product.M, product.K);
        var storedB = Stored(product.IsTransposedB, product.K, product.N);
        a = View(storedA, product.IsTransposedA, product.M, product.K);
        b = View(storedB, product.IsTransposedB, product.K, product.N);
        plan = tape.ToPlan(a.MatMul(b));
        (a, b) = (a.Keep(), b.Keep());
        // Its operands stay with the plan: what is timed later is the product, not the copying.
        plan.Run(storedA, storedB);

        Tensor Stored(bool transposed, int rows, int columns)
        {
            if (transposed) (rows, columns) = (columns, rows);
            int width = product.Pitch > 0 ? product.Pitch : columns;
            return tape.Input(Tensor.Uniform(product.Batch > 1 ? [product.Batch, rows, width] : [rows, width], rng, -1, 1));
        }
    }

    /// <summary>Does so many products.</summary>
    public void Run(int runs)
    {
        for (int i = 0; i < runs; i++) plan.Run();
    }

    /// <summary>Compares some numbers of the result with plain sums: speed of wrong results would be easy to have.</summary>
    /// <exception cref="InvalidOperationException">A number is wrong.</exception>
    public void Check()
    {
        Run(1);
        var c = plan.Outputs[0];
        var rng = new Rng(seed: 2);
        for (int i = 0; i < Checked; i++)
        {
            int member = rng.NextInt(product.Batch), row = rng.NextInt(product.M), column = rng.NextInt(product.N);
            int[] at = product.Batch > 1 ? [member] : [];
            double sum = 0, size = 0;
            for (int k = 0; k < product.K; k++)
            {
                double term = a[[.. at, row, k]] * b[[.. at, k, column]];
                sum += term;
                size += Math.Abs(term);
            }
            int[] place = [.. at, row, column];
            if (!(Math.Abs(c[place] - sum) <= 1e-6 * size))
                throw new InvalidOperationException(
                    $"{product.Name}: C[{string.Join(", ", place)}] is {c[place]}, and by plain sums {sum}.");
        }
    }

    private Tensor View(Tensor stored, bool transposed, int rows, int columns)
    {
        if (product.Pitch > 0) stored = stored.Slice(-1, ..(transposed ? rows : columns));
        return transposed ? stored.Transpose(-2, -1) : stored;
    }
}
