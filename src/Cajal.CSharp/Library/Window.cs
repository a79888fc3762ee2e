namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>Windows along one axis: window o begins at o · stride − padding and holds every dilation-th number; a kernel of 0 shares the axis.</summary>
    private readonly record struct Window(int In, int Out, int Kernel, int Stride, int Padding, int Dilation)
    {
        public (int First, int End) Of(int window)
        {
            if (Kernel == 0) return (window * In / Out, ((window + 1) * In + Out - 1) / Out);
            int first = window * Stride - Padding, end = first + (Kernel - 1) * Dilation + 1;
            if (first < 0) first += (-first + Dilation - 1) / Dilation * Dilation;
            return (first, Math.Min(end, In));
        }

        public int Counted(int window, bool countPadding)
        {
            var (first, end) = Of(window);
            if (Kernel == 0 || !countPadding) return Math.Max(0, (end - first + Dilation - 1) / Dilation);
            int start = window * Stride - Padding;
            return Math.Min(start + Kernel, In + Padding) - start;
        }
    }
}
