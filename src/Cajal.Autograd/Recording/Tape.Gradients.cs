namespace Cajal;

// Backward: the record read from the end.
public sealed partial class Tape
{
    private readonly HashSet<Tensor> watched = new(ReferenceEqualityComparer.Instance);

    /// <summary>Asks for the gradient of a tensor that is no parameter: an input, or a value in between.</summary>
    public void Watch(Tensor tensor)
    {
        RequireOpen();
        SlotOf(tensor);
        watched.Add(tensor);
    }

    /// <summary>∂loss/∂p for every trainable parameter and watched tensor the loss depends on, computed by the chain rule from the end of the
    /// record to its start. The computation is itself recorded.</summary>
    /// <param name="loss">A single number; or any tensor when <paramref name="outputGradient"/> is given.</param>
    /// <param name="outputGradient">∂L/∂loss with the shape of <paramref name="loss"/>; 1 when left out.</param>
    /// <param name="differentiable">True when the gradients will be differentiated again: all values are kept and nothing is fused.</param>
    /// <exception cref="InvalidOperationException">The loss has no path to a parameter, an operation on the path has no derivative, or a
    /// parameter was written since.</exception>
    public Gradients Gradients(Tensor loss, Tensor? outputGradient = null, bool differentiable = false)
    {
        RequireOpen();
        if (recording != this) throw new InvalidOperationException("The tape is paused, and backward is recorded too. End the pause first.");
        if (loss.RecordMark != mark && !outside.ContainsKey(loss))
            throw new InvalidOperationException("This loss was not computed on this tape. Start the tape before the forward pass.");
        if (outputGradient is null && loss.Count != 1)
            throw new ShapeException("Gradients", "a loss with one element (take its Sum() or Mean()), or an outputGradient", loss.Shape);
        if (outputGradient is not null && outputGradient.Shape != loss.Shape)
            throw new ShapeException("Gradients", $"an outputGradient of the loss's shape {loss.Shape}", outputGradient.Shape);
        return new Backpropagation(this, differentiable).Run(loss, outputGradient ?? Tensor.Ones(loss.Shape, loss.DType).To(loss.Device));
    }

    /// <summary>One walk from the end of the record to its start.</summary>
    private sealed class Backpropagation(Tape tape, bool differentiable)
    {
        private readonly int count = tape.nodes.Count;
        private readonly int ownedBefore = tape.owned.Count;
        private readonly bool[] wanted = new bool[tape.tensors.Count];
        private readonly Tensor?[] gradients = new Tensor?[tape.tensors.Count];

        public Gradients Run(Tensor loss, Tensor seed)
        {
            MarkWanted();
            int lossSlot = tape.SlotOf(loss);
            if (!wanted[lossSlot])
                throw new InvalidOperationException(
                    "The loss does not depend on any trainable parameter or watched tensor. Is the forward pass inside the tape, are all parameters frozen, or was the path cut by StopGradient()?");
            Hold(lossSlot, seed);
            for (int i = Math.Min(count - 1, LastNode(lossSlot)); i >= 0; i--) Visit(tape.nodes[i]);
            var results = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
            for (int slot = 0; slot < gradients.Length; slot++)
                if (gradients[slot] is { } gradient && IsAsked(tape.tensors[slot])) results.Add(tape.tensors[slot], gradient);
            return new Gradients(results);
        }

        private int LastNode(int slot) => tape.producers[slot] < 0 ? -1 : count - 1;

        private bool IsAsked(Tensor tensor) => tensor is Parameter { Trainable: true } || tape.watched.Contains(tensor);

        // A value wants a gradient when a trainable parameter or a watched tensor leads to it.
        private void MarkWanted()
        {
            for (int slot = 0; slot < wanted.Length; slot++) wanted[slot] = tape.tensors[slot].DType.IsFloat() && IsAsked(tape.tensors[slot]);
            for (int i = 0; i < count; i++)
            {
                var node = tape.nodes[i];
                if (node.Op is UpdateOp or StopGradient) continue;
                bool any = false;
                foreach (var x in node.Inputs) any |= wanted[tape.SlotOf(x)];
                if (!any) continue;
                foreach (var y in node.Outputs) wanted[tape.SlotOf(y)] |= y.DType.IsFloat();
            }
        }

        private void Visit(Node node)
        {
            if (node.Op is UpdateOp or StopGradient) return;
            bool any = false;
            foreach (var y in node.Outputs) any |= gradients[tape.SlotOf(y)] is not null;
            if (!any) return;
            var pass = new BackwardPass(node, differentiable, slotWanted: t => wanted[tape.SlotOf(t)], gradientOf: t => gradients[tape.SlotOf(t)]);
            int from = tape.owned.Count;
            string? outer = ModuleScope.Enter(node.Module);
            try
            {
                node.Op.Backward(pass);
                for (int i = 0; i < node.Inputs.Count; i++)
                    if (pass[i] is { } gradient) Add(tape.SlotOf(node.Inputs[i]), gradient);
            }
            finally
            {
                ModuleScope.Leave(outer);
            }
            foreach (var y in node.Outputs)
                if (!IsAsked(y)) Drop(tape.SlotOf(y));
            if (!differentiable) ReleaseUnused(from);
        }

        private void Add(int slot, Tensor gradient)
        {
            if (gradients[slot] is not { } sum)
            {
                Hold(slot, gradient);
                return;
            }
            var total = sum + gradient;
            Drop(slot);
            Hold(slot, total);
        }

        private void Hold(int slot, Tensor gradient)
        {
            gradients[slot] = gradient;
            gradient.RawStorage.PendingGradients++;
        }

        private void Drop(int slot)
        {
            if (gradients[slot] is not { } gradient) return;
            gradients[slot] = null;
            if (--gradient.RawStorage.PendingGradients == 0 && !differentiable) Release(tape.PlaceOf(gradient.RawStorage));
        }

        // First-order backward gives its own intermediate memory back as soon as no pending gradient looks at it. Values of the forward pass stay
        // until the tape ends: the caller may still hold them.
        private void ReleaseUnused(int from)
        {
            for (int i = from; i < tape.owned.Count; i++)
                if (tape.owned[i] is { PendingGradients: 0 }) Release(i);
        }

        private void Release(int at)
        {
            if (at < ownedBefore || tape.owned[at] is not { } storage) return;
            tape.owned[at] = null;
            Pool.Return(storage);
        }
    }
}
