namespace Cajal.Benchmarks.Products;

/// <summary>The products that are measured.</summary>
internal static class ProductList
{
    public static IEnumerable<Product> All => [.. Table, .. Layers, .. Odd, .. Strided, .. Batches];

    /// <summary>Squares, and the products of a multi-layer perceptron with weights stored as [in, out] and as [out, in].</summary>
    public static IEnumerable<Product> Table =>
    [
        .. Both("table", 128, 128, 128), .. Both("table", 256, 256, 256), .. Both("table", 512, 512, 512),
        .. Both("table", 1024, 1024, 1024), .. Both("table", 2048, 2048, 2048), .. Both("table", 64, 128, 784),
        .. Both("table", 64, 64, 128), .. Both("table", 64, 10, 64),
        .. Both("table", 256, 512, 512), .. Both("table", 1, 128, 784), new("table", 128, 784, 64, "TN"), new("table", 784, 128, 64, "TN"),
        .. Both("table", 64, 784, 128),
    ];

    /// <summary>What larger batches make of a multi-layer perceptron: forward, the weights' gradient, the inputs' gradient.</summary>
    private static IEnumerable<Product> Layers =>
    [
        .. Both("layers", 256, 128, 784), .. Both("layers", 1024, 128, 784), new("layers", 128, 784, 256, "TN"), new("layers", 128, 784, 1024, "TN"),
        .. Both("layers", 256, 1024, 1024), new("layers", 1024, 1024, 256, "TN"), .. Both("layers", 256, 64, 128), .. Both("layers", 256, 10, 64),
    ];

    /// <summary>Primes, single rows, columns and steps, and tall, wide and tiny ones.</summary>
    private static IEnumerable<Product> Odd =>
    [
        .. Every("odd", 61, 67, 71), .. Every("odd", 127, 131, 137), .. Every("odd", 257, 263, 269), .. Every("odd", 509, 521, 523),
        .. Every("odd", 17, 17, 17), .. Every("odd", 3, 5, 7), .. Both("odd", 256, 1, 512), .. Both("odd", 1024, 1, 1024),
        .. Both("odd", 1, 1000, 1000), .. Both("odd", 1, 1, 4096), .. Both("odd", 256, 256, 1), .. Both("odd", 1024, 16, 1024),
        .. Both("odd", 16, 1024, 1024), .. Both("odd", 1000, 10, 1000),
    ];

    /// <summary>Rows that lie whole pages apart, which caches like least; and a little more.</summary>
    private static IEnumerable<Product> Strided =>
    [
        .. Every("strided", 256, 256, 256, 1024), .. Every("strided", 256, 256, 256, 4096), .. Every("strided", 64, 128, 784, 1024),
        .. Every("strided", 256, 256, 256, 1040),
    ];

    private static IEnumerable<Product> Batches =>
    [
        new("batch", 64, 64, 64, "NN", 32), new("batch", 64, 64, 32, "NT", 64), new("batch", 64, 32, 64, "NN", 64),
        new("batch", 13, 17, 19, "NN", 100), new("batch", 64, 64, 64, "TN", 32),
    ];

    private static Product[] Both(string group, int m, int n, int k) => [new(group, m, n, k, "NN"), new(group, m, n, k, "NT")];

    private static Product[] Every(string group, int m, int n, int k, int pitch = 0) =>
        [.. new[] { "NN", "NT", "TN" }.Select(layout => new Product(group, m, n, k, layout, Pitch: pitch))];
}
