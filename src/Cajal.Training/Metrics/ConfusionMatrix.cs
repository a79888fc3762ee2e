using System.Globalization;
using System.Text;

namespace Cajal.Training;

/// <summary>M[i, j] = number of examples of class i that were put into class j.</summary>
/// <remarks>Examples whose scores hold a NaN are in no column, but count among the examples of their class.</remarks>
/// <param name="kind">What the scores are; it matters for a single score only.</param>
public sealed class ConfusionMatrix(ScoreKind kind = ScoreKind.Logits)
{
    private long[,] counts = new long[0, 0];
    private long[] undecided = [];

    /// <summary>Number of classes; 0 before the first batch.</summary>
    public int Classes => undecided.Length;

    /// <summary>Examples of class <paramref name="label"/> that were put into class <paramref name="predicted"/>.</summary>
    public long this[int label, int predicted] => counts[label, predicted];

    /// <summary>Number of examples.</summary>
    public long Count => Enumerable.Range(0, Classes).Sum(LabelCount);

    /// <summary>Takes the examples of one batch into account.</summary>
    /// <param name="outputs">Scores [N, C], [N, 1] or [N].</param>
    /// <param name="targets">Labels [N].</param>
    /// <exception cref="ShapeException">The two do not fit, or an earlier batch had another number of classes.</exception>
    public void Update(Tensor outputs, Tensor targets)
    {
        var batch = new Classification("confusion matrix", outputs, targets, kind);
        if (Classes == 0) (counts, undecided) = (new long[batch.Classes, batch.Classes], new long[batch.Classes]);
        if (Classes != batch.Classes) throw new ShapeException("confusion matrix", $"scores for {Classes} classes, as in the first batch",
            outputs.Shape);
        for (int i = 0; i < batch.Count; i++)
        {
            int label = batch.Label(i), decision = batch.Decision(i);
            if (decision < 0) undecided[label]++;
            else counts[label, decision]++;
        }
    }

    /// <summary>Forgets all examples.</summary>
    public void Reset() => (counts, undecided) = (new long[0, 0], []);

    /// <summary>Examples that are of a class: its row, and the undecided ones.</summary>
    public long LabelCount(int label)
    {
        long sum = undecided[label];
        for (int j = 0; j < Classes; j++) sum += counts[label, j];
        return sum;
    }

    /// <summary>Examples that were put into a class: its column.</summary>
    public long PredictedCount(int predicted)
    {
        long sum = 0;
        for (int i = 0; i < Classes; i++) sum += counts[i, predicted];
        return sum;
    }

    /// <summary>The matrix as Int64 [C, C], rows true classes, columns predicted ones.</summary>
    public Tensor ToTensor() => Tensor.From(counts);

    /// <summary>A small table, rows true classes, columns predicted ones.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        int width = Enumerable.Range(0, Classes).Max(i => LabelCount(i)).ToString(CultureInfo.InvariantCulture).Length + 1;
        for (int i = 0; i < Classes; i++)
        {
            for (int j = 0; j < Classes; j++) text.Append(counts[i, j].ToString(CultureInfo.InvariantCulture).PadLeft(width));
            text.Append('\n');
        }
        return text.ToString();
    }
}
