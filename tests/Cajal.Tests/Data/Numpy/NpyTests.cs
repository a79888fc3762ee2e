using System.Text;
using Cajal.Data;

namespace Cajal.Tests.Data.Numpy;

public class NpyTests
{
    // Written by NumPy 1.24: the text of its header, and the numbers.
    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", "AAAAAAAAQEAAAIA/AACAQAAAAEAAAKBA", DType.Float32, "0 1 2 3 4 5")]
    [InlineData("{'descr': '>i4', 'fortran_order': False, 'shape': (3,), }", "AAAAAf////4AARFw", DType.Int32, "1 -2 70000")]
    [InlineData("{'descr': '<f2', 'fortran_order': False, 'shape': (3,), }", "AD4AtAB8", DType.Float32, "1.5 -0.25 Infinity")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (3, 2), }", "+vv8/f7/", DType.Int32, "250 251 252 253 254 255")]
    [InlineData("{'descr': '|b1', 'fortran_order': False, 'shape': (1, 2), }", "AQA=", DType.Bool, "1 0")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (), }", "AAAAAAAABEA=", DType.Float64, "2.5")]
    [InlineData("{'descr': '<u8', 'fortran_order': False, 'shape': (1,), }", "/////////38=", DType.Int64, "9.223372036854776E+18")]
    [InlineData("{'descr': '<i8', 'fortran_order': False, 'shape': (0, 4), }", "", DType.Int64, "")]
    public void Arrays_of_numpy_are_read(string header, string numbers, DType type, string expected)
    {
        var read = Npy.Read(new MemoryStream(Numpy(header, numbers)));
        read.DType.ShouldBe(type);
        string[] sizes = header[(header.IndexOf('(') + 1)..header.IndexOf(')')].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        read.Shape.ToArray().ShouldBe(sizes.Select(int.Parse));
        string.Join(' ', read.To(DType.Float64).ToArray<double>().Select(v => FormattableString.Invariant($"{v}"))).ShouldBe(expected);
    }

    [Theory]
    [InlineData("{'descr': '<u8', 'fortran_order': False, 'shape': (1,), }", "AAAAAAAAAIA=", "2^63 or more")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", "gANjbnVtcHk=", "elements of the type '|O'")]
    [InlineData("{'descr': '<c16', 'fortran_order': False, 'shape': (1,), }", "AAAAAAAAAAAAAAAAAADwPw==", "'<c16'")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", "AAAAAA==", "a record of several columns")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", "AAAAAA==", "promises 12 bytes of numbers")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-3,), }", "AAAAAA==", "an axis of -3 elements")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 2), }", "AAAAAA==", "an axis of 9223372036854775807")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }", "AAAAAA==", "not the dictionary")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000, 2), }", "AAAAAA==", "more than one tensor can hold")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1), }", "AAAAAA==", "9 axes")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", "AAAAAA==", "stands twice")]
    [InlineData("{'descr': '<f4', 'shape': (1,), }", "AAAAAA==", "lacks")]
    [InlineData("__import__('os').system('true')", "AAAAAA==", "not the dictionary")]
    [InlineData("{'descr': '<f4", "", "not the dictionary")]
    [InlineData("", "", "not the dictionary")]
    public void What_is_no_array_of_numbers_is_refused_in_one_sentence(string header, string numbers, string says) =>
        Should.Throw<DatasetException>(() => Npy.Read(new MemoryStream(Numpy(header, numbers)), "a.npy")).Message.ShouldContain(says);

    [Fact]
    public void A_file_cut_at_any_place_is_refused()
    {
        byte[] whole = Numpy("{'descr': '<f8', 'fortran_order': False, 'shape': (), }", "AAAAAAAABEA=");
        for (int length = 0; length < whole.Length; length++)
            Should.Throw<DatasetException>(() => Npy.Read(new MemoryStream(whole[..length]), "a.npy"), $"{length} bytes");
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        using var folder = new TestFolder();
        string path = Path.Combine(folder.Path, "a.npy");
        var view = Tensor.From(new[,] { { 1f, 2f, 3f }, { 4f, 5f, 6f } }).T;
        Npy.Save(path, view);
        Npy.Load(path).ToArray<float>().ShouldBe([1f, 4f, 2f, 5f, 3f, 6f]);
        Npy.Load(path).Shape.ShouldBe([3, 2]);
        Npy.Save(path, Tensor.From([1f / 3, -70000f]), StoredType.Float16);
        Npy.Load(path).ToArray<float>().ShouldBe([(float)(Half)(1f / 3), float.NegativeInfinity]);
        Npy.Save(path, Tensor.Scalar(7L));
        (Npy.Load(path).Rank, Npy.Load(path).Item()).ShouldBe((0, 7));
        Should.Throw<ArgumentException>(() => Npy.Save(path, view, StoredType.BFloat16)).Message.ShouldContain("BFloat16");
        Npy.Load(path).Item().ShouldBe(7, "what was there stays");
        Directory.GetFiles(folder.Path).ShouldHaveSingleItem();
    }

    [Fact]
    public void The_bytes_are_those_that_numpy_writes()
    {
        using var stream = new MemoryStream();
        Npy.Write(stream, Tensor.From([1, -2, 70000]));
        byte[] expected = Numpy("{'descr': '<i4', 'fortran_order': False, 'shape': (3,), }", Convert.ToBase64String([1, 0, 0, 0, 254, 255, 255, 255, 0x70, 0x11, 1, 0]));
        stream.ToArray().ShouldBe(expected);
    }

    /// <summary>A file as NumPy lays it out: magic, version 1.0, header padded to 128 bytes, numbers.</summary>
    internal static byte[] Numpy(string header, string numbers)
    {
        byte[] start = new byte[128];
        Encoding.Latin1.GetBytes("\u0093NUMPY\u0001\0\u0076\0" + header.PadRight(117) + "\n").CopyTo(start, 0);
        return [.. start, .. Convert.FromBase64String(numbers)];
    }
}
