using Cajal.Training;

namespace Cajal.Keras;

/// <summary>Weights of LSTM, GRU and SimpleRNN: [in, G·H] and [H, G·H] become [G·H, in] and [G·H, H], gates in our order.</summary>
internal sealed class KerasRecurrence(string name, string path)
{
    /// <summary>The tensors by their names here.</summary>
    /// <exception cref="RunException">Shapes that do not belong together, or a GRU whose reset gate stands before the product.</exception>
    public IEnumerable<(string Name, Tensor Tensor)> ToTensors(Tensor kernel, Tensor recurrent, Tensor? bias)
    {
        if (kernel.Rank != 2 || recurrent.Rank != 2 || recurrent.Shape[0] == 0 || kernel.Shape[1] != recurrent.Shape[1])
            throw Wrong($"a kernel {kernel.Shape} and a recurrent kernel {recurrent.Shape}");
        int hidden = recurrent.Shape[0], gates = kernel.Shape[1] / hidden;
        // The number of gates says what it is: h; z, r, h; i, f, c, o.
        if (gates is not (1 or 3 or 4) || kernel.Shape[1] != gates * hidden) throw Wrong($"a kernel {kernel.Shape} for states of {hidden} numbers");
        List<(string, Tensor)> tensors = [("weight_ih_l0", Ordered(kernel.T, gates)), ("weight_hh_l0", Ordered(recurrent.T, gates))];
        if (bias is null) return tensors;
        if (gates == 3)
        {
            if (bias.Shape == Shape.Of(3 * hidden)) throw new RunException($"'{path}' holds the GRU '{name}' with reset_after=False, whose reset gate stands before the product; ours stands behind it, so its weights mean something else here.");
            if (bias.Shape != Shape.Of(2, 3 * hidden)) throw Wrong($"a bias {bias.Shape}");
            tensors.Add(("bias_ih_l0", Ordered(bias.Select(0, 0), 3)));
            tensors.Add(("bias_hh_l0", Ordered(bias.Select(0, 1), 3)));
            return tensors;
        }
        if (bias.Shape != Shape.Of(gates * hidden)) throw Wrong($"a bias {bias.Shape}");
        tensors.Add(("bias_ih_l0", bias));
        tensors.Add(("bias_hh_l0", Tensor.Zeros(bias.Shape)));
        return tensors;
    }

    // z, r, h → r, z, n; the gates of an LSTM lie alike.
    private static Tensor Ordered(Tensor x, int gates)
    {
        if (gates != 3) return x.Contiguous();
        var parts = x.Contiguous().Split(0, 3);
        return Tensor.Concatenate([parts[1], parts[0], parts[2]], 0);
    }

    private RunException Wrong(string what) => new($"'{path}' holds the layer '{name}' with {what}, which do not belong together.");
}
