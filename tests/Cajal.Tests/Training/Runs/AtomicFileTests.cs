using Cajal.Training;

namespace Cajal.Tests.Training.Runs;

public class AtomicFileTests
{
    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(folder["a.json"], "old"u8.ToArray());
        foreach (var trouble in new Exception[] { new IOException("No space left on device", 28), new InvalidOperationException(
            "a mistake") })
            Should.Throw<Exception>(() => AtomicFile.Write(folder["a.json"], stream =>
            {
                stream.Write("half"u8);
                throw trouble;
            }));
        File.ReadAllText(folder["a.json"]).ShouldBe("old");
        Directory.GetFileSystemEntries(folder.Path).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_write_replaces_in_one_go()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(folder["a.json"], "old"u8.ToArray());
        AtomicFile.Write(folder["a.json"], stream =>
        {
            stream.Write("new"u8);
            File.ReadAllText(folder["a.json"]).ShouldBe("old");
        });
        File.ReadAllText(folder["a.json"]).ShouldBe("new");
    }

    [SkippableFact]
    public void A_full_disk_is_one_sentence()
    {
        Skip.IfNot(File.Exists("/dev/full"), "only Linux has a device that is always full");
        using var folder = new TemporaryFolder();
        // The real exception of a full disk, thrown in the middle of a write.
        var trouble = Should.Throw<RunException>(() => AtomicFile.Write(folder["a.bin"], _ =>
        {
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            full.Write(new byte[100]);
        }));
        trouble.Message.ShouldStartWith("The disk is full");
        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [SkippableFact]
    public void A_folder_without_permission_is_one_sentence()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Directory.Exists("/proc/self"), "needs a folder nobody may write to");
        var trouble = Should.Throw<RunException>(() => AtomicFile.Write("/proc/self/cajal.json", "x"u8.ToArray()));
        trouble.Message.ShouldContain("/proc/self/cajal.json");
        trouble.Message.ShouldNotContain("\n");
    }

    [Fact]
    public void A_missing_folder_is_one_sentence()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<RunException>(() => AtomicFile.Write(folder["none/a.json"], "x"u8.ToArray())).Message.ShouldContain(
            "folder does not exist");
    }

    [Fact]
    public void Reading_has_a_limit()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["big.json"], new string(' ', 1000));
        Should.Throw<RunException>(() => AtomicFile.Read(folder["big.json"], 999)).Message.ShouldContain("1000 bytes");
        AtomicFile.Read(folder["big.json"], 1000).Length.ShouldBe(1000);
        Should.Throw<RunException>(() => AtomicFile.Read(folder["none"], 10)).Message.ShouldContain("does not exist");
        Should.Throw<RunException>(() => AtomicFile.Read(folder.Path, 10));
    }

    [Fact]
    public void A_folder_appears_whole_or_not_at_all()
    {
        using var folder = new TemporaryFolder();
        AtomicFolder.Write(folder["step-1"], aside => File.WriteAllText(Path.Combine(aside, "a"), "1"));
        Should.Throw<InvalidOperationException>(() => AtomicFolder.Write(folder["step-2"], aside =>
        {
            File.WriteAllText(Path.Combine(aside, "a"), "2");
            Directory.Exists(folder["step-2"]).ShouldBeFalse();
            throw new InvalidOperationException("a mistake");
        }));
        Directory.GetFileSystemEntries(folder.Path).ShouldHaveSingleItem();
        AtomicFolder.Write(folder["step-1"], aside => File.WriteAllText(Path.Combine(aside, "a"), "again"));
        File.ReadAllText(folder["step-1/a"]).ShouldBe("again");
        Directory.GetFileSystemEntries(folder.Path).ShouldHaveSingleItem();
    }

    [Fact]
    public void Debris_of_dead_writers_is_swept_away()
    {
        using var folder = new TemporaryFolder();
        string hex = Guid.NewGuid().ToString("N");
        File.WriteAllText(folder[$"a.json.{hex}.tmp"], "half");
        Directory.CreateDirectory(folder[$"step-3.{hex}.tmp"]);
        string[] others = ["a.json", "a.json.0123.tmp", "thesis.tmp", $"b.json.{hex}.tmp", $"{hex}.tmp"];
        foreach (string name in others) File.WriteAllText(folder[name], "somebody's");
        AtomicFile.Sweep(folder.Path, name => name is "a.json" or "step-3");
        Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).ShouldBe(others, ignoreOrder: true);
    }

    [Fact]
    public void Writing_a_folder_leaves_what_others_write_beside_it()
    {
        using var folder = new TemporaryFolder();
        string other = AtomicFile.Aside(folder["other"]);
        Directory.CreateDirectory(other);
        File.WriteAllText(folder["thesis.tmp"], "years of work");
        AtomicFolder.Write(folder["mine"], aside => File.WriteAllText(Path.Combine(aside, "a"), "1"));
        Directory.Exists(other).ShouldBeTrue();
        File.Exists(folder["thesis.tmp"]).ShouldBeTrue();
    }
}
