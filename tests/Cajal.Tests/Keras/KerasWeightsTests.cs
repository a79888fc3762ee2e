using Cajal.Data;
using Cajal.Keras;
using Cajal.Networks;
using Cajal.Tests.House;
using Cajal.Tests.Training;
using Cajal.Training;

namespace Cajal.Tests.Keras;

public class KerasWeightsTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Cajal.Tests", "Keras", "files");

    [Theory]
    [InlineData("two.h5")]
    [InlineData("three.weights.h5")]
    public void Networks_answer_as_Keras_formulas_do(string file)
    {
        var answers = Npz.Load(Path.Combine(Folder, "io.npz"));
        var rng = new Rng(1);
        var pictures = new Sequential(new Conv2d(1, 2, 3, rng), new BatchNorm2d(2, epsilon: 1e-3), Activation.Relu, new Flatten(), new Linear(32, 3, rng));
        var words = new Words(rng);
        string others = "embedding.* = -\nlstm.* = -\ngru.* = -\ndense_1.* = -\n", first = "conv2d.* = -\nbatch_normalization.* = -\ndense.* = -\n";
        KerasWeights.Load(Path.Combine(Folder, file), pictures, WeightMap.Parse(others + "conv2d.* = 0.*\nbatch_normalization.* = 1.*\ndense.weight = 4.weight flattened 4x4x2\ndense.bias = 4.bias"));
        KerasWeights.Load(Path.Combine(Folder, file), words, WeightMap.Parse(first + "dense_1.* = head.*"));
        Largest(pictures.Forward(answers["x"].Permute(0, 3, 1, 2).Contiguous()) - answers["y"]).ShouldBeLessThan(1e-5);
        Largest(words.Forward(answers["tokens"]) - answers["z"]).ShouldBeLessThan(1e-5);
        // Channels in the order of Keras would answer otherwise.
        KerasWeights.Load(Path.Combine(Folder, file), pictures, WeightMap.Parse(others + "conv2d.* = 0.*\nbatch_normalization.* = 1.*\ndense.* = 4.*"));
        Largest(pictures.Forward(answers["x"].Permute(0, 3, 1, 2).Contiguous()) - answers["y"]).ShouldBeGreaterThan(0.01);
    }

    [Fact]
    public void An_archive_holds_the_same_weights()
    {
        using var folder = new TemporaryFolder();
        using (var archive = System.IO.Compression.ZipFile.Open(folder["net.keras"], System.IO.Compression.ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("model.weights.h5").Open();
            entry.Write(File.ReadAllBytes(Path.Combine(Folder, "three.weights.h5")));
        }
        var archived = KerasWeights.Read(folder["net.keras"]);
        var plain = KerasWeights.Read(Path.Combine(Folder, "three.weights.h5"));
        archived.Keys.ShouldBe(plain.Keys);
        foreach (var (name, tensor) in plain.Where(t => t.Value.DType == DType.Float32)) archived[name].ToArray<float>().ShouldBe(tensor.ToArray<float>(), name);
        using (System.IO.Compression.ZipFile.Open(folder["empty.keras"], System.IO.Compression.ZipArchiveMode.Create)) { }
        Should.Throw<RunException>(() => KerasWeights.Read(folder["empty.keras"])).Message.ShouldContain("model.weights.h5");
    }

    [Fact]
    public void Damaged_files_get_one_sentence_and_never_hang()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(3);
        foreach (string name in new[] { "two.h5", "three.weights.h5" })
        {
            byte[] good = File.ReadAllBytes(Path.Combine(Folder, name));
            for (int i = 0; i < 150; i++)
            {
                byte[] bad = [.. good];
                if (i % 3 == 0) Array.Resize(ref bad, random.Next(bad.Length));
                else
                    for (int k = 0; k <= i % 5; k++) bad[random.Next(bad.Length)] = (byte)random.Next(256);
                File.WriteAllBytes(folder["bad.h5"], bad);
                try
                {
                    KerasWeights.Read(folder["bad.h5"]);
                }
                catch (RunException error)
                {
                    error.Message.ShouldNotContain("\n");
                    error.Message.ShouldEndWith(".");
                }
            }
        }
        File.WriteAllText(folder["bad.h5"], "no HDF5");
        Should.Throw<RunException>(() => KerasWeights.Read(folder["bad.h5"])).Message.ShouldContain("is no HDF5 file of weights, or is damaged");
        Should.Throw<RunException>(() => KerasWeights.Read(folder["none.h5"])).Message.ShouldContain("does not exist");
    }

    [Theory]
    [InlineData("elsewhere.h5")]
    [InlineData("virtual.h5")]
    public void A_file_that_points_to_another_one_is_refused_before_that_is_read(string file) =>
        Should.Throw<RunException>(() => KerasWeights.Read(Path.Combine(Folder, file))).Message.ShouldContain("keeps 'dense/kernel:0' in another file");

    [Fact]
    public void A_layer_that_is_not_known_and_a_gate_that_stands_elsewhere_are_named()
    {
        var layer = new KerasLayer("separable", ["separable"], "w.h5");
        layer.Add("depthwise_kernel", Tensor.Zeros([3, 3, 2, 1]));
        Should.Throw<RunException>(() => layer.ToTensors().ToArray()).Message.ShouldContain("the layer 'separable' with depthwise_kernel");
        Should.Throw<RunException>(() => new KerasRecurrence("gru", "w.h5").ToTensors(Tensor.Zeros([2, 9]), Tensor.Zeros([3, 9]), Tensor.Zeros([9])).ToArray()).Message.ShouldContain("reset_after=False");
        Should.Throw<RunException>(() => new KerasRecurrence("rnn", "w.h5").ToTensors(Tensor.Zeros([2, 6]), Tensor.Zeros([3, 6]), null).ToArray()).Message.ShouldContain("do not belong together");
    }

    private static double Largest(Tensor x) => x.Abs().ToArray<float>().Max();

    private sealed class Words : Layer
    {
        private readonly Embedding embedding;
        private readonly Lstm lstm;
        private readonly Gru gru;
        private readonly Linear head;

        public Words(Rng rng)
        {
            embedding = RegisterModule("embedding", new Embedding(7, 3, rng));
            lstm = RegisterModule("lstm", new Lstm(3, 4, rng, batchFirst: true));
            gru = RegisterModule("gru", new Gru(4, 5, rng, batchFirst: true));
            head = RegisterModule("head", new Linear(5, 2, rng));
        }

        protected override Tensor Compute(Tensor x)
        {
            var y = gru.Forward(lstm.Forward(embedding.Forward(x)));
            return head.Forward(y.Select(1, y.Shape[1] - 1));
        }
    }
}
