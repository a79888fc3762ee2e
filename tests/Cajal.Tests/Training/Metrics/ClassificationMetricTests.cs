using Cajal.Training;
using static Cajal.Tests.Training.Metrics.MetricSamples;

namespace Cajal.Tests.Training.Metrics;

public class ClassificationMetricTests
{
    // Labels 0 0 1 1 2 2, predicted 0 1 1 1 2 0: rows (1 1 0), (0 2 0), (1 0 1).
    private static readonly Tensor Predicted = Decided(3, 0, 1, 1, 1, 2, 0);
    private static readonly Tensor True = Labels(0, 0, 1, 1, 2, 2);

    [Fact]
    public void Accuracy_and_zero_one_loss()
    {
        Of(new Accuracy(), Predicted, True, 2, 5).ShouldBe(4 / 6.0, 1e-15);
        Of(new ZeroOneLoss(), Predicted, True, 1).ShouldBe(2);
    }

    [Fact]
    public void Equal_scores_go_to_the_first_class_and_NaN_to_none()
    {
        Of(new Accuracy(), Scores([1, 1, 0], [0, 2, 2]), Labels(0, 1)).ShouldBe(1);
        Of(new Accuracy(), Scores([float.NaN, 1], [1, float.NaN]), Labels(0, 0)).ShouldBe(0);
        Of(new ZeroOneLoss(), Tensor.From([float.NaN, float.NaN], [2]), Labels(0, 1)).ShouldBe(2);
    }

    [Fact]
    public void A_single_score_is_compared_with_the_threshold_of_its_kind()
    {
        var scores = Tensor.From([-0.1f, 0f, 0.3f, 0.7f], [4, 1]);
        Of(new Accuracy(), scores, Labels(0, 0, 1, 1)).ShouldBe(1);
        Of(new Accuracy(ScoreKind.Probabilities), scores, Labels(0, 0, 0, 1)).ShouldBe(1);
        Of(new Accuracy(), Tensor.From([2.0, -2.0], [2]), Tensor.From([1.0, 0.0], [2])).ShouldBe(1);
    }

    [Fact]
    public void Before_the_first_example_nothing_is_known()
    {
        foreach (string name in Cajal.Training.Metrics.Names)
        {
            var metric = Cajal.Training.Metrics.Create(name);
            metric.Name.ShouldBe(name);
            double.IsNaN(metric.Result).ShouldBeTrue(name);
        }
    }

    [Fact]
    public void Top_k_counts_classes_before_the_label()
    {
        var scores = Scores([5, 4, 3, 2], [1, 1, 1, 1], [0, 0, 9, 1], [float.NaN, 1, 1, 1]);
        var labels = Labels(1, 1, 0, 1);
        Of(new TopKAccuracy(1), scores, labels).ShouldBe(0);
        Of(new TopKAccuracy(2), scores, labels, 1, 3).ShouldBe(0.5);
        Of(new TopKAccuracy(3), scores, labels).ShouldBe(0.75);
        Of(new TopKAccuracy(9), scores, labels).ShouldBe(0.75);
        Should.Throw<ArgumentOutOfRangeException>(() => new TopKAccuracy(0));
    }

    [Fact]
    public void Precision_recall_and_F1_by_hand()
    {
        // Class 0: 1 hit of 2 predicted, of 2 actual. Class 1: 2 of 3, of 2. Class 2: 1 of 1, of 2.
        Of(new Precision(), Predicted, True, 3).ShouldBe((1 / 2.0 + 2 / 3.0 + 1) / 3, 1e-15);
        Of(new Recall(), Predicted, True, 3).ShouldBe((1 / 2.0 + 1 + 1 / 2.0) / 3, 1e-15);
        Of(new F1(), Predicted, True, 3).ShouldBe((2 / 4.0 + 4 / 5.0 + 2 / 3.0) / 3, 1e-15);
        foreach (Metric micro in new Metric[] { new Precision(Averaging.Micro), new Recall(Averaging.Micro), new F1(Averaging.Micro) })
            Of(micro, Predicted, True, 4).ShouldBe(4 / 6.0, 1e-15);
        var perClass = new F1();
        perClass.Update(Predicted, True);
        perClass.PerClass.ShouldBe([0.5, 0.8, 2 / 3.0]);
    }

    [Fact]
    public void The_positive_class_of_a_yes_or_no_task()
    {
        // 3 hits, 1 false alarm, 2 missed.
        var scores = Tensor.From([1f, 1f, 1f, 1f, -1f, -1f, -1f], [7]);
        var labels = Labels(1, 1, 1, 0, 1, 1, 0);
        Of(new Precision(Averaging.Positive), scores, labels).ShouldBe(3 / 4.0);
        Of(new Recall(Averaging.Positive), scores, labels).ShouldBe(3 / 5.0);
        Of(new F1(Averaging.Positive), scores, labels).ShouldBe(6 / 9.0);
    }

    [Fact]
    public void Classes_that_do_not_occur_stay_out_and_zero_by_zero_counts_zero()
    {
        // Class 1 is never predicted, class 2 predicted but never right, class 3 nowhere.
        var predicted = Decided(4, 0, 0, 2);
        var labels = Labels(0, 1, 1);
        Of(new Precision(), predicted, labels).ShouldBe((1 / 2.0 + 0 + 0) / 3, 1e-15);
        Of(new Recall(), predicted, labels).ShouldBe((1 + 0 + 0) / 3.0, 1e-15);
        Of(new F1(), predicted, labels).ShouldBe((2 / 3.0 + 0 + 0) / 3, 1e-15);
        var figure = new F1();
        figure.Update(predicted, labels);
        double.IsNaN(figure.PerClass[3]).ShouldBeTrue();
    }

    [Fact]
    public void The_confusion_matrix_counts()
    {
        var matrix = new ConfusionMatrix();
        matrix.Update(Predicted, True);
        matrix.Update(Scores([float.NaN, 0, 0]), Labels(2));
        matrix.ToTensor().ToArray<long>().ShouldBe([1L, 1, 0, 0, 2, 0, 1, 0, 1]);
        matrix.Count.ShouldBe(7);
        matrix.LabelCount(2).ShouldBe(3);
        matrix.PredictedCount(1).ShouldBe(3);
        matrix.ToString().ShouldBe(" 1 1 0\n 0 2 0\n 1 0 1\n");
        Should.Throw<ShapeException>(() => matrix.Update(Decided(4, 1), Labels(1)));
        matrix.Reset();
        matrix.Classes.ShouldBe(0);
    }

    [Fact]
    public void Labels_outside_the_classes_and_misfits_are_refused()
    {
        Should.Throw<ArgumentException>(() => Of(new Accuracy(), Decided(3, 0), Labels(3))).Message.ShouldContain("0 to 2");
        Should.Throw<ArgumentException>(() => Of(new Accuracy(), Decided(3, 0), Labels(-1)));
        Should.Throw<ArgumentException>(() => Of(new Accuracy(), Tensor.From([1f], [1]), Tensor.From([0.5f], [1])));
        Should.Throw<ShapeException>(() => new Accuracy().Update(Decided(3, 0, 1), Labels(0)));
        Should.Throw<ShapeException>(() => new Accuracy().Update(Labels(0), Labels(0)));
        Should.Throw<ShapeException>(() => new TopKAccuracy(2).Update(Tensor.Ones([2, 1]), Labels(0, 1)));
    }

    [Fact]
    public void Names_lead_to_metrics()
    {
        Cajal.Training.Metrics.Create("top-7").Name.ShouldBe("top-7");
        Should.Throw<ArgumentException>(() => Cajal.Training.Metrics.Create("acurracy")).Message.ShouldContain("Did you mean 'accuracy'?");
        Should.Throw<ArgumentException>(() => Cajal.Training.Metrics.Create("top-0"));
    }
}
