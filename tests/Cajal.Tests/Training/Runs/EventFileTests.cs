using System.Text;
using Cajal.Studio;
using Cajal.Training;

namespace Cajal.Tests.Training.Runs;

public class EventFileTests
{
    // Check values of CRC-32C: RFC 3720, appendix B.4.
    [Fact]
    public void The_check_sum_is_crc32c()
    {
        Unmasked(new byte[32]).ShouldBe(0x8A9136AAu);
        Unmasked(Enumerable.Repeat((byte)0xFF, 32).ToArray()).ShouldBe(0x62A8AB43u);
        Unmasked(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()).ShouldBe(0x46DD794Eu);
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        using var folder = new TemporaryFolder();
        using (var writer = EventWriter.Open(folder["e"], wallTime: 1.5)) writer.Append("loss", 0.25, 300, wallTime: 2);
        byte[] bytes = File.ReadAllBytes(folder["e"]);
        // Event { wall_time: 1.5, file_version: "brain.Event:2" }
        byte[] first = [0x09, 0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0x1A, 13, .. Encoding.ASCII.GetBytes("brain.Event:2")];
        BitConverter.ToUInt64(bytes).ShouldBe((ulong)first.Length);
        bytes[12..(12 + first.Length)].ShouldBe(first);
        // Event { wall_time: 2, step: 300, summary { value { tag: "loss", simple_value: 0.25 } } }
        byte[] second = [0x09, 0, 0, 0, 0, 0, 0, 0, 0x40, 0x10, 0xAC, 0x02, 0x2A, 13, 0x0A, 11, 0x0A, 4, .. "loss"u8, 0x15, 0, 0, 0x80,
            0x3E];
        bytes[(12 + first.Length + 4 + 12)..^4].ShouldBe(second);
    }

    [Fact]
    public void What_is_written_is_read_again_and_a_torn_record_ends_the_reading()
    {
        using var folder = new TemporaryFolder();
        var ends = new List<long>();
        using (var writer = EventWriter.Open(folder["e"], 1))
        {
            ends.Add(writer.Length);
            for (int i = 1; i <= 4; i++)
            {
                writer.Append($"curve/{i}", i * 0.5, i * 1000L, 100 + i);
                ends.Add(writer.Length);
            }
        }
        byte[] whole = File.ReadAllBytes(folder["e"]);
        for (int length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(folder["torn"], whole[..length]);
            var read = EventReader.Read(folder["torn"]);
            int records = ends.Count(e => e <= length);
            read.Scalars.Count.ShouldBe(Math.Max(0, records - 1));
            read.WholeBytes.ShouldBe(records == 0 ? 0 : ends[records - 1]);
        }
        EventReader.Read(folder["e"]).Scalars[2].ShouldBe(new EventScalar("curve/3", 1.5f, 3000, 103));
        EventReader.Read(folder["e"]).Version.ShouldBe("brain.Event:2");
    }

    [Fact]
    public void Resume_goes_on_after_the_last_whole_record()
    {
        using var folder = new TemporaryFolder();
        long remembered;
        using (var writer = EventWriter.Open(folder["e"], 1))
        {
            writer.Append("loss", 1, 1, 1);
            remembered = writer.Length;
            writer.Append("loss", 2, 2, 2);
        }
        using (var stream = new FileStream(folder["e"], FileMode.Append)) stream.Write([1, 2, 3]);
        using (var writer = EventWriter.Open(folder["e"], 1)) writer.Append("loss", 3, 3, 3);
        EventReader.Read(folder["e"]).Scalars.Select(s => s.Value).ShouldBe([1f, 2f, 3f]);
        using (var writer = EventWriter.Open(folder["e"], 1, remembered)) writer.Append("loss", 4, 2, 3);
        EventReader.Read(folder["e"]).Scalars.Select(s => s.Value).ShouldBe([1f, 4f]);
    }

    [Fact]
    public void A_damaged_byte_ends_the_reading_there()
    {
        using var folder = new TemporaryFolder();
        using (var writer = EventWriter.Open(folder["e"], 1))
            for (int i = 0; i < 3; i++) writer.Append("loss", i, i, i);
        byte[] whole = File.ReadAllBytes(folder["e"]);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0x10;
            File.WriteAllBytes(folder["d"], damaged);
            EventReader.Read(folder["d"]).WholeBytes.ShouldBeLessThanOrEqualTo(i);
        }
    }

    private static uint Unmasked(byte[] bytes) =>
        System.Numerics.BitOperations.RotateLeft(EventRecord.MaskedCheckSum(bytes) - 0xA282EAD8, 15);
}
