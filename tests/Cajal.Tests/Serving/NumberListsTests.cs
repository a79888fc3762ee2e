using System.Globalization;
using System.Text;
using System.Text.Json;
using Cajal.AspNetCore;

namespace Cajal.Tests.Serving;

/// <summary>The fast reader of numbers and the platform's: the same bits, or left alone.</summary>
public class NumberListsTests
{
    [Fact]
    public void Numbers_have_the_bits_that_the_platform_gives_them()
    {
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++)
        {
            string text = (i % 7) switch
            {
                0 => random.Next(-1000, 1000).ToString(CultureInfo.InvariantCulture),
                1 => (random.NextDouble() * 100).ToString("R", CultureInfo.InvariantCulture),
                2 => (random.NextDouble() - 0.5).ToString("F" + random.Next(1, 15), CultureInfo.InvariantCulture),
                3 => BitConverter.Int64BitsToDouble(random.NextInt64()).ToString("E17", CultureInfo.InvariantCulture),
                4 => random.NextSingle().ToString(CultureInfo.InvariantCulture),
                5 => "-0.0",
                _ => random.NextInt64().ToString(CultureInfo.InvariantCulture) + ".5",
            };
            if (text.Contains("N", StringComparison.Ordinal) || text.Contains('∞')) continue;
            int at = 0;
            NumberLists.Number(Encoding.UTF8.GetBytes(text + ","), ref at, out double value).ShouldBeTrue(text);
            at.ShouldBe(text.Length, text);
            BitConverter.DoubleToInt64Bits(value).ShouldBe(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), text);
        }
    }

    [Theory]
    [InlineData("[1,2,3,4]", 4)]
    [InlineData(" [ [1 , 2],\n[3,4] ] , ", 4)]
    [InlineData("[[1,2]]", 2)]
    [InlineData("[[1,2],[3]]", 0)]
    [InlineData("[[1,2],[3,4],[5,6]]", 0)]
    [InlineData("[1,2,3,4,5]", 0)]
    [InlineData("[01,2]", 0)]
    [InlineData("[1.,2]", 0)]
    [InlineData("[.5,2]", 0)]
    [InlineData("[+1,2]", 0)]
    [InlineData("[-,2]", 0)]
    [InlineData("[1e,2]", 0)]
    [InlineData("[1e999,2]", 0)]
    [InlineData("[1,2", 0)]
    [InlineData("[1 2]", 0)]
    [InlineData("[1,]", 0)]
    [InlineData("[]", 0)]
    [InlineData("[NaN]", 0)]
    [InlineData("[\"1\"]", 0)]
    [InlineData("[[1,2],3]", 0)]
    [InlineData("[1,[2]]", 0)]
    public void Lists_that_are_not_plainly_right_are_left_to_the_slow_way(string json, int count)
    {
        var numbers = new float[4];
        int length = NumberLists.TryRead(Encoding.UTF8.GetBytes(json), [2, 2], numbers, out int found);
        (length > 0).ShouldBe(count > 0);
        if (count == 0) return;
        found.ShouldBe(count);
        numbers[..count].ShouldBe(Enumerable.Range(1, count).Select(i => (float)i));
        json[length - 1].ShouldBe(']');
        // The slow way takes what the fast way takes.
        var slow = new float[4];
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json[..length]));
        reader.Read();
        GridTokens.Read(ref reader, new InputField("x", FieldKind.Grid, [2, 2]), slow).ShouldBe(count);
        slow.ShouldBe(numbers);
    }
}
