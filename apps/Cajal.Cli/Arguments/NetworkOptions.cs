using System.CommandLine;

namespace Cajal.Cli;

/// <summary>The options that say what network is built.</summary>
internal static class NetworkOptions
{
    public static Option<string> Activation() => new("--activation") { HelpName = "NAME", Description = "function between the layers: relu, tanh, sigmoid, …" };
}
