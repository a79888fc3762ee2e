using System.Globalization;
using System.Text;

namespace Cajal.Studio;

/// <summary>The curves as a table: a row for each point that is drawn; what is no number stays empty.</summary>
internal static class CurvesCsv
{
    /// <summary>Comma-separated values with a first row of names.</summary>
    public static string Of(Curves curves)
    {
        var text = new StringBuilder("step,epoch,train_loss,test_loss,penalty,train_accuracy,test_accuracy,learning_rate,lowest_train_loss,highest_train_loss\n");
        foreach (var p in curves.Points)
        {
            text.Append(CultureInfo.InvariantCulture, $"{p.Step},{p.Epoch}");
            foreach (double? value in new[] { p.Train, p.Test, p.Penalty, p.TrainAccuracy, p.TestAccuracy, p.Rate, p.Low, p.High }) text.Append(',').Append(value?.ToString("R", CultureInfo.InvariantCulture));
            text.Append('\n');
        }
        return text.ToString();
    }
}
