namespace Cajal;

/// <summary>ReLU with a ceiling.</summary>
public static class Relu6OnTensor
{
    extension(Tensor x)
    {
        /// <summary>min(max(x, 0), 6), number by number; the gradient is 0 at 0, at 6 and beyond.</summary>
        public Tensor Relu6() => x.HardTanh(0, 6);
    }
}
