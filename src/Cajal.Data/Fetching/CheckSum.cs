using System.Security.Cryptography;

namespace Cajal.Data;

/// <summary>SHA-256 sums of files, as 64 hexadecimal digits in lower case.</summary>
internal static class CheckSum
{
    private const int Digits = 64;

    public static string Of(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>The sum as it is compared.</summary>
    /// <exception cref="ArgumentException">It is no SHA-256 sum.</exception>
    public static string Checked(string sum)
    {
        string digits = sum.Trim().ToLowerInvariant();
        return digits.Length == Digits && digits.All(char.IsAsciiHexDigitLower) ? digits
            : throw new ArgumentException($"'{sum}' is no SHA-256 sum; expected {Digits} hexadecimal digits, as sha256sum prints them.");
    }

    /// <summary>Requires that a file has a sum.</summary>
    /// <exception cref="DatasetException">It has another one.</exception>
    public static void Require(string path, string sum)
    {
        if (Directory.Exists(path)) throw new ArgumentException($"'{path}' is a folder, and a check sum is that of a file; leave it out.");
        if (!File.Exists(path)) throw DataFile.Missing(path);
        string expected = Checked(sum), found = Of(path);
        if (found != expected)
            throw new DatasetException($"'{path}' has the SHA-256 sum {found}; expected {expected}. It was changed or damaged; get it again, or correct the sum.");
    }
}
