namespace Cajal.Onnx;

/// <summary>Tensors out of nothing, out of shapes, or out of the file.</summary>
internal static class Makers
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Constant", Constant);
        table.Add("ConstantOfShape", Full);
        table.Add("ConstantFill", Filled);
        table.Add("Shape", Sizes);
        table.Add("Size", c => Tensor.From([(long)c.X.Count], Shape.Scalar));
        table.Add("Range", Range);
        table.Add("OneHot", OneHot);
        table.Add("EyeLike", Eye);
        table.Add("Trilu", Triangle);
    }

    private static Tensor Constant(Call c)
    {
        if (c.Find("value") is { T: { } tensor }) return TensorReader.Read(tensor, c.Folder);
        if (c.Find("value_float") is { } number) return Tensor.From([number.F], Shape.Scalar);
        if (c.Find("value_int") is { } whole) return Tensor.From([whole.I], Shape.Scalar);
        if (c.Find("value_floats") is { } numbers) return Tensor.From(numbers.Floats.ToArray());
        if (c.Find("value_ints") is { } wholes) return Tensor.From(wholes.Ints.ToArray());
        throw c.Unsupported("a constant that is neither a tensor nor numbers");
    }

    private static Tensor Full(Call c)
    {
        var shape = OnnxLimits.Shape(c.HostLongs(0), c.Place);
        if (c.Find("value") is not { T: { } proto }) return Tensor.Zeros(shape);
        var value = TensorReader.Read(proto, c.Folder);
        return Tensor.Full(shape, HostValues.Numbers(value)[0], value.DType);
    }

    // What ConstantOfShape was before edition 9: never in the standard, but PyTorch writes it for the first state of recurrent layers.
    private static Tensor Filled(Call c)
    {
        if (c.Int("input_as_shape", 0) == 0 || ElementTypes.Held(c.Int("dtype", 1)) is not { } dtype) throw c.Unsupported("a shape that is no input, or text");
        return Tensor.Full(OnnxLimits.Shape(c.HostLongs(0), c.Place), c.Float("value", 0), dtype);
    }

    private static Tensor Sizes(Call c)
    {
        int rank = c.X.Rank;
        int Bound(string name, int usual) => Math.Clamp(c.Int(name, usual) is var at && at < 0 ? at + rank : at, 0, rank);
        int start = Bound("start", 0), end = Math.Max(start, Bound("end", rank));
        return Tensor.From(Array.ConvertAll(c.X.Shape.ToArray()[start..end], s => (long)s));
    }

    private static Tensor Range(Call c)
    {
        double start = c.HostNumbers(0)![0], limit = c.HostNumbers(1)![0], step = c.HostNumbers(2)![0];
        double count = Math.Max(0, Math.Ceiling((limit - start) / step));
        if (!(count <= OnnxLimits.Elements)) throw c.Wrong(FormattableString.Invariant($"from {start} to {limit} in steps of {step} are more than {OnnxLimits.Elements} numbers."));
        return Tensor.Arange(start, start + count * step, step == 0 ? 1 : step, c.X.DType);
    }

    // Numbers below 0 count from the end; those that name no class have the value 'off' throughout.
    private static Tensor OneHot(Call c)
    {
        long depth = (long)(c.HostNumbers(1)?[0] ?? 0);
        var index = c.X.To(DType.Int64);
        int axis = c.Axis(c.Int("axis", -1), index.Rank + 1);
        OnnxLimits.Shape([.. index.Shape.ToArray().Select(s => (long)s), depth], c.Place);
        index = Tensor.Where(index < 0, index + depth, index).Unsqueeze(axis);
        var classes = Tensor.Arange((int)depth).Reshape(Shape.Of([(int)depth, .. Enumerable.Repeat(1, index.Rank - 1 - axis)]));
        return Tensor.Where(index.EqualTo(classes), c[2].Select(0, 1), c[2].Select(0, 0));
    }

    private static Tensor Eye(Call c)
    {
        int rows = c.X.Shape[0], columns = c.X.Shape[1], k = c.Int("k", 0);
        DType dtype = c.Find("dtype") is { } said ? ElementTypes.Held((int)said.I) ?? throw c.Unsupported(ElementTypes.NameOf((int)said.I)) : c.X.DType;
        var row = Tensor.Arange(rows).Unsqueeze(1) + k;
        return row.EqualTo(Tensor.Arange(columns)).To(dtype);
    }

    private static Tensor Triangle(Call c)
    {
        int k = (int)Math.Clamp(c.HostLongs(1) is [var said] ? said : 0, -(1 << 30), 1 << 30);
        var offset = Tensor.Arange(c.X.Shape[-1]) - Tensor.Arange(c.X.Shape[-2]).Unsqueeze(1);
        var kept = c.Int("upper", 1) != 0 ? offset >= k : offset <= k;
        return Tensor.Where(kept, c.X, Tensor.Zeros(Shape.Scalar, c.X.DType));
    }
}
