using System.Globalization;
using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class CatalogTests
{
    private static readonly Parameter One = new(Tensor.Ones([1]));

    [Theory]
    [InlineData("LeakyReLU")]
    [InlineData("leaky_relu")]
    [InlineData(" leaky-relu ")]
    [InlineData("leaky-relu()")]
    public void Case_and_dashes_do_not_matter(string text) => Activation.Parse(text).FunctionName.ShouldBe("leaky-relu");

    [Theory]
    [InlineData("rleu", "There is no activation named 'rleu'. Did you mean 'relu'? Known are: identity, ")]
    [InlineData("sigmoyd", "Did you mean 'sigmoid'?")]
    [InlineData("leaky-relu(slop=0.2)", "The activation 'leaky-relu' has no option 'slop'. Did you mean 'slope'?")]
    [InlineData("relu(1)", "The activation 'relu' received more options than it has: 1.")]
    [InlineData("leaky-relu(steep)", "The option slope of the activation 'leaky-relu' is a number such as 0.1; received 'steep'.")]
    [InlineData("leaky-relu(0.2", "does not end with a closing one")]
    [InlineData("(0.2)", "The name of the activation is missing")]
    [InlineData("leaky-relu(slope=1, slope=2)", "names the option slope twice")]
    [InlineData("xqzvw", "Known are: identity, linear, step")]
    public void Wrong_texts_get_one_sentence(string text, string sentence) =>
        Should.Throw<ArgumentException>(() => Activation.Parse(text)).Message.ShouldContain(sentence);

    [Fact]
    public void Options_come_by_name_or_by_place_whatever_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            var byName = (Sgd)Optimizer.Parse("sgd(momentum=0.8, learning-rate=0.25)", [One]);
            (byName.Momentum, byName.LearningRate).ShouldBe((0.8, 0.25));
            Optimizer.Parse("sgd(0.8)", [One], 0.5).Momentum.ShouldBe(0.8);
            Activation.LeakyRelu(0.2).FunctionName.ShouldBe("leaky-relu(0.2)");
            Activation.Parse("leaky-relu(0.2)").Forward(Tensor.From([-1f])).Item().ShouldBe(-0.2f);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_learning_rate_is_the_texts_or_the_callers_or_the_rules()
    {
        Optimizer.Parse("adam(learning-rate=0.5)", [One]).LearningRate.ShouldBe(0.5);
        Optimizer.Parse("adam", [One], 0.1).LearningRate.ShouldBe(0.1);
        Optimizer.Parse("adam", [One]).LearningRate.ShouldBe(1e-3);
        Optimizer.Parse("adamw", [One]).WeightDecay.ShouldBe(0.01);
        Optimizer.Parse("adam(weight-decay=0.1)", [One]).WeightDecay.ShouldBe(0.1);
        Should.Throw<ArgumentException>(() => Optimizer.Parse("adma", [One])).Message.ShouldContain("'adam'");
    }

    [Fact]
    public void A_wrong_schedule_is_told_with_the_nearest_name()
    {
        var span = new ScheduleSpan(0.1, 10, 1);
        Should.Throw<ArgumentException>(() => Schedule.Parse("cosin", span)).Message.ShouldContain("'cosine'");
        Should.Throw<ArgumentException>(() => Schedule.Parse("warmpu(2)+cosine", span)).Message.ShouldContain("'warmup'");
        Should.Throw<ArgumentException>(() => Loss.Parse("crossentrpy")).Message.ShouldContain("'cross-entropy'");
        Should.Throw<ArgumentException>(() => Initializer.Parse("he-norml")).Message.ShouldContain("'he-normal'");
    }

    [Fact]
    public void Users_add_their_own_and_names_stay_unique()
    {
        var catalog = new Catalog<int>("number") { { "one", _ => 1 } };
        catalog.Add("twice", o => 2 * o.Whole("of", 3));
        catalog.Parse("twice(of=4)").ShouldBe(8);
        Should.Throw<ArgumentException>(() => catalog.Parse("twice(1.5)")).Message.ShouldContain("whole number");
        Should.Throw<ArgumentException>(() => catalog.Add("ONE", _ => 3)).Message.ShouldContain("already");
    }
}
