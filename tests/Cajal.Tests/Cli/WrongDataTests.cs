using System.Buffers.Binary;
using System.IO.Compression;
using Cajal.Cli;

namespace Cajal.Tests.Cli;

/// <summary>Data that cannot be used end with 1 and one sentence; no run is begun, nothing is left behind.</summary>
public class WrongDataTests
{
    private static readonly string Good = Tables.Flowers(30);

    public static TheoryData<string, string, string[]> Files() => new()
    {
        { "empty.csv", "", ["empty"] },
        { "blank.csv", "\n\n\n", ["blank.csv"] },
        { "ragged.csv", "a,b,y\n1,2,0\n3,4\n5,6,1\n", ["Line 3", "2 fields", "3"] },
        { "text.csv", Lines(30, i => $"{i},{(i == 17 ? "oops" : "2.5")},{(i % 2 == 0 ? "yes" : "no")}"), ["Line 18", "oops"] },
        { "oneclass.csv", Lines(30, i => $"{i},{i * i},same"), ["same", "two classes"] },
        { "infinite.csv", Lines(30, i => $"{(i == 3 ? "inf" : "1.5")},{i * i},{i % 2}"), ["inf"] },
        { "unclosed.csv", "a,y\n\"1,0\n2,1\n", ["quot"] },
        { "few.csv", "a,y\n1,x\n", ["few.csv"] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_table_that_cannot_be_used(string name, string content, string[] words)
    {
        using var shell = new Shell();
        shell.Write(name, content);
        shell.Run("train", name, "--epochs", "2").ShouldFail(ExitCode.Failed, words);
        File.ReadAllText(shell[name]).ShouldBe(content);
        (Directory.Exists(shell["runs"]) && Directory.EnumerateFileSystemEntries(shell["runs"]).Any()).ShouldBeFalse("nothing was begun");
    }

    [Fact]
    public void A_file_that_is_not_there()
    {
        using var shell = new Shell();
        shell.Run("train", "missing.csv").ShouldFail(ExitCode.Failed, "missing.csv");
        shell.Run("train", "missing.json").ShouldFail(ExitCode.Failed, "missing.json");
        shell.Run("train", "mnist", "--data", "nowhere").ShouldFail(ExitCode.Failed, "nowhere");
    }

    [Fact]
    public void NaN_counts_as_missing_and_is_said()
    {
        using var shell = new Shell();
        shell.Write("nan.csv", Lines(40, i => $"{i},{(i % 4 == 0 ? "NaN" : "2.5")},{i * 7 % 5},{(i % 2 == 0 ? "a" : "b")}"));
        shell.Run("train", "nan.csv", "--epochs", "2").ShouldBeDone().Out.ShouldContain("missing");
    }

    [Fact]
    public void Pictures_with_a_lying_header_cost_no_memory()
    {
        using var shell = new Shell();
        shell.Write("train-images-idx3-ubyte", Idx(3, [2_000_000_000, 32767, 32767], [1, 2]));
        shell.Write("train-labels-idx1-ubyte", Idx(1, [2_000_000_000], [1, 2]));
        long before = GC.GetTotalAllocatedBytes();
        shell.Run("train", "train-images-idx3-ubyte").ShouldFail(ExitCode.Failed, "header", "promises");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(50_000_000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_gzip_file_cut_short_or_corrupt(bool isCut)
    {
        using var shell = new Shell();
        var rng = new Rng(1);
        byte[] pixels = [.. Enumerable.Range(0, 200 * 64).Select(_ => (byte)rng.NextInt(256))];
        byte[] pictures = Gzip(Idx(3, [200, 8, 8], pixels));
        if (isCut) pictures = pictures[..(pictures.Length / 2)];
        else Array.Fill<byte>(pictures, 0xAB, pictures.Length / 2, 40);
        shell.Write("train-images-idx3-ubyte.gz", pictures);
        shell.Write("train-labels-idx1-ubyte.gz", Gzip(Idx(1, [200], [.. Enumerable.Range(0, 200).Select(i => (byte)(i % 3))])));
        shell.Run("train", "train-images-idx3-ubyte.gz").ShouldFail(ExitCode.Failed, "damaged");
    }

    [Fact]
    public void Pictures_are_predicted()
    {
        using var shell = new Shell();
        // The class is the bright half.
        byte[] Picture(int i) => [.. Enumerable.Range(0, 16).Select(p => (byte)((p < 8) == (i % 2 == 0) ? 200 + i % 7 : 10))];
        byte[] pixels = [.. Enumerable.Range(0, 60).SelectMany(Picture)];
        shell.Write("train-images-idx3-ubyte", Idx(3, [60, 4, 4], pixels));
        shell.Write("train-labels-idx1-ubyte.gz", Gzip(Idx(1, [60], [.. Enumerable.Range(0, 60).Select(i => (byte)(i % 2))])));
        shell.Run("train", "train-images-idx3-ubyte", "--epochs", "20", "--run", "r").ShouldBeDone();
        shell.Write("new-idx3-ubyte", Idx(3, [2, 4, 4], pixels[..32]));
        string[] lines = shell.Run("predict", "r", "new-idx3-ubyte").ShouldBeDone().Out.TrimEnd('\n').Split('\n');
        lines.Select(l => l.Split(',')[0]).ShouldBe(["prediction", "0", "1"]);
    }

    [Fact]
    public void More_classes_than_outputs()
    {
        using var shell = new Shell();
        shell.Write("good.csv", Good);
        shell.Run("train", "good.csv", "--epochs", "2", "--run", "r").ShouldBeDone();
        shell.Write("more.csv", Good + "99,1.5,2.5,tulip\n");
        shell.Run("evaluate", "r", "more.csv").ShouldFail(ExitCode.Failed, "tulip");
        shell.Run("train", "good.csv", "--task", "binary").ShouldFail(ExitCode.WrongUse, "3 classes", "two");
    }

    [Fact]
    public void A_run_damaged_by_hand()
    {
        using var shell = new Shell();
        shell.Run("train", "AND", "--epochs", "2", "--run", "r").ShouldBeDone();
        string weights = shell[Path.Combine("r", "model", "weights.safetensors")];
        byte[] whole = File.ReadAllBytes(weights);
        File.WriteAllBytes(weights, whole[..(whole.Length / 2)]);
        shell.Run("evaluate", "r").ShouldFail(ExitCode.Failed, "weights.safetensors");
        shell.Write(Path.Combine("r", "recipe.json"), "{ \"layers\": [[3]] }");
        shell.Run("evaluate", "r").ShouldFail(ExitCode.Failed, "recipe.json");
    }

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));

    private static byte[] Idx(byte rank, int[] sizes, byte[] content)
    {
        byte[] file = new byte[4 + 4 * sizes.Length + content.Length];
        (file[2], file[3]) = (8, rank);
        for (int i = 0; i < sizes.Length; i++) BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + 4 * i), sizes[i]);
        content.CopyTo(file, 4 + 4 * sizes.Length);
        return file;
    }

    private static byte[] Gzip(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal)) gzip.Write(content);
        return bytes.ToArray();
    }
}
