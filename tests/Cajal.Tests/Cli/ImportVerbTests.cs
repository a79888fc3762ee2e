using Cajal.Cli;
using Cajal.Training;

namespace Cajal.Tests.Cli;

public class ImportVerbTests
{
    [Fact]
    public void Weights_go_out_under_other_names_and_come_back_as_a_run_that_answers()
    {
        using var shell = new Shell();
        shell.Run("train", "moons", "--epochs", "2", "--layers", "4", "--run", "first").ShouldBeDone();
        shell.Write("map.txt", "hidden.* = 0.*\nout.* = 2.*\n");
        shell.Run("export", "first", "--to", "safetensors", "--map", "map.txt", "--out", "w.safetensors").ShouldBeDone().Out
            .ShouldBe("w.safetensors: 17 numbers in 4 tensors, hidden.bias, hidden.weight, out.bias, out.weight\n");
        SafeTensors.Map(shell["w.safetensors"]).Metadata["format"].ShouldBe("pt");
        shell.Run("import", "w.safetensors").ShouldBeDone().Out.ShouldContain("hidden.weight  Float32 [4, 2]\n");
        shell.Run("import", "w.safetensors", "--into", "first").ShouldFail(ExitCode.Failed, "no place for 'hidden.bias' [4]", "nothing for '0.weight' [4, 2]");
        Directory.Exists(shell["runs"]).ShouldBeFalse();
        shell.Run("import", "w.safetensors", "--into", "first", "--map", "map.txt", "--out", "back").ShouldBeDone().Out.ShouldBe("back: 17 parameters from 4 tensors of w.safetensors\n");
        shell.Run("evaluate", "back").ShouldBeDone().Out.ShouldBe(shell.Run("evaluate", "first").ShouldBeDone().Out);
        shell.Run("import", "w.safetensors", "--into", "first", "--map", "map.txt", "--out", "back").ShouldFail(ExitCode.Failed, "holds a run already");

        shell.Write("recipe.json", "{ \"data\": \"moons\", \"layers\": \"4\" }");
        shell.Run("import", "w.safetensors", "--into", "recipe.json", "--draft", "draft.txt").ShouldBeDone();
        File.ReadAllText(shell["draft.txt"]).ShouldContain("out.weight = 2.weight");
        shell.Run("import", "w.safetensors", "--into", "recipe.json", "--map", "draft.txt").ShouldBeDone();
        shell.Run("evaluate", "runs/w").ShouldBeDone().Out.ShouldBe(shell.Run("evaluate", "first").ShouldBeDone().Out);
        shell.Run("train", "moons", "--from", "runs/w", "--epochs", "1", "--run", "on").ShouldBeDone();
    }

    [Fact]
    public void Floats_can_be_halved()
    {
        using var shell = new Shell();
        shell.Run("train", "moons", "--epochs", "1", "--run", "moons").ShouldBeDone();
        shell.Run("export", "moons", "--to", "safetensors", "--floats", "bfloat16").ShouldBeDone();
        var file = SafeTensors.Map(shell["moons/network.safetensors"]);
        file.TypeOf("0.weight").ShouldBe(StoredType.BFloat16);
        shell.Run("export", "moons", "--to", "safetensors", "--floats", "int4").ShouldFail(ExitCode.WrongUse, "--floats takes float16 or bfloat16");
    }

    [Fact]
    public void Wrong_words_get_one_sentence()
    {
        using var shell = new Shell();
        shell.Run("train", "moons", "--epochs", "1", "--run", "moons").ShouldBeDone();
        shell.Run("export", "moons", "--to", "onnx", "--floats", "float16").ShouldFail(ExitCode.WrongUse, "--floats means nothing with --to onnx");
        shell.Run("export", "moons", "--to", "safetensors", "--fold-norms").ShouldFail(ExitCode.WrongUse, "--fold-norms");
        shell.Write("bad.safetensors", "no weights");
        shell.Run("import", "bad.safetensors", "--into", "moons").ShouldFail(ExitCode.Failed, "safetensors");
        shell.Run("import", "none.safetensors", "--into", "moons").ShouldFail(ExitCode.Failed, "none.safetensors");
        shell.Write("net.onnx", "x");
        shell.Run("import", "net.onnx", "--into", "moons").ShouldFail(ExitCode.WrongUse, "--into");
        shell.Run("export", "moons", "--to", "safetensors", "--map", "nowhere.txt").ShouldFail(ExitCode.Failed, "nowhere.txt");
    }
}
