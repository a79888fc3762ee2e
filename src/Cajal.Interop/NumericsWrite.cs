using Numerics = System.Numerics.Tensors;

namespace Cajal.Interop;

/// <summary>Writes into a tensor span.</summary>
public delegate void TensorSpanAction<T>(Numerics.TensorSpan<T> target);

/// <summary>Kept tensors, the only ones that are written, as tensor spans of System.Numerics.Tensors.</summary>
public static class NumericsWrite
{
    extension(Variable variable)
    {
        /// <summary>Lets <paramref name="write"/> fill this parameter or state in place, by way of a tensor span over its memory.</summary>
        /// <exception cref="InvalidOperationException">A tape is recording on this thread, or the element type differs.</exception>
        public void Write<T>(TensorSpanAction<T> write) where T : unmanaged =>
            variable.Write<T, (nint[] Sizes, TensorSpanAction<T> Action)>((NumericsView.Sizes(variable), write),
                static (values, argument) => argument.Action(new Numerics.TensorSpan<T>(values, argument.Sizes)));
    }
}
