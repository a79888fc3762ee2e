using Cajal.Data;
using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests;

/// <summary>Once through the house, from the ground up: read this first.</summary>
public class Tour
{
    [Fact]
    public void Ground_floor_tensors_are_numbers_with_a_shape()
    {
        var x = Tensor.From(new[,] { { 1f, 2f, 3f }, { 4f, 5f, 6f } });
        x.Shape.ShouldBe([2, 3]);
        x[1, -1].ShouldBe(6);
        var rng = new Rng(seed: 42);
        Tensor.Normal([2, 2], rng.Fork("noise")).ToArray<float>().ShouldBe(Tensor.Normal([2, 2], rng.Fork("noise")).ToArray<float>());
    }

    [Fact]
    public void First_floor_operations_run_at_once_and_a_tape_writes_them_down()
    {
        var x = Tensor.From(new[,] { { 1f, 2f }, { 3f, 4f } });
        x.T.Storage.ShouldBeSameAs(x.Storage, "a view shares memory");
        var w = new Parameter(Tensor.Ones([2, 1]));

        using var tape = Tape.Start();
        var loss = (x.MatMul(w) * 0.5).Square().Sum();
        var gradients = tape.Gradients(loss);

        loss.Item().ShouldBe(1.5 * 1.5 + 3.5 * 3.5);
        gradients[w].ToArray<float>().ShouldBe([1.5f * 1 + 3.5f * 3, 1.5f * 2 + 3.5f * 4]);
        tape.Nodes[0].ToString().ShouldBe("MatMul [2, 2], [2, 1] → [2, 1]");
    }

    [Fact]
    public void Second_floor_modules_hold_parameters_and_optimizers_move_them()
    {
        var rng = new Rng(seed: 42);
        var model = new Sequential(new Linear(2, 8, rng), Activation.Tanh, new Linear(8, 1, rng));
        model.NamedVariables.Select(v => v.Name).ShouldBe(["0.weight", "0.bias", "2.weight", "2.bias"]);
        var adam = new Adam(model.Parameters, learningRate: 0.05);
        var x = Tensor.From(new[,] { { 0f, 0f }, { 0f, 1f }, { 1f, 0f }, { 1f, 1f } });
        var xor = Tensor.From(new[,] { { 0f }, { 1f }, { 1f }, { 0f } });
        for (int step = 0; step < 300; step++)
        {
            using var tape = Tape.Start();
            adam.Step(tape.Gradients(model.Forward(x).BinaryCrossEntropyWithLogits(xor)));
        }
        (model.Forward(x) > 0).ToArray<bool>().ShouldBe([false, true, true, false]);
    }

    [Fact]
    public void A_step_becomes_a_plan_and_a_plan_gives_the_same_bits()
    {
        var rng = new Rng(seed: 42);
        var model = new Sequential(new Linear(3, 4, rng), Activation.Relu, new Linear(4, 2, rng));
        Tensor x = Tensor.Normal([5, 3], rng), other = Tensor.Normal([5, 3], rng);
        Plan plan;
        using (var tape = Tape.Start(Mode.Inference)) plan = tape.ToPlan(model.Forward(tape.Input(x)));
        plan.Run(other);
        plan.Outputs[0].ToArray<float>().ShouldBe(model.Forward(other).ToArray<float>());
    }

    [Fact]
    public void Side_wing_data_is_drawn_or_read_split_once_and_cut_into_batches()
    {
        var split = Datasets.Load("moons").Split(validation: 0.2, test: 0.2, seed: 1);
        var preprocessing = Preprocessing.Fit(split.Train);
        var batches = Batches.Shuffled(preprocessing.Apply(split.Train), batchSize: 32, seed: 1);
        var (x, targets) = batches.InEpoch(0).First();
        x.Shape.ShouldBe([32, 2]);
        targets.Shape.ShouldBe([32, 1]);
    }

    [Fact]
    public void Third_floor_a_recipe_is_trained_kept_in_a_folder_and_read_again()
    {
        string folder = Path.Combine(Directory.CreateTempSubdirectory("cajal-tour-").FullName, "run");
        var run = Run.Train(new Recipe { Data = "moons", Layers = "8", Epochs = 30 }, folder);
        run.Result!.Figures["accuracy"].ShouldBeGreaterThan(run.Result.Baselines[0].Metrics[0].Value, "better than always the same answer");
        var again = Run.Load(folder);
        again.Evaluate().Figures.Loss.ShouldBe(run.Evaluate().Figures.Loss);
        again.Predict("moons", new DatasetOptions { Count = 10 }).Count.ShouldBe(10);
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    [Fact]
    public void The_roof_looks_down_on_all_of_it()
    {
        var summary = ModelSummary.Of(Mlp.Build([784, 128, 64, 10], new Rng(0)), [1, 784]);
        summary.Parameters.ShouldBe(109_386);
        new McCullochPittsUnit([1, 1], threshold: 2).Fire([1, 1]).ShouldBe(1);
    }
}
