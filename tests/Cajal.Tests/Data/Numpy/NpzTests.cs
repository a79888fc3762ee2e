using System.IO.Compression;
using Cajal.Data;

namespace Cajal.Tests.Data.Numpy;

public class NpzTests
{
    // numpy.savez_compressed(f, x=numpy.arange(4, dtype='f4').reshape(2, 2), y=numpy.array([0, 1])), by NumPy 1.24.
    private const string Written = "UEsDBBQAAAAIAAAAIQCR9OfbUAAAAJAAAAAFABQAeC5ucHkBABAAkAAAAAAAAABQAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqKuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CkaaOgq1"
        + "CmQDLgYwaLAHEg5A5AAAUEsDBBQAAAAIAAAAIQB+avvJSQAAAJAAAAAFABQAeS5ucHkBABAAkAAAAAAAAABJAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TaaGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6mjoKtQoU"
        + "AC4GKGCE0gBQSwECFAMUAAAACAAAACEAkfTn21AAAACQAAAABQAAAAAAAAAAAAAAgAEAAAAAeC5ucHlQSwECFAMUAAAACAAAACEAfmr7yUkAAACQAAAABQAAAAAAAAAAAAAAgAGHAAAAeS5ucHlQSwUGAAAAAAIAAgBmAAAABwEAAAAA";

    [Fact]
    public void An_archive_of_numpy_is_a_data_set()
    {
        using var folder = new TestFolder();
        string path = folder.Write("data.npz", Convert.FromBase64String(Written));
        var arrays = Npz.Load(path);
        arrays.Keys.ShouldBe(["x", "y"], ignoreOrder: true);
        arrays["x"].ToArray<float>().ShouldBe([0f, 1f, 2f, 3f]);
        arrays["y"].ToArray<long>().ShouldBe([0L, 1L]);
        var data = Datasets.Load(path);
        (data.Count, data.Task).ShouldBe((2, TaskKind.Binary));
        ((TableFeatures)data.Features).Columns.Select(c => c.Name).ShouldBe(["x1", "x2"]);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        using var folder = new TestFolder();
        string path = Path.Combine(folder.Path, "a.npz");
        Npz.Save(path, new Dictionary<string, Tensor> { ["w"] = Tensor.Ones([2, 3]), ["deep/b"] = Tensor.From([true, false]) });
        var read = Npz.Load(path);
        read["w"].ToArray<float>().ShouldBe([1f, 1f, 1f, 1f, 1f, 1f]);
        read["deep/b"].ToArray<bool>().ShouldBe([true, false]);
    }

    [Fact]
    public void Test_parts_and_pictures_and_numbers_are_told_apart()
    {
        using var folder = new TestFolder();
        string path = Path.Combine(folder.Path, "a.npz");
        Npz.Save(path, new Dictionary<string, Tensor>
        {
            ["x_train"] = Tensor.Ones([6, 4, 4]),
            ["y_train"] = Tensor.From([0, 1, 2, 0, 1, 2]),
            ["x_test"] = Tensor.Zeros([2, 4, 4]),
            ["y_test"] = Tensor.From([2, 1]),
        });
        var data = Datasets.Load(path);
        (data.Count, data.GivenTestCount, data.Task, data.ExampleShape.Rank).ShouldBe((8, 2, TaskKind.Classes, 2));
        Npz.Save(path, new Dictionary<string, Tensor> { ["x"] = Tensor.Ones([3, 2]), ["y"] = Tensor.From([0.5, 1, 2], [3, 1]) });
        Datasets.Load(path).Task.ShouldBe(TaskKind.Numbers);
        Npy.Save(Path.Combine(folder.Path, "x.npy"), Tensor.Ones([3, 2]));
        Datasets.Load(Path.Combine(folder.Path, "x.npy")).Task.ShouldBeNull();
        Npy.Save(Path.Combine(folder.Path, "y.npy"), Tensor.From([1, 0, 1]));
        Datasets.Load(Path.Combine(folder.Path, "x.npy")).Task.ShouldBe(TaskKind.Binary);
    }

    [Fact]
    public void What_is_no_data_set_says_so()
    {
        using var folder = new TestFolder();
        string path = Path.Combine(folder.Path, "a.npz");
        Npz.Save(path, new Dictionary<string, Tensor> { ["a"] = Tensor.Ones([3, 2]), ["b"] = Tensor.Ones([3]) });
        Should.Throw<DatasetException>(() => Datasets.Load(path)).Message.ShouldContain("none is called x");
        Npz.Save(path, new Dictionary<string, Tensor> { ["x"] = Tensor.Ones([3, 2]), ["y"] = Tensor.Ones([2]) });
        Should.Throw<DatasetException>(() => Datasets.Load(path)).Message.ShouldContain("one target each, [3]");
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 4; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(path, whole[..length]);
            Should.Throw<DatasetException>(() => Npz.Load(path), $"{length} bytes");
        }
    }

    [Fact]
    public void A_bomb_takes_no_memory()
    {
        using var folder = new TestFolder();
        string path = Path.Combine(folder.Path, "a.npz");
        Pack(path, NpyTests.Numpy("{'descr': '|b1', 'fortran_order': False, 'shape': (2000000000,), }", ""));
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Should.Throw<DatasetException>(() => Npz.Load(path)).Message.ShouldContain("cannot hold so many");
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(10_000_000);
        Pack(path, [.. NpyTests.Numpy("{'descr': '|b1', 'fortran_order': False, 'shape': (10000000,), }", ""), .. new byte[10_000_000]]);
        Npz.Load(path)["x"].Count.ShouldBe(10_000_000);
        Should.Throw<DatasetException>(() => Npz.Load(path, mostBytes: 1_000_000)).Message.ShouldContain("unpacks to more than 1000000 bytes");
    }

    private static void Pack(string path, byte[] content)
    {
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        using var entry = archive.CreateEntry("x.npy").Open();
        entry.Write(content);
    }
}
