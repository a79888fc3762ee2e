namespace Cajal.Fetch;

/// <summary>A download stopped for a reason that may pass, such as a lost connection: what is there may be gone on with.</summary>
internal sealed class CutException(string sentence, Exception? cause = null) : Exception(sentence, cause);
