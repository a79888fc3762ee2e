using Cajal.Cli;

namespace Cajal.Tests.Cli;

/// <summary>Runs the command line in this process, in a folder of its own that is removed at the end.</summary>
internal sealed class Shell : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("cajal-cli-").FullName;

    /// <summary>The path of a file in the folder.</summary>
    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>Runs one command, its words as the operating system would hand them over.</summary>
    public Answer Run(params string[] words) => Run(CancellationToken.None, words);

    public Answer Run(CancellationToken cancellation, params string[] words)
    {
        StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int code = CommandLine.Run(words, new Terminal(output, error, Folder), cancellation);
        return new Answer(code, output.ToString(), error.ToString());
    }

    /// <summary>Writes a file in the folder.</summary>
    public void Write(string name, string content) => File.WriteAllText(this[name], content);

    /// <summary>Writes a file in the folder.</summary>
    public void Write(string name, byte[] content) => File.WriteAllBytes(this[name], content);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>What a command ended with and said.</summary>
internal sealed record Answer(int Code, string Out, string Error)
{
    /// <summary>It is done; what it said otherwise is in the message.</summary>
    public Answer ShouldBeDone()
    {
        Code.ShouldBe(ExitCode.Done, Error);
        return this;
    }

    /// <summary>It ended with the code and one helpful sentence that holds the words, and with nothing on standard output.</summary>
    public Answer ShouldFail(int code, params string[] words)
    {
        Code.ShouldBe(code, $"{Error}\n{Out}");
        string said = Error.TrimEnd('\n');
        said.ShouldNotBeEmpty();
        said.ShouldNotContain("\n", customMessage: "one sentence is one line");
        said.ShouldNotContain("   at ", customMessage: "no stack trace");
        said.ShouldNotContain("Exception");
        said.ShouldNotContain("Parameter '");
        foreach (string word in words) said.ShouldContain(word);
        (said.EndsWith('.') || said.EndsWith('?')).ShouldBeTrue(said);
        return this;
    }
}
