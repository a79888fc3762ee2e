namespace Cajal;

/// <summary>The sign that a record of the first floor puts on the values it made. Other threads leave word there that they looked.</summary>
internal sealed class RecordMark
{
    private readonly int thread = Environment.CurrentManagedThreadId;
    private volatile bool touched;

    /// <summary>True when another thread read or used one of the values.</summary>
    public bool TouchedElsewhere => touched;

    /// <summary>Notes a look from another thread than the record's own.</summary>
    public void TouchElsewhere()
    {
        if (Environment.CurrentManagedThreadId != thread) touched = true;
    }
}
