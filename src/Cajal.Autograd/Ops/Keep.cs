namespace Cajal;

/// <summary>Taking a value along when its tape ends or its plan runs again.</summary>
public static class KeepOnTensor
{
    extension(Tensor x)
    {
        /// <summary>A tensor that stays readable: the tensor itself, its memory taken out of the open tape's hands (also in a pause); of a plan's result,
        /// which the next run overwrites, a copy.</summary>
        public Tensor Keep()
        {
            if (x.Storage.BelongsToPlan) return Variable.Copy(x);
            Tape.Open?.Keep(x.Storage);
            return x;
        }
    }
}
