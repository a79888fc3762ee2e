namespace Cajal;

/// <summary>One axis of a convolution or of its transpose: result[Origin + t·ResultStep] = Σⱼ kernel[FirstTap + j·TapStep] · source[t·SourceStep +
/// FirstShift + j·ShiftStep] for t in 0 .. Count − 1 and j in 0 .. Taps − 1; places outside of the source hold zeros.</summary>
internal readonly record struct GatherAxis(int Count, int Origin, int ResultStep, int SourceStep, int Taps, int FirstTap, int TapStep, int FirstShift,
    int ShiftStep)
{
    /// <summary>Where the first and the last tap of the result number 0 look.</summary>
    public (int Least, int Most) Shifts => ShiftStep < 0
        ? (FirstShift + (Taps - 1) * ShiftStep, FirstShift) : (FirstShift, FirstShift + (Taps - 1) * ShiftStep);

    /// <summary>y[t] = Σₖ w[k] · x[t·stride − before + k·dilation]</summary>
    public static GatherAxis Forward(int count, int kernel, int stride, int before, int dilation) =>
        new(count, 0, 1, stride, kernel, 0, 1, -before, dilation);

    /// <summary>The transpose: x[i] = Σ w[k] · y[o] over all k, o with o·stride − before + k·dilation = i, for those i that leave the remainder
    /// <paramref name="phase"/> when divided by the stride.</summary>
    public static GatherAxis Transposed(int size, int kernel, int stride, int before, int dilation, int phase)
    {
        int count = phase < size ? (size - phase - 1) / stride + 1 : 0, first = -1, second = -1, taps = 0;
        for (int k = 0; k < kernel; k++)
        {
            if ((phase + before - (long)k * dilation) % stride != 0) continue;
            if (taps == 0) first = k;
            else if (taps == 1) second = k;
            taps++;
        }
        if (taps == 0) return new(count, phase, stride, 1, 0, 0, 1, 0, 1);
        int tapStep = taps > 1 ? second - first : 1, shift = (int)((phase + before - (long)first * dilation) / stride);
        return new(count, phase, stride, 1, taps, first, tapStep, shift, taps > 1 ? -(int)((long)tapStep * dilation / stride) : 1);
    }

    /// <summary>The taps of step t that look into a source of so many places.</summary>
    public (int First, int End) TapsInside(int t, int size)
    {
        int first = 0, end = Taps, from = t * SourceStep + FirstShift;
        if (Taps == 0) return (0, 0);
        while (first < end && (uint)(from + first * ShiftStep) >= (uint)size) first++;
        while (end > first && (uint)(from + (end - 1) * ShiftStep) >= (uint)size) end--;
        return first < end ? (first, end) : (0, 0);
    }

    /// <summary>How far the steps go, from t on, that see the same taps inside of a source; and the axis with those taps alone.</summary>
    public (int End, GatherAxis Axis) RunFrom(int t, int end, int size)
    {
        var taps = TapsInside(t, size);
        int next = t + 1;
        while (next < end && TapsInside(next, size) == taps) next++;
        return (next, this with
        {
            Taps = taps.End - taps.First,
            FirstTap = FirstTap + taps.First * TapStep,
            FirstShift = FirstShift + taps.First * ShiftStep,
        });
    }

    /// <summary>The t whose results lie in from .. to − 1.</summary>
    public (int From, int To) StepsIn(int from, int to) => (Math.Min(Count, Above(from)), Math.Min(Count, Above(to)));

    // The first t with Origin + t · ResultStep ≥ place.
    private int Above(int place) => place <= Origin ? 0 : (place - Origin + ResultStep - 1) / ResultStep;
}

/// <summary>A box of a picture: where it begins and how large it is. It may begin before the picture and end after it.</summary>
internal readonly record struct Box(Extent3 From, Extent3 Size)
{
    public int Count => Size.Count;

    /// <summary>The part of it that lies inside a picture.</summary>
    public Box Inside(Extent3 picture)
    {
        Extent3 from = default, size = default;
        for (int axis = 0; axis < 3; axis++)
        {
            int start = Math.Clamp(From[axis], 0, picture[axis]), end = Math.Clamp(From[axis] + Size[axis], start, picture[axis]);
            (from, size) = (from.With(axis, start), size.With(axis, end - start));
        }
        return new(from, size);
    }

    /// <summary>Whether it lies inside a picture.</summary>
    public bool IsInside(Extent3 picture)
    {
        for (int axis = 0; axis < 3; axis++)
            if (From[axis] < 0 || From[axis] + Size[axis] > picture[axis]) return false;
        return true;
    }
}
