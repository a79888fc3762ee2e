namespace Cajal;

/// <summary>Taking a value along when its tape ends.</summary>
public static class KeepOnTensor
{
    extension(Tensor x)
    {
        /// <summary>Takes the tensor's memory out of the tape's hands: it stays readable after the tape has ended. Returns the tensor.</summary>
        public Tensor Keep()
        {
            Tape.Recording?.Keep(x.Storage);
            return x;
        }
    }
}
