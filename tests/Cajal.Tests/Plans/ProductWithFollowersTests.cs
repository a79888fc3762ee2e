using Cajal.Networks;

namespace Cajal.Tests.Plans;

public class ProductWithFollowersTests
{
    [Theory]
    [InlineData(DType.Float32, 1, "adam")]
    [InlineData(DType.Float32, 19, "sgd(momentum=0.9)")]
    [InlineData(DType.Float32, 64, "rmsprop")]
    [InlineData(DType.Float64, 19, "amsgrad")]
    [InlineData(DType.Float64, 64, "nadam")]
    public void Every_bit_stays(DType dtype, int batch, string optimizer)
    {
        var (plain, plainModel, plainOptimizer, inputs) = Rewriting.Network(dtype, batch, optimizer);
        var (joined, joinedModel, joinedOptimizer, _) = Rewriting.Network(dtype, batch, optimizer, new ProductWithFollowers());
        joined.StepCount.ShouldBeLessThan(plain.StepCount);
        joined.OperationCount.ShouldBe(plain.OperationCount);
        Rewriting.Results(joined, 20, inputs).ShouldBe(Rewriting.Results(plain, 20, inputs));
        foreach (var (mine, theirs) in joinedModel.Parameters.Zip(plainModel.Parameters)) Rewriting.Bytes(mine).ShouldBe(Rewriting.Bytes(theirs));
        foreach (var (mine, theirs) in joinedOptimizer.NamedStates.Zip(plainOptimizer.NamedStates))
            Rewriting.Bytes(mine.State).ShouldBe(Rewriting.Bytes(theirs.State), mine.Name);
    }

    [Fact]
    public void Bias_activation_and_update_run_with_their_product()
    {
        var (plan, _, _, _) = Rewriting.Network(DType.Float32, 64, "adam", new ProductWithFollowers());
        string text = plan.Describe();
        text.ShouldContain("Add + 0.1: Tanh");
        text.ShouldContain("AdamUpdate  (each finished piece");
        text.ShouldContain($"{plan.OperationCount} operations in {plan.StepCount} steps");
    }

    [Fact]
    public void The_transpose_of_a_square_product_waits_until_all_of_it_is_there()
    {
        // xᵀ has as many numbers and columns as x, but those of a finished piece lie in other pieces.
        Tensor a = Tensor.Normal([200, 200], new Rng(1)), b = Tensor.Normal([200, 200], new Rng(2));
        Tensor[] Body(Tape tape)
        {
            var product = tape.Input(a).MatMul(b);
            var chain = tape.Input(a) * 2;
            return [product + product.T, chain * chain.T];
        }
        Plan plain = Rewriting.Plan(Body), joined = Rewriting.Plan(Body, new ProductWithFollowers(), new ElementwiseChain());
        Rewriting.Results(joined, 5, a).ShouldBe(Rewriting.Results(plain, 5, a));
        Rewriting.Bytes(joined.Outputs[1]).ShouldBe(Rewriting.Bytes(a * 2 * (a * 2).T));
    }

    [Fact]
    public void A_value_whose_transpose_is_read_beside_it_keeps_its_place()
    {
        // The last reader of v may not write over it: other pieces still read vᵀ there.
        Tensor a = Tensor.Normal([200, 200], new Rng(1));
        Tensor[] Body(Tape tape)
        {
            var v = tape.Input(a).Exp().Softmax(-1);
            var sum = a.MatMul(a) + v.T;
            return [(v * sum).Square() + 0.5];
        }
        Plan plain = Rewriting.Plan(Body), joined = Rewriting.Plan(Body, new ProductWithFollowers(), new ElementwiseChain());
        Rewriting.Results(joined, 5, a).ShouldBe(Rewriting.Results(plain, 5, a));
        var v = a.Exp().Softmax(-1);
        Rewriting.Bytes(joined.Outputs[0]).ShouldBe(Rewriting.Bytes((v * (a.MatMul(a) + v.T)).Square() + 0.5));
    }

    [Fact]
    public void An_update_waits_when_the_gradient_is_read_by_somebody_else()
    {
        var w = new Parameter(Tensor.Ones([4, 3]));
        var adam = new Adam([w]);
        var plan = Rewriting.Plan(tape =>
        {
            var x = tape.Input(Tensor.Ones([5, 4]));
            var gradients = tape.Gradients(x.MatMul(w).Square().Sum());
            adam.Step(gradients.ClipByNorm(1));
            return [gradients[w]];
        }, new ProductWithFollowers());
        plan.Describe().ShouldNotContain("+ AdamUpdate");
    }

    [Fact]
    public void A_weight_that_is_read_later_is_not_written_early()
    {
        // The second reader of w stands between the product that makes its gradient and the update.
        var w = new Parameter(Tensor.From([0.1f, 0.2f, 0.3f, 0.4f], [2, 2]));
        var moves = new GradientDescent([w], 0.5);
        Tensor x = Tensor.From([1f, 2f, 3f, 4f], [2, 2]);
        Tensor[] Body(Tape tape)
        {
            var gradients = tape.Gradients(tape.Input(x).MatMul(w).Sum());
            var later = (w * 3).Exp();
            moves.Step(gradients);
            return [later];
        }
        var joined = Rewriting.Plan(Body, new ProductWithFollowers());
        float before = w[0, 0] is var value ? (float)value : 0;
        joined.Run(x);
        joined.Outputs[0][0, 0].ShouldBe(Math.Exp(before * 3), 1e-5);
        w[0, 0].ShouldBeLessThan(before);
    }

    [Fact]
    public void A_product_that_reads_what_an_update_writes_is_done_first()
    {
        // y = x·w, and w moves by y itself, element by element: the product must not see what its own piece wrote.
        var w = new Parameter(Tensor.Normal([70, 70], new Rng(3)));
        var moves = new GradientDescent([w], 0.01);
        Tensor x = Tensor.Normal([70, 70], new Rng(4));
        var start = Rewriting.Bytes(w);
        byte[] Moved(params IRewrite[] rewrites)
        {
            w.Assign(Tensor.Normal([70, 70], new Rng(3)));
            var plan = Rewriting.Plan(tape =>
            {
                var y = tape.Input(x).MatMul(w);
                moves.Step(tape.Gradients((w * y.StopGradient()).Sum()));
                return [y];
            }, rewrites);
            w.Assign(Tensor.Normal([70, 70], new Rng(3)));
            plan.Run(x);
            return Rewriting.Bytes(w);
        }
        Moved(new ProductWithFollowers()).ShouldBe(Moved());
        Moved().ShouldNotBe(start);
    }
}
