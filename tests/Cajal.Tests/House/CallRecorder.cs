using System.Diagnostics.Tracing;
using Cajal.Tests.House;

/// <summary>.NET calls this before a program's first line when DOTNET_STARTUP_HOOKS names this assembly; the name and the missing namespace are what it looks for.</summary>
internal static class StartupHook
{
    public static void Initialize() => CallRecorder.Begin(Environment.GetEnvironmentVariable(CallRecorder.FileVariable)!);
}

namespace Cajal.Tests.House
{
    /// <summary>Writes down each name that a process looks up, each connection that it opens and each request that it sends, as .NET itself tells them.</summary>
    internal sealed class CallRecorder : EventListener
    {
        /// <summary>Names the file that is written.</summary>
        public const string FileVariable = "CAJAL_TESTS_CALLS";

        private static readonly string[] Sources = ["System.Net.NameResolution", "System.Net.Sockets", "System.Net.Http"];
        private static readonly Lock Gate = new();
        private static string file = "";
        private static CallRecorder? kept;

        /// <summary>Begins, for the life of this process.</summary>
        public static void Begin(string to)
        {
            file = to;
            kept = new CallRecorder();
            Write("begun");
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (Sources.Contains(eventSource.Name)) EnableEvents(eventSource, EventLevel.Informational);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            // What comes in is accepted, and is no call.
            if (eventData.EventName is "ResolutionStart" or "ConnectStart" or "RequestStart") Write($"{eventData.EventName} {string.Join(' ', eventData.Payload ?? new([]))}");
        }

        private static void Write(string line)
        {
            lock (Gate) File.AppendAllText(file, line + "\n");
        }
    }
}
