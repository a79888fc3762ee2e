using Cajal.Networks;
using Cajal.Onnx;
using Cajal.Studio;
using Cajal.Training;

namespace Cajal.Tests.Studio;

public class OpenedModelTests
{
    private static Course Open(string link) => new(StateText.Read(link, out _));

    private static float[] Answers(Bench bench) => bench.Network.Forward(bench.InputsOf([.. Enumerable.Range(0, 50)])).ToArray<float>();

    private static (Course Course, IReadOnlyList<string> Notes) In(OpenedModel model, string link = "v=1")
    {
        var (state, notes) = model.In(Open(link).Bench);
        return (new Course(state), notes);
    }

    private static void ShouldBeNear(float[] found, float[] expected)
    {
        found.Length.ShouldBe(expected.Length);
        for (int i = 0; i < found.Length; i++) found[i].ShouldBe(expected[i], 1e-4f * (1 + Math.Abs(expected[i])));
    }

    public static TheoryData<string> Functions => [.. HiddenLayers.Activations];

    [Theory]
    [MemberData(nameof(Functions))]
    public void An_onnx_file_opens_with_its_activations_and_answers_the_same(string function)
    {
        if (function == "sine") return;
        var before = Open($"v=1&layers=5:{function},4:tanh");
        before.StepEpoch();
        var after = In(OnnxChain.Read(Export.Onnx(before), "m.onnx")).Course;
        after.State.Layers.ShouldBe($"5:{function},4:tanh");
        ShouldBeNear(Answers(after.Bench), Answers(before.Bench));
    }

    [Fact]
    public void Weights_of_a_safetensors_file_take_the_playgrounds_activations()
    {
        var before = Open("v=1&layers=5:relu,4:sigmoid");
        byte[] file = Aside.With([], "", path =>
        {
            ModelWeights.Save(path, before.Bench.Network);
            return File.ReadAllBytes(path);
        });
        var model = WeightsFile.Read(file, "m.safetensors");
        var (same, notes) = In(model, "v=1&layers=2:relu,2:sigmoid");
        ShouldBeNear(Answers(same.Bench), Answers(before.Bench));
        notes.ShouldContain(n => n.Contains("those of the playground"));
        In(model).Course.State.Layers.ShouldBe("5:tanh,4:tanh");
        In(model, "v=1&layers=2:relu").Notes.ShouldContain(n => n.Contains("tanh is taken"));
    }

    [Fact]
    public void A_run_opens_with_its_scaling_inside_the_first_layer()
    {
        var before = Open("v=1&data=moons&noise=0.1&layers=5:relu&optimizer=adam&rate=0.01&epochs=5&stopEpoch=5");
        var model = RunModel.ReadPacked(RunExport.Of(before.Bench), "run.zip");
        var course = In(model, "v=1&data=moons&noise=0.1&scale=standardised").Course;
        course.State.Scale.ShouldBe("raw");
        course.State.Layers.ShouldBe("5:relu");
        string folder = Directory.CreateTempSubdirectory("cajal-opened-").FullName;
        try
        {
            System.IO.Compression.ZipFile.ExtractToDirectory(new MemoryStream(RunExport.Of(before.Bench)), folder);
            var trained = TrainedModel.Load(folder);
            var examples = trained.Preprocessing.Apply(Cajal.Data.Datasets.Load("moons", new Cajal.Data.DatasetOptions { Seed = 1, Noise = 0.1 }));
            var expected = trained.Predict(examples);
            float[] z = course.Bench.Network.Forward(course.Bench.InputsOf([.. Enumerable.Range(0, 50)])).Sigmoid().ToArray<float>();
            for (int i = 0; i < 50; i++) ((double)z[i]).ShouldBe(expected.Score(i, 1), 1e-4);
            ShouldBeNear([.. RunModel.Read(folder, "run").Layers.SelectMany(l => l.Weights)], [.. model.Layers.SelectMany(l => l.Weights)]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Outputs_bring_a_loss_and_points_that_fit_them()
    {
        var three = new OpenedModel("m", [new OpenedLayer(2, 3, new float[6], new float[3], "softmax")]);
        var (course, notes) = In(three);
        (course.State.Data, course.State.Classes, course.State.Loss, course.State.Output).ShouldBe(("clouds", 3, "cross-entropy", "linear"));
        notes.ShouldContain(n => n.Contains("'clouds' is shown"));
        var one = new OpenedModel("m", [new OpenedLayer(1, 1, [2], null, "linear")]);
        var curve = In(one).Course;
        (curve.State.Inputs, curve.State.Bias, curve.Bench.ParameterCount).ShouldBe(("x", false, 1));
        In(new OpenedModel("m", [new OpenedLayer(2, 1, [1, 2], [0], "sigmoid")])).Course.State.Loss.ShouldBe("bce");
        In(new OpenedModel("m", [new OpenedLayer(4, 3, new float[12], new float[3], "linear")]), "v=1&data=iris").Course.State.Data.ShouldBe("iris");
    }

    [Fact]
    public void What_does_not_fit_is_one_sentence()
    {
        Told(new OpenedModel("m", [new OpenedLayer(4, 1, new float[4], null, "linear")])).ShouldContain("reads 4 inputs");
        Told(new OpenedModel("m", [new OpenedLayer(2, 3, new float[6], null, "relu"), new OpenedLayer(4, 1, new float[4], null, "linear")])).ShouldContain("do not follow each other");
        Told(new OpenedModel("m", [new OpenedLayer(2, 300, new float[600], null, "relu"), new OpenedLayer(300, 1, new float[300], null, "linear")])).ShouldContain("256 units");
        Told(new OpenedModel("m", [new OpenedLayer(2, 1, [float.NaN, 0], null, "linear")])).ShouldContain("no finite number");
        Told(new OpenedModel("m", [new OpenedLayer(2, 7, new float[14], null, "linear")])).ShouldContain("7 outputs");
        Should.Throw<ArgumentException>(() => RunModel.ReadPacked([1, 2, 3], "x.zip")).Message.ShouldContain("no zip file");
        Should.Throw<OnnxException>(() => OnnxChain.Read([1, 2, 3], "x.onnx"));
        Should.Throw<RunException>(() => WeightsFile.Read([1, 2, 3], "x.safetensors"));
        var convolution = new Sequential(new Conv2d(1, 2, 3, rng: new Rng(1)));
        byte[] file = Aside.With([], ".onnx", path =>
        {
            OnnxExport.Save(convolution, Tensor.Zeros([1, 1, 8, 8]), path);
            return File.ReadAllBytes(path);
        });
        Should.Throw<ArgumentException>(() => OnnxChain.Read(file, "c.onnx")).Message.ShouldContain("holds no dense layer");

        static string Told(OpenedModel model) => Should.Throw<ArgumentException>(() => In(model)).Message;
    }
}
