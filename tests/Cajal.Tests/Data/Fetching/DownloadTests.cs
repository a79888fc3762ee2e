using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Cajal.Data;
using Cajal.Fetch;

namespace Cajal.Tests.Data;

public sealed class DownloadTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 31 + i / 251))];
    private static readonly string Sum = Convert.ToHexStringLower(SHA256.HashData(Content));
    private static readonly DownloadOptions Quick = new() { Pause = TimeSpan.FromMilliseconds(1), Attempts = 3 };

    private readonly TestFolder folder = new();

    private string Target => Path.Combine(folder.Path, "sub", "data.bin");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_comes_whole_with_its_sum_and_nothing_is_left_beside_it()
    {
        using var server = FaultyServer.Good(Content);
        var told = new List<DownloadProgress>();
        var result = Download.ToFile(server.Address + "/f", Target, Quick with { Sha256 = Sum.ToUpperInvariant(), Bytes = Content.Length }, new Told(told));
        result.ShouldBe(new DownloadResult(Target, Content.Length, Sum, WasResumed: false));
        IsThere();
        told[^1].ShouldBe(new DownloadProgress(Content.Length, Content.Length));
        server.Asked.Single().Headers["Accept-Encoding"].ShouldBe("identity");
    }

    [Fact]
    public void A_cut_is_gone_on_with_where_it_happened()
    {
        using var server = new FaultyServer(q => q.Give(Content, "\"v1\"", q.Number == 1 ? 70_000 : q.Number == 2 ? 130_000 : null));
        Download.ToFile(server.Address + "/f", Target, Quick).WasResumed.ShouldBeTrue();
        IsThere();
        server.Asked.Select(q => q.From).ShouldBe([null, 70_000, 130_000]);
        server.Asked.Last().Headers["If-Range"].ShouldBe("\"v1\"");
    }

    [Fact]
    public void What_came_is_kept_for_the_next_run_and_what_was_there_stays_until_then()
    {
        folder.Write("sub/data.bin", "old");
        using var server = new FaultyServer(q => q.Number <= 3 ? q.Give(Content, "\"v1\"", 70_000) : q.Give(Content, "\"v1\""));
        Fails(server, Quick).ShouldContain("broke off after 70,000 of 200,000 bytes, and it was tried 3 times; the 70,000 bytes that came are kept");
        File.ReadAllText(Target).ShouldBe("old");
        Download.ToFile(server.Address + "/f", Target, Quick).WasResumed.ShouldBeTrue();
        server.Asked.Last().From.ShouldBe(70_000);
        IsThere();
    }

    [Fact]
    public void A_server_that_ignores_ranges_starts_anew()
    {
        using var server = new FaultyServer(q => q.Say($"200 OK\nContent-Length: {Content.Length}\nETag: \"v1\"", Content.AsMemory(0, q.Number == 1 ? 50_000 : Content.Length)));
        Download.ToFile(server.Address + "/f", Target, Quick with { Sha256 = Sum });
        IsThere();
    }

    [Fact]
    public void Parts_of_two_versions_are_never_joined()
    {
        byte[] newer = [.. Content.Select(b => (byte)~b)];
        // It sends the rest of the newer file whatever version is asked for.
        using var server = new FaultyServer(q => q.Number == 1 ? q.Give(Content, "\"v1\"", 70_000)
            : q.Say($"206 Partial Content\nContent-Length: {newer.Length - (q.From ?? 0)}\nContent-Range: bytes {q.From}-{newer.Length - 1}/{newer.Length}\nETag: \"v2\"", newer.AsMemory(q.From ?? 0)));
        Fails(server, Quick);
        File.Exists(Target).ShouldBeFalse();

        using var honest = new FaultyServer(q => q.Number == 1 ? q.Give(Content, "\"v1\"", 70_000) : q.Give(newer, "\"v2\""));
        Download.ToFile(honest.Address + "/f", Target, Quick);
        File.ReadAllBytes(Target).ShouldBe(newer);
    }

    [Fact]
    public void Without_a_version_only_a_sum_lets_a_part_go_on()
    {
        using var server = new FaultyServer(q => q.Give(Content, null, q.Number == 1 ? 70_000 : null));
        Download.ToFile(server.Address + "/f", Target, Quick);
        server.Asked.Last().From.ShouldBeNull();
        using var other = new FaultyServer(q => q.Give(Content, null, q.Number == 1 ? 70_000 : null));
        Download.ToFile(other.Address + "/f", Target, Quick with { Sha256 = Sum });
        other.Asked.Last().From.ShouldBe(70_000);
        IsThere();
    }

    [Fact]
    public void A_part_that_is_whole_already_is_taken_when_the_server_has_no_more()
    {
        using var server = new FaultyServer(q => q.Number == 1
            ? q.Say("200 OK\nContent-Length: 300000\nETag: \"v1\"", Content) : q.Say($"416 Range Not Satisfiable\nContent-Range: bytes */{Content.Length}\nETag: \"v1\""));
        Download.ToFile(server.Address + "/f", Target, Quick with { Sha256 = Sum });
        IsThere();
    }

    [Fact]
    public void A_range_that_never_fits_ends_in_a_sentence()
    {
        using var server = new FaultyServer(q => q.From is null ? q.Give(Content, "\"v1\"", 70_000) : q.Say("416 Range Not Satisfiable\nContent-Range: bytes */5\nETag: \"v1\""));
        Fails(server, Quick).ShouldContain("tried 3 times");
    }

    [Theory]
    [InlineData(100_000, "SHA-256 sum")]
    [InlineData(300_000, "broke off after 200,000 of 300,000 bytes")]
    public void A_server_that_lies_about_the_length_is_found_out(int claimed, string sentence)
    {
        folder.Write("sub/data.bin", "old");
        using var server = new FaultyServer(q => q.Say($"200 OK\nContent-Length: {claimed}", Content));
        Fails(server, Quick with { Sha256 = Sum }).ShouldContain(sentence);
        File.ReadAllText(Target).ShouldBe("old");
    }

    [Fact]
    public void A_length_other_than_the_known_one_is_refused_before_it_is_loaded()
    {
        using var server = FaultyServer.Good(Content);
        Fails(server, Quick with { Bytes = 5 }).ShouldContain("offers a file of 200,000 bytes; expected 5");
    }

    [Fact]
    public void A_wrong_sum_is_refused_and_the_old_file_stays()
    {
        folder.Write("sub/data.bin", "old");
        using var server = FaultyServer.Good(Content);
        Fails(server, Quick with { Sha256 = new string('0', 64) }).ShouldContain($"has the SHA-256 sum {Sum}; expected 0000".Replace("has", "with"));
        File.ReadAllText(Target).ShouldBe("old");
        Directory.GetFiles(Path.GetDirectoryName(Target)!).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("text/html; charset=utf-8", "sends a web page in place of the file")]
    [InlineData("text/csv", "sends a web page (\"Sign in\") in place of the file")]
    public void A_web_page_is_no_data(string type, string sentence)
    {
        byte[] page = Encoding.UTF8.GetBytes("\n<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>");
        using var server = new FaultyServer(q => q.Say($"200 OK\nContent-Type: {type}\nContent-Length: {page.Length}", page));
        Fails(server, Quick).ShouldContain(sentence);
        File.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public void A_file_that_never_ends_is_cut_off()
    {
        using var server = new FaultyServer(async q =>
        {
            await q.Say("200 OK");
            while (true) await q.Stream.WriteAsync(Content);
        });
        Fails(server, Quick with { MostBytes = 1_000_000 }).ShouldContain("more than 1,000,000 bytes");
        using var honest = new FaultyServer(q => q.Say("200 OK\nContent-Length: 9000000000000"));
        Fails(honest, Quick with { MostBytes = 1_000_000 }).ShouldContain("more than 1,000,000 bytes");
        Directory.GetFiles(Path.GetDirectoryName(Target)!).ShouldBeEmpty();
    }

    [Fact]
    public void A_server_that_drips_or_falls_silent_is_left()
    {
        var watch = Stopwatch.StartNew();
        using var server = new FaultyServer(async q =>
        {
            await q.Say("200 OK\nContent-Length: 200000\nETag: \"v1\"");
            for (int i = 0; i < 1000; i++)
            {
                await q.Stream.WriteAsync(Content.AsMemory(i, 1));
                await Task.Delay(20);
            }
        });
        Fails(server, Quick with { Patience = TimeSpan.FromSeconds(0.3), Attempts = 2 }).ShouldContain("sent fewer than 1,024 bytes in 0.3 seconds");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void Redirects_are_followed_and_circles_are_not()
    {
        using var good = new FaultyServer(q => q.Path == "/f" ? q.Say("302 Found\nLocation: /g") : q.Give(Content, null));
        Download.ToFile(good.Address + "/f", Target, Quick);
        IsThere();
        using var circle = new FaultyServer(q => q.Say($"302 Found\nLocation: {(q.Path == "/f" ? "/g" : "/f")}"));
        Fails(circle, Quick).ShouldContain("leads in a circle");
        using var endless = new FaultyServer(q => q.Say($"302 Found\nLocation: {q.Path}f"));
        Fails(endless, Quick).ShouldContain("leads on and on");
        using var elsewhere = new FaultyServer(q => q.Say("302 Found\nLocation: file:///etc/passwd"));
        Fails(elsewhere, Quick).ShouldContain("no address of the web");
        using var nowhere = new FaultyServer(q => q.Say("302 Found"));
        Fails(nowhere, Quick).ShouldContain("not where to");
    }

    [Fact]
    public void A_file_packed_for_the_way_is_unpacked_and_checked()
    {
        byte[] packed = TestFolder.Gzip(Content);
        using var server = new FaultyServer(q => q.Say($"200 OK\nContent-Encoding: gzip\nContent-Length: {packed.Length}", packed));
        Download.ToFile(server.Address + "/f", Target, Quick with { Sha256 = Sum, Bytes = Content.Length });
        IsThere();
        // A name that says gzip is that of the packed file.
        Download.ToFile(server.Address + "/f.gz", Target, Quick);
        File.ReadAllBytes(Target).ShouldBe(packed);
        using var odd = new FaultyServer(q => q.Say("200 OK\nContent-Encoding: br\nContent-Length: 3", new byte[3]));
        Fails(odd, Quick).ShouldContain("packs the file as 'br'");
        byte[] bomb = TestFolder.Gzip(new byte[20_000_000]);
        using var hostile = new FaultyServer(q => q.Say($"200 OK\nContent-Encoding: gzip\nContent-Length: {bomb.Length}", bomb));
        Fails(hostile, Quick with { MostBytes = 1_000_000 }).ShouldContain("more than 1,000,000 bytes");
        Directory.GetFiles(Path.GetDirectoryName(Target)!).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("404 Not Found", "answers 404 (Not Found); check the address")]
    [InlineData("403 Forbidden", "not public")]
    [InlineData("503 Service Unavailable", "answers 503 (Service Unavailable), and it was tried 3 times; try again later.")]
    public void A_refusal_is_told_in_the_servers_words(string status, string sentence)
    {
        using var server = new FaultyServer(q => q.Say(status + "\nContent-Length: 0"));
        Fails(server, Quick).ShouldContain(sentence);
        server.Asked.Count.ShouldBe(status.StartsWith('5') ? 3 : 1);
    }

    [Fact]
    public void Nobody_there_and_garbage_are_told_without_secrets()
    {
        using var garbage = new FaultyServer(async q => await q.Stream.WriteAsync("SSH-2.0-OpenSSH\r\n\r\n"u8.ToArray()));
        Fails(garbage, Quick).ShouldContain("does not answer as a web server");
        string gone;
        using (var server = FaultyServer.Good(Content)) gone = server.Address.Replace("//", "//me:secret@");
        string said = Should.Throw<DatasetException>(() => Download.ToFile(gone + "/f?key=secret", Target, Quick)).Message;
        said.ShouldContain("cannot be reached");
        said.ShouldNotContain("secret");
    }

    [Fact]
    public void A_cancelled_download_keeps_its_part()
    {
        using var stop = new CancellationTokenSource();
        using var server = new FaultyServer(async q =>
        {
            if (q.Number > 1)
            {
                await q.Give(Content, "\"v1\"");
                return;
            }
            await q.Say("200 OK\nContent-Length: 200000\nETag: \"v1\"", Content.AsMemory(0, 70_000));
            await Task.Delay(1500, CancellationToken.None);
        });
        Should.Throw<OperationCanceledException>(() => Download.ToFile(server.Address + "/f", Target, Quick, new Stopper(stop, 70_000), stop.Token));
        File.Exists(Target).ShouldBeFalse();
        Download.ToFile(server.Address + "/f", Target, Quick).WasResumed.ShouldBeTrue();
        IsThere();
    }

    [Fact]
    public void A_part_of_another_address_is_not_gone_on_with()
    {
        using var first = new FaultyServer(q => q.Give(Content, "\"v1\"", 70_000));
        Fails(first, Quick);
        using var second = FaultyServer.Good([1, 2, 3]);
        Download.ToFile(second.Address + "/f", Target, Quick);
        File.ReadAllBytes(Target).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Two_programs_do_not_write_one_file()
    {
        using var server = FaultyServer.Good(Content);
        folder.Write("sub/data.bin.part", "");
        using var held = new FileStream(Target + ".part", FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Fails(server, Quick).ShouldContain("another program seems to download the same file");
    }

    [Theory]
    [InlineData("ftp://host/file")]
    [InlineData("https://")]
    [InlineData("iris.csv")]
    public void What_is_no_address_of_the_web_is_refused(string address) =>
        Should.Throw<ArgumentException>(() => Download.ToFile(address, Target)).Message.ShouldContain("no address of the web");

    [Theory]
    [InlineData("https://host/a/iris.csv?raw=1", "iris.csv")]
    [InlineData("https://host/a/..%2F..%2Fpasswd", "_.._.._passwd")]
    [InlineData("https://host/", "data")]
    public void Names_of_files_are_safe(string address, string name) => Download.FileName(address).TrimStart('_', '.').ShouldBe(name.TrimStart('_', '.'));

    private string Fails(FaultyServer server, DownloadOptions options)
    {
        string message = Should.Throw<DatasetException>(() => Download.ToFile(server.Address + "/f", Target, options)).Message;
        message.ShouldEndWith(".");
        message.ShouldNotContain("\n");
        return message;
    }

    private void IsThere()
    {
        File.ReadAllBytes(Target).ShouldBe(Content);
        Directory.GetFiles(Path.GetDirectoryName(Target)!).ShouldBe([Target]);
    }

    private sealed class Told(List<DownloadProgress> all) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => all.Add(value);
    }

    private sealed class Stopper(CancellationTokenSource stop, int at) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            if (value.Received >= at) stop.Cancel();
        }
    }
}
