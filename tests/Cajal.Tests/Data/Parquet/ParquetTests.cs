using Cajal.Cli;
using Cajal.Data;
using Cajal.Parquet;
using Cajal.Tests.Cli;
using Parquet;
using Parquet.Schema;

namespace Cajal.Tests.Data;

public class ParquetTests
{
    private static TableData Houses(int count = 60) => new TableData("houses")
        .AddNumbers("area", [.. Enumerable.Range(0, count).Select(i => i % 7 == 0 ? double.NaN : 50.25 + i)])
        .AddNumbers("rooms", [.. Enumerable.Range(0, count).Select(i => (double)(i % 4))], areWhole: true)
        .AddWords("district", [.. Enumerable.Range(0, count).Select(i => i % 5 == 0 ? null : i % 2 == 0 ? "north" : "sœuth")])
        .AddNumbers("price", [.. Enumerable.Range(0, count).Select(i => 100.5 + 2 * i)]);

    [Fact]
    public void What_is_written_comes_back()
    {
        using var folder = new TestFolder();
        string path = Path.Combine(folder.Path, "h.parquet");
        ParquetTables.Save(path, Houses());
        var back = ParquetTables.Read(path);
        back.Columns.ShouldBe(["area", "rooms", "district", "price"]);
        back.ToDataset().Fingerprint.ShouldBe(Houses().ToDataset().Fingerprint);
        Directory.GetFiles(folder.Path).ShouldBe([path]);
    }

    [Fact]
    public async Task Every_flat_type_and_several_row_groups_are_read()
    {
        using var folder = new TestFolder();
        string path = Path.Combine(folder.Path, "all.parquet");
        var day = new DataField<DateTime>("day");
        DataField[] fields =
        [
            new DataField<float>("f"), new DataField<decimal>("d"), new DataField<sbyte>("i8"), new DataField<byte>("u8"), new DataField<short>("i16"), new DataField<ushort>("u16"),
            new DataField<int>("i32"), new DataField<uint>("u32"), new DataField<ulong>("u64"), new DataField<bool>("b"), new DataField<int>("gaps", true), day, new DataField<long>("y"),
        ];
        foreach (var method in new[] { CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Zstd })
        {
            using (var stream = File.Create(path))
            {
                await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream, new ParquetOptions { CompressionMethod = method });
                for (int part = 0; part < 2; part++)
                {
                    using var group = writer.CreateRowGroup();
                    int k = part;
                    await group.WriteAsync<float>(fields[0], new[] { 0.5f, k });
                    await group.WriteAsync<decimal>(fields[1], new[] { 1.25m, k });
                    await group.WriteAsync<sbyte>(fields[2], new sbyte[] { -1, (sbyte)k });
                    await group.WriteAsync<byte>(fields[3], new byte[] { 200, (byte)k });
                    await group.WriteAsync<short>(fields[4], new short[] { -300, (short)k });
                    await group.WriteAsync<ushort>(fields[5], new ushort[] { 60000, (ushort)k });
                    await group.WriteAsync<int>(fields[6], new[] { -70000, k });
                    await group.WriteAsync<uint>(fields[7], new uint[] { 4_000_000_000, (uint)k });
                    await group.WriteAsync<ulong>(fields[8], new ulong[] { 5_000_000_000, (ulong)k });
                    await group.WriteAsync<bool>(fields[9], new[] { true, false });
                    await group.WriteAsync<int>(fields[10], new int?[] { null, k });
                    await group.WriteAsync<DateTime>(day, new[] { DateTime.UnixEpoch, DateTime.UnixEpoch });
                    await group.WriteAsync<long>(fields[12], new long[] { k, 1 - k });
                    group.CompleteValidate();
                }
            }
            Should.Throw<DatasetException>(() => ParquetTables.Load(path)).Message.ShouldContain("'day'");
            var data = ParquetTables.Load(path, new DatasetOptions { Ignore = ["day"] });
            var columns = ((TableFeatures)data.Features).Columns;
            double[] Values(int i) => ((NumberColumn)columns[i]).Values.ToArray();
            Values(0).ShouldBe([0.5, 0, 0.5, 1]);
            Values(1).ShouldBe([1.25, 0, 1.25, 1]);
            Values(2).ShouldBe([-1, 0, -1, 1]);
            Values(3).ShouldBe([200, 0, 200, 1]);
            Values(6).ShouldBe([-70000, 0, -70000, 1]);
            Values(7).ShouldBe([4e9, 0, 4e9, 1]);
            Values(8).ShouldBe([5e9, 0, 5e9, 1]);
            ((CategoryColumn)columns[9]).Codes.ToArray().ShouldBe([1, 0, 1, 0]);
            Values(10).ShouldBe([double.NaN, 0, double.NaN, 1]);
            data.Task.ShouldBe(TaskKind.Binary);
        }
    }

    [Fact]
    public void The_command_line_trains_evaluates_and_predicts()
    {
        using var shell = new Shell();
        ParquetTables.Save(shell["h.parquet"], Houses(200));
        shell.Run("data", "h.parquet").ShouldBeDone().Out.ShouldContain("200 examples of shape [3]");
        shell.Run("train", "h.parquet", "--epochs", "2", "--run", "r").ShouldBeDone();
        shell.Run("evaluate", "r").ShouldBeDone().Out.ShouldContain("r2");
        shell.Run("evaluate", "r", "h.parquet").ShouldBeDone();
        shell.Run("predict", "r", "h.parquet").ShouldBeDone();
        shell.Run("train", "h.parquet", "--target", "prise", "--run", "q").ShouldFail(ExitCode.WrongUse, "Did you mean 'price'?");
    }

    [Fact]
    public void Damaged_files_end_in_one_sentence_and_bounded_memory()
    {
        using var folder = new TestFolder();
        string good = Path.Combine(folder.Path, "good.parquet"), bad = Path.Combine(folder.Path, "bad.parquet");
        ParquetTables.Save(good, Houses());
        byte[] whole = File.ReadAllBytes(good);
        var rng = new Rng(7);
        int refused = 0;
        for (int trial = 0; trial < 400; trial++)
        {
            byte[] bytes = trial % 4 == 0 ? whole[..(int)(whole.Length * rng.NextDouble())] : [.. whole];
            for (int change = 0; trial % 4 != 0 && change <= trial % 3; change++) bytes[4 + (int)((bytes.Length - 4) * rng.NextDouble())] = (byte)(256 * rng.NextDouble());
            File.WriteAllBytes(bad, bytes);
            long before = GC.GetTotalAllocatedBytes();
            try
            {
                ParquetTables.Read(bad);
            }
            catch (DatasetException error)
            {
                refused++;
                error.Message.ShouldNotContain("\n");
                error.Message.ShouldEndWith(".");
            }
            (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(1L << 30, $"trial {trial}");
        }
        refused.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Files_of_formats_that_are_not_there_are_named()
    {
        using var folder = new TestFolder();
        Should.Throw<DatasetException>(() => Datasets.Load(folder.Write("a.arrow", "ARROW1\0\0rest"))).Message.ShouldContain("Arrow (Feather)");
        Should.Throw<FileNotFoundException>(() => ParquetTables.Read(Path.Combine(folder.Path, "no.parquet")));
        Should.Throw<DatasetException>(() => ParquetTables.Read(folder.Write("t.parquet", "a,b\n1,2\n"))).Message.ShouldContain("is not a Parquet file");
        ParquetTables.Register();
        Should.Throw<ArgumentException>(() => Datasets.Load(folder.Write("x.csv", "PAR"), new DatasetOptions { Noise = 1 }));
    }
}
