namespace System;

/// <summary>What list patterns need of .NET; .NET Standard 2.0, which compilers load, does not have it.</summary>
internal readonly struct Index(int value, bool fromEnd = false)
{
    public int GetOffset(int length) => fromEnd ? length - value : value;

    public static implicit operator Index(int value) => new(value);
}
