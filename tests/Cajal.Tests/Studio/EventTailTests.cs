using Cajal.Studio;
using Cajal.Tests.Training;
using Cajal.Tests.Training.Runs;
using Cajal.Training;

namespace Cajal.Tests.Studio;

public sealed class EventTailTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<EventScalar> seen = [];

    public void Dispose() => folder.Dispose();

    // Event { 1: wall_time, 2: step, 5: Summary { 1: Value { 1: tag, … } } }
    private static byte[] Record(string tag, long step, Action<MemoryStream> value)
    {
        using var record = new MemoryStream();
        record.Double(1, 1000 + step);
        record.Whole(2, step);
        record.Message(5, summary => summary.Message(1, entry =>
        {
            entry.Text(1, tag);
            value(entry);
        }));
        return EventRecord.Frame(record.ToArray());
    }

    private static byte[] Simple(string tag, long step, float value) => Record(tag, step, entry => entry.Single(2, value));

    private static byte[] Tensor(int type, Action<MemoryStream> content, params int[] shape) => Record("t", 1, entry => entry.Message(8, tensor =>
    {
        tensor.Whole(1, type);
        tensor.Message(2, s => { foreach (int size in shape) s.Message(2, dimension => dimension.Whole(1, size)); });
        content(tensor);
    }));

    [Fact]
    public void Scalars_are_read_in_every_way_in_which_programs_write_them()
    {
        byte[][] records =
        [
            Simple("t", 1, 1.5f),
            Tensor(1, t => t.Single(5, 1.5f)),
            Tensor(1, t => t.Bytes(5, BitConverter.GetBytes(1.5f)), 1),
            Tensor(1, t => t.Bytes(4, BitConverter.GetBytes(1.5f))),
            Tensor(2, t => t.Double(6, 1.5)),
            Tensor(2, t => t.Doubles(6, [1.5]), 1, 1),
            Tensor(2, t => t.Bytes(4, BitConverter.GetBytes(1.5))),
            Tensor(3, t => t.Whole(7, -3)),
            Tensor(9, t => t.Bytes(10, [0xAC, 0x02])),
            // What is no single number: two of them, none, a text, a histogram.
            Tensor(1, t => t.Bytes(4, new byte[8]), 2),
            Tensor(1, t => { }, 0),
            Tensor(7, t => t.Text(8, "text"), 1),
            Record("t", 1, entry => entry.Bytes(5, new byte[9])),
        ];
        File.WriteAllBytes(folder["e"], [.. records.SelectMany(r => r)]);
        var tail = new EventTail(folder["e"]);
        tail.Update(seen.Add).ShouldBeTrue();
        seen.Select(s => s.Value).ShouldBe([1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, -3, 300]);
        seen.ShouldAllBe(s => s.Tag == "t" && s.Step == 1 && s.WallTime == 1001);
        (tail.Done, tail.Trouble, tail.Damaged).ShouldBe((new FileInfo(folder["e"]).Length, null, 0));
    }

    [Fact]
    public void What_the_house_writes_is_read_as_it_grows_whatever_was_written_so_far()
    {
        using (var writer = EventWriter.Open(folder["whole"], 1))
            for (int i = 0; i < 5; i++) writer.Append("loss", i, i * 10, 100 + i);
        byte[] whole = File.ReadAllBytes(folder["whole"]);
        File.WriteAllBytes(folder["e"], []);
        var tail = new EventTail(folder["e"]);
        foreach (byte b in whole)
        {
            using (var stream = new FileStream(folder["e"], FileMode.Append)) stream.WriteByte(b);
            tail.Update(seen.Add).ShouldBeTrue();
            (tail.Trouble, tail.Damaged).ShouldBe((null, 0));
        }
        seen.ShouldBe(EventReader.Read(folder["whole"]).Scalars);
    }

    [Fact]
    public void Every_damaged_byte_is_told_or_costs_its_record_only()
    {
        byte[][] records = [.. Enumerable.Range(0, 4).Select(i => Simple("loss", i, i))];
        byte[] whole = [.. records.SelectMany(r => r)];
        for (int i = 0; i < whole.Length; i++)
        {
            seen.Clear();
            byte[] damaged = [.. whole];
            damaged[i] ^= 0x10;
            File.WriteAllBytes(folder["e"], damaged);
            var tail = new EventTail(folder["e"]);
            tail.Update(seen.Add).ShouldBeTrue();
            int record = i / records[0].Length, within = i % records[0].Length;
            int[] expected = within < 12 ? [.. Enumerable.Range(0, record)] : [.. Enumerable.Range(0, 4).Where(k => k != record)];
            seen.Select(s => (int)s.Value).ShouldBe(expected, $"byte {i}");
            if (within < 12) tail.Trouble!.ShouldContain($"byte {record * records[0].Length}");
            else tail.Damaged.ShouldBe(record < 3 ? 1 : 0);
        }
    }

    [Fact]
    public void A_length_that_lies_is_not_believed_and_takes_no_memory()
    {
        // A length of 2⁶² and one of 3 GB with sums that fit: the file does not hold as much.
        foreach (ulong length in new[] { 1UL << 62, 3UL << 30, ulong.MaxValue })
        {
            byte[] header = BitConverter.GetBytes(length);
            File.WriteAllBytes(folder["e"], [.. Simple("loss", 1, 2), .. header, .. BitConverter.GetBytes(EventRecord.MaskedCheckSum(header)), .. new byte[64]]);
            var tail = new EventTail(folder["e"]);
            seen.Clear();
            long before = GC.GetAllocatedBytesForCurrentThread();
            tail.Update(seen.Add).ShouldBeTrue();
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
            seen.Count.ShouldBe(1);
        }
    }

    [Fact]
    public void What_a_record_says_of_its_inside_is_not_believed_either()
    {
        var rng = new Rng(7);
        for (int i = 0; i < 3000; i++)
        {
            byte[] record = Simple("loss", 3, 4)[12..^4];
            for (int k = 0; k < 3; k++) record[rng.NextInt(record.Length)] = (byte)rng.NextInt(256);
            File.WriteAllBytes(folder["e"], EventRecord.Frame(record));
            new EventTail(folder["e"]).Update(seen.Add).ShouldBeTrue();
        }
    }

    [Fact]
    public void Pictures_are_passed_over_unread_and_a_file_that_was_replaced_is_noticed()
    {
        File.WriteAllBytes(folder["e"], [.. Simple("loss", 1, 1), .. Record("picture", 1, entry => entry.Bytes(4, new byte[5 << 20])), .. Simple("loss", 2, 2)]);
        var tail = new EventTail(folder["e"]);
        tail.Update(seen.Add).ShouldBeTrue();
        seen.Select(s => s.Step).ShouldBe([1, 2]);
        File.WriteAllBytes(folder["e"], Simple("loss", 1, 1));
        tail.Update(seen.Add).ShouldBeFalse();
        File.Delete(folder["e"]);
        Should.Throw<RunException>(() => tail.Update(seen.Add)).Message.ShouldContain("does not exist");
    }
}
