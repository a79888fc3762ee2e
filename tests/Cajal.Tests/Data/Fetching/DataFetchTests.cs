using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Cajal.Data;
using Cajal.Fetch;

namespace Cajal.Tests.Data;

public class DataFetchTests
{
    private static readonly byte[] Digits = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 200).Select(i => string.Join(',', Enumerable.Range(0, 64).Select(p => (i * p) % 17)) + $",{i % 10}\n")));

    [Fact]
    public void A_set_without_a_published_sum_is_trusted_at_first_and_held_against_that_later()
    {
        using var folder = new TestFolder();
        using var server = FaultyServer.Good(Digits);
        var first = DataFetch.Fetch("optical-digits", folder.Path, server.Address).Single();
        (first.TrustedFirst, first.WasThere).ShouldBe((true, false));
        File.ReadAllText(Path.Combine(folder.Path, "optical-digits", "SHA256SUMS")).ShouldBe($"{first.Sha256}  optical-digits.csv\n");
        Datasets.Load("optical-digits", new DatasetOptions { Folder = folder.Path }).ExampleShape.ShouldBe([64]);

        DataFetch.Fetch("optical-digits", folder.Path, server.Address).Single().WasThere.ShouldBeTrue();
        server.Asked.Count.ShouldBe(1);

        File.Delete(first.Path);
        using var changed = FaultyServer.Good([.. Digits, (byte)'\n']);
        Should.Throw<DatasetException>(() => DataFetch.Fetch("optical-digits", folder.Path, changed.Address)).Message.ShouldContain("SHA-256 sum");
        File.Exists(first.Path).ShouldBeFalse();
    }

    [Fact]
    public void A_published_sum_holds_wherever_the_file_comes_from()
    {
        using var folder = new TestFolder();
        using var server = FaultyServer.Good(new byte[4551]);
        Should.Throw<DatasetException>(() => DataFetch.Fetch("iris", folder.Path, server.Address)).Message.ShouldContain("expected 6f608b71");
        server.Asked.Single().Path.ShouldBe("/iris.data");
    }

    [SkippableFact]
    public void The_real_iris_is_fetched_and_loaded_by_name()
    {
        string? real = TestFolder.RealData();
        Skip.If(real is null, "the real data sets are not there: neither ../shared/data nor CAJAL_DATA");
        using var folder = new TestFolder();
        // The public file has a blank last line and a line's end more than the copy here.
        using var server = FaultyServer.Good([.. File.ReadAllBytes(Path.Combine(real, "tabular", "iris.csv")), (byte)'\n', (byte)'\n']);
        DataFetch.Fetch("iris", folder.Path, server.Address).Single().TrustedFirst.ShouldBeFalse();
        var iris = Datasets.Load("iris", new DatasetOptions { Folder = folder.Path });
        (iris.Count, iris.Task).ShouldBe((150, TaskKind.Classes));

        using var cancer = FaultyServer.Good(File.ReadAllBytes(Path.Combine(real, "tabular", "breast_cancer_wdbc.csv")));
        DataFetch.Fetch("breast-cancer", folder.Path, cancer.Address);
        var tumours = Datasets.Load("breast-cancer", new DatasetOptions { Folder = folder.Path });
        (tumours.Count, tumours.ExampleShape[0], tumours.Task).ShouldBe((569, 30, TaskKind.Binary));
    }

    [Fact]
    public void Every_entry_of_the_table_is_complete()
    {
        PublicSets.All.Select(s => s.Name).Distinct().Count().ShouldBe(PublicSets.All.Count);
        foreach (var set in PublicSets.All)
        {
            new[] { set.Licence, set.Citation, set.Description }.ShouldAllBe(text => text.Length > 2);
            foreach (var file in set.Files)
            {
                new Uri(file.Address).IsAbsoluteUri.ShouldBeTrue();
                if (file.Address.StartsWith("http:", StringComparison.Ordinal)) file.Sha256.ShouldNotBeNull();
                if (file.Sha256 is { } sum) CheckSum.Checked(sum).ShouldBe(sum);
            }
        }
        Should.Throw<ArgumentException>(() => PublicSets.Find("fashion-mnst")).Message.ShouldContain("Did you mean 'fashion-mnist'?");
    }

    [Fact]
    public void Only_the_wanted_files_leave_an_archive_whatever_their_paths_say()
    {
        using var folder = new TestFolder();
        string archive = folder.Write("in/a.tar.gz", Archive(("x/../../a.bin", "A"), ("/etc/b.bin", "B"), ("evil.sh", "C")));
        string place = Directory.CreateDirectory(Path.Combine(folder.Path, "in", "out")).FullName;
        TarMembers.Extract(archive, ["a.bin", "b.bin"], place);
        Directory.GetFiles(place).Select(Path.GetFileName).Order().ShouldBe(["a.bin", "b.bin"]);
        Should.Throw<DatasetException>(() => TarMembers.Extract(archive, ["c.bin"], place)).Message.ShouldContain("does not hold c.bin");
        string cut = folder.Write("in/cut.tar.gz", Archive(("a.bin", new string('A', 5000)))[..60]);
        Should.Throw<DatasetException>(() => TarMembers.Extract(cut, ["a.bin"], place));
        string noise = folder.Write("in/noise.tar", [.. Enumerable.Range(0, 2000).Select(i => (byte)(i * 7))]);
        Should.Throw<DatasetException>(() => TarMembers.Extract(noise, ["a.bin"], place));
    }

    [Fact]
    public void A_table_is_read_from_the_web_once_and_by_its_sum()
    {
        WebData.Register();
        using var folder = new TestFolder();
        byte[] table = Encoding.UTF8.GetBytes("a,b,y\n1,2,3.5\n2,3,4.5\n4,1,2.5\n");
        using var server = FaultyServer.Good(table);
        var options = new DatasetOptions { Folder = folder.Path };
        Datasets.Load(server.Address + "/t.csv", options).Count.ShouldBe(3);
        Datasets.Load(server.Address + "/t.csv", options).Count.ShouldBe(3);
        server.Asked.Count.ShouldBe(1);
        string sum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(table));
        Datasets.Load(server.Address + "/t.csv", options with { Sha256 = sum }).Count.ShouldBe(3);
        Should.Throw<DatasetException>(() => Datasets.Load(server.Address + "/t.csv", options with { Sha256 = new string('a', 64) })).Message.ShouldContain("expected aaaa");

        string path = folder.Write("t.csv", table);
        Datasets.Load(path, new DatasetOptions { Sha256 = sum }).Count.ShouldBe(3);
        Should.Throw<DatasetException>(() => Datasets.Load(path, new DatasetOptions { Sha256 = new string('a', 64) })).Message.ShouldContain($"has the SHA-256 sum {sum}");
        Should.Throw<ArgumentException>(() => Datasets.Load(path, new DatasetOptions { Sha256 = "abc" })).Message.ShouldContain("64 hexadecimal digits");
        Should.Throw<ArgumentException>(() => Datasets.Load("moons", new DatasetOptions { Sha256 = sum })).Message.ShouldContain("takes no check sum");
    }

    [Fact]
    public void A_file_of_sums_that_holds_something_else_is_named()
    {
        using var folder = new TestFolder();
        folder.Write("optical-digits/SHA256SUMS", "hello\n");
        Should.Throw<DatasetException>(() => DataFetch.Fetch("optical-digits", folder.Path, "http://127.0.0.1:1")).Message.ShouldContain("Line 1 of");
    }

    private static byte[] Archive(params (string Name, string Content)[] files)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            foreach (var (name, content) in files)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
        }
        return bytes.ToArray();
    }
}
