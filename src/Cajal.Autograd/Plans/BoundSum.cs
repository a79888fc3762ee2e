namespace Cajal;

/// <summary>A sum over the leading axes of a tensor (rows added to one another) or over the last ones (each row's numbers).</summary>
internal sealed unsafe class BoundSum<T>(AddressBook book, Tensor x, Tensor y, bool leading) : Bound where T : unmanaged, System.Numerics.INumber<T>
{
    private readonly Address from = book.Of(x), to = book.Of(y);
    private readonly int count = x.Count, results = y.Count, length = y.Count == 0 ? 0 : x.Count / y.Count;

    public override void Run()
    {
        ReadOnlySpan<T> numbers = new(from.At<T>(), count);
        Span<T> sums = new(to.At<T>(), results);
        if (leading) Reduce.SumColumns(numbers, length, results, sums);
        else Reduce.SumRows(numbers, results, length, sums);
    }
}
