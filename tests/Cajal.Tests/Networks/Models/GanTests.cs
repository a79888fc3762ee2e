using Cajal.Networks;

namespace Cajal.Tests.Networks.Models;

public class GanTests
{
    public static IEnumerable<ModuleSample> Samples => [new("Gan", [4, 3], null, rng => Make(rng))];

    [Fact]
    public void The_discriminators_loss_has_no_gradient_for_the_generator()
    {
        foreach (double penalty in new[] { 0.0, 1.0 })
        {
            var gan = Make(new Rng(1), penalty);
            using var tape = Tape.Start();
            var gradients = tape.Gradients(gan.DiscriminatorLoss(Tensor.Normal([6, 3], new Rng(2))));
            gan.Generator.Parameters.ShouldAllBe(p => !gradients.Contains(p));
            gan.Discriminator.Parameters.ShouldAllBe(p => gradients.Contains(p));
        }
    }

    [Fact]
    public void Each_optimizer_moves_its_own_net_only()
    {
        var gan = Make(new Rng(1));
        var x = Tensor.Normal([6, 3], new Rng(2));
        float[][] Weights(Layer net) => [.. net.Parameters.Select(p => p.ToArray<float>())];
        var (generator, discriminator) = (Weights(gan.Generator), Weights(gan.Discriminator));
        using (var tape = Tape.Start()) new Adam(gan.Generator.Parameters).Step(tape.Gradients(gan.GeneratorLoss(x)));
        Weights(gan.Discriminator).ShouldBe(discriminator);
        for (int i = 0; i < generator.Length; i++) Weights(gan.Generator)[i].ShouldNotBe(generator[i]);
        generator = Weights(gan.Generator);
        using (var tape = Tape.Start()) new Adam(gan.Discriminator.Parameters).Step(tape.Gradients(gan.DiscriminatorLoss(x)));
        Weights(gan.Generator).ShouldBe(generator);
        for (int i = 0; i < discriminator.Length; i++) Weights(gan.Discriminator)[i].ShouldNotBe(discriminator[i]);
    }

    /// <summary>The slope of a linear discriminator w·x + b is w, whatever x is.</summary>
    [Fact]
    public void The_penalty_is_the_squared_slope_and_its_gradient_the_slope()
    {
        var rng = new Rng(1);
        var line = new Linear(3, 1, rng);
        var gan = new Gan(new Linear(2, 3, rng), line, 2, new Rng(9), penalty: 2);
        var x = Tensor.Normal([6, 3], new Rng(2));
        double squared = line.Weight.Square().Sum().Item();
        // The same draw of z for both.
        var twin = new Gan(gan.Generator, line, 2, new Rng(9), penalty: 0);
        using var tape = Tape.Start();
        var (penalized, plain) = (gan.DiscriminatorLoss(x), twin.DiscriminatorLoss(x));
        penalized.Item().ShouldBe(plain.Item() + squared, 1e-5);
        // Judged without the penalty.
        new Gan(gan.Generator, line, 2, new Rng(9), penalty: 2).Loss(x).Item().ShouldBe(plain.Item(), 1e-6);
        var difference = tape.Gradients(penalized - plain)[line.Weight];
        float[] slope = line.Weight.ToArray<float>();
        difference.ToArray<float>().Select((d, i) => Math.Abs(d - 2 * slope[i])).Max().ShouldBeLessThan(1e-5f);
    }

    [Fact]
    public void The_generators_loss_does_not_saturate_where_the_discriminator_is_sure()
    {
        var rng = new Rng(1);
        var line = new Linear(1, 1, rng);
        line.Weight.Assign([1f]);
        line.Bias!.Assign([-50f]);
        var shift = new Linear(1, 1, rng);
        using var tape = Tape.Start();
        tape.Gradients(new Gan(shift, line, 1, rng).GeneratorLoss(Tensor.Zeros([4, 1])))[shift.Bias!].Item().ShouldBe(-1, 1e-5);
    }

    [Fact]
    public void Without_a_tape_the_penalty_says_what_it_needs() =>
        Should.Throw<InvalidOperationException>(() => Make(new Rng(1)).DiscriminatorLoss(Tensor.Ones([2, 3])))
            .Message.ShouldContain("Start a tape");

    [Fact]
    public void Saved_and_loaded_it_makes_the_same_examples() => SavedAndLoaded.MakesTheSame(rng => Make(rng));

    private static Gan Make(Rng rng, double penalty = 1) =>
        new(Mlp.Build([2, 8, 3], rng, "tanh"), Mlp.Build([3, 8, 1], rng, "tanh"), 2, rng, penalty: penalty);
}
