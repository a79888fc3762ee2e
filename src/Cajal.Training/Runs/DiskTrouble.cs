namespace Cajal.Training;

/// <summary>Says in one sentence why a file could not be read or written.</summary>
internal static class DiskTrouble
{
    // The operating systems' own numbers: "disk full" and "quota exceeded" as errno on Unix (122 Linux, 69 macOS), as Win32 codes on
    // Windows.
    private static readonly int[] DiskFull = OperatingSystem.IsWindows() ? [112, 39] : OperatingSystem.IsMacOS() ? [28, 69] : [28, 122];
    private const int ReadOnlyFileSystem = 30;

    /// <summary>True for what the disk, the path or the permissions cause, as opposed to a mistake of the program.</summary>
    public static bool Caused(Exception exception) => exception is IOException or UnauthorizedAccessException or NotSupportedException;

    /// <summary>The exception to throw instead when writing failed.</summary>
    public static RunException Writing(string path, Exception cause) => new(cause switch
    {
        IOException io when DiskFull.Contains(io.HResult & 0xFFFF) =>
            $"The disk is full: '{path}' could not be written, and what was there before is unchanged. Free some space and try again.",
        UnauthorizedAccessException => $"There is no permission to write '{path}'. Choose another folder or change its permissions.",
        IOException io when (io.HResult & 0xFFFF) == ReadOnlyFileSystem => $"'{path}' lies on a read-only file system. Choose another "
            + $"folder.",
        DirectoryNotFoundException => $"'{path}' could not be written because its folder does not exist. Create the folder or choose "
            + $"another.",
        PathTooLongException => $"'{path}' could not be written because the path is too long. Choose a shorter one.",
        _ => $"'{path}' could not be written: {FirstSentence(cause.Message)}",
    }, cause);

    /// <summary>The exception to throw instead when reading failed.</summary>
    public static RunException Reading(string path, Exception cause) => new(cause switch
    {
        FileNotFoundException or DirectoryNotFoundException => $"'{path}' does not exist. Check the path.",
        UnauthorizedAccessException => $"There is no permission to read '{path}', or it is a folder. Check the path and its permissions.",
        EndOfStreamException => $"'{path}' ended in the middle. It is damaged or was cut off; take another copy.",
        _ => $"'{path}' could not be read: {FirstSentence(cause.Message)}",
    }, cause);

    private static string FirstSentence(string message) => message.EndsWith('.') ? message : message + ".";
}
