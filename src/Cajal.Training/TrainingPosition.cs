namespace Cajal.Training;

/// <summary>Where training stands: between which two steps, and what the present epoch has summed up so far. Part of every
/// checkpoint.</summary>
internal sealed class TrainingPosition
{
    /// <summary>Epochs that are over.</summary>
    public int Epoch { get; set; }

    /// <summary>Batches of the present epoch that are over.</summary>
    public int Batch { get; set; }

    /// <summary>Updates in all.</summary>
    public long Step { get; set; }

    /// <summary>Seconds of work in all.</summary>
    public double Seconds { get; set; }

    /// <summary>Seconds the steps of the present epoch took.</summary>
    public double EpochSeconds { get; set; }

    /// <summary>Examples of the present epoch so far.</summary>
    public long Examples { get; set; }

    /// <summary>Sum over examples of the data loss in the present epoch.</summary>
    public double DataLossSum { get; set; }

    /// <summary>Sums over examples of the penalties in the present epoch.</summary>
    public double[] PenaltySums { get; set; } = [];

    /// <summary>Sums over examples of the data losses of the turns after the first.</summary>
    public double[] TurnSums { get; set; } = [];

    /// <summary>The next epoch begins.</summary>
    public void StartNextEpoch()
    {
        Epoch++;
        Batch = 0;
        Examples = 0;
        EpochSeconds = DataLossSum = 0;
        Array.Clear(PenaltySums);
        Array.Clear(TurnSums);
    }
}
