using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Insight.Doctors;

public class SourceLinesTests
{
    [Fact]
    public void An_entry_that_code_outside_of_the_house_asked_for_has_its_line()
    {
        var rng = new Rng(1);
        var model = new Sequential(new Linear(2, 3, rng), Activation.Relu, new Linear(3, 2, rng));
        var trainer = new Trainer(model, (y, t) => (y.Tanh() * 2).CrossEntropy(t), new Sgd(model.Parameters));
        var examined = new Examination(trainer, new TensorBatches(Tensor.Normal([8, 2], rng), Tensor.Zeros([8], DType.Int32), 4), null);
        string[] names = examined.ReadRecord((record, _) => record.Select(n => n.Op.Name).ToArray());
        var lines = examined.Lines;

        lines[Array.IndexOf(names, "Tanh")].ShouldBe("SourceLinesTests.cs:14");
        lines[Array.IndexOf(names, "Relu")].ShouldBeNull();
        lines[-1].ShouldBeNull();
        lines[1000].ShouldBeNull();
    }
}
