using System.Globalization;
using System.Text;

namespace Cajal;

/// <summary>Writes a tensor for people: head line with element type and shape, then rows in brackets; long axes are shortened.</summary>
internal static class TensorPrinter
{
    private const int FullCount = 200;
    private const int Edge = 3;

    public static string Print(Tensor tensor)
    {
        string head = $"{tensor.DType} {tensor.Shape}";
        if (tensor.Device != Device.Cpu) return $"{head} on {tensor.Device}";
        if (tensor.RawStorage.Generation != 0 && IsStale(tensor)) return $"{head} (its step has ended)";
        bool whole = tensor.Count <= FullCount;
        var cells = new List<string>();
        Collect(tensor, 0, tensor.Layout.Offset, whole, cells);
        int width = cells.Count == 0 ? 0 : cells.Max(c => c.Length);
        var text = new StringBuilder(head).Append(tensor.Rank < 2 ? " " : "\n");
        int next = 0;
        Write(tensor, 0, whole, cells, ref next, width, text);
        return text.ToString();
    }

    private static bool IsStale(Tensor tensor)
    {
        try
        {
            return tensor.Storage is null;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static IEnumerable<int> Shown(int size, bool whole) =>
        whole || size <= 2 * Edge + 1 ? Enumerable.Range(0, size) : Enumerable.Range(0, Edge).Append(-1).Concat(Enumerable.Range(size - Edge, Edge));

    private static void Collect(Tensor tensor, int axis, int place, bool whole, List<string> cells)
    {
        if (axis == tensor.Rank)
        {
            cells.Add(Number(tensor, place));
            return;
        }
        foreach (int i in Shown(tensor.Shape[axis], whole))
            if (i >= 0) Collect(tensor, axis + 1, place + i * tensor.Layout.Strides[axis], whole, cells);
    }

    private static void Write(Tensor tensor, int axis, bool whole, List<string> cells, ref int next, int width, StringBuilder text)
    {
        if (axis == tensor.Rank)
        {
            text.Append(tensor.Rank == 0 ? cells[next++] : cells[next++].PadLeft(width));
            return;
        }
        text.Append('[');
        bool rows = axis < tensor.Rank - 1, first = true;
        foreach (int i in Shown(tensor.Shape[axis], whole))
        {
            if (!first) text.Append(rows ? ",\n" + new string(' ', axis + 1) : ", ");
            first = false;
            if (i < 0) text.Append('…');
            else Write(tensor, axis + 1, whole, cells, ref next, width, text);
        }
        text.Append(']');
    }

    private static string Number(Tensor tensor, int place)
    {
        double value = tensor.Value(place);
        return tensor.DType switch
        {
            DType.Bool => value != 0 ? "true" : "false",
            DType.Int64 => tensor.Host.At<long>(place).ToString(CultureInfo.InvariantCulture),
            DType.Int32 => value.ToString("0", CultureInfo.InvariantCulture),
            // Four digits, wherever they begin.
            _ => value.ToString(Math.Abs(value) switch { 0 => "0", >= 1e-4 and < 1 => "G4", >= 1 and < 1e6 => "0.####", _ => "0.####e+0" },
                CultureInfo.InvariantCulture),
        };
    }
}
