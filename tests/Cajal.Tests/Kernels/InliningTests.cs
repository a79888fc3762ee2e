using System.Diagnostics.Tracing;
using System.Reflection;

namespace Cajal.Tests.Kernels;

/// <summary>Loops of lanes are one straight piece of code: what the JIT does not inline becomes a call for every register, twenty times as slow.</summary>
[Collection("alone")]
public class InliningTests
{
    [Fact]
    public void No_function_exceeds_the_budget_of_the_JIT()
    {
        using var refusals = new Refusals();
        var functions = typeof(Exp).Assembly.GetTypes().Where(t => t.IsValueType && !t.IsGenericType && typeof(IUnaryFunction).IsAssignableFrom(t)).ToArray();
        functions.Length.ShouldBeGreaterThan(30);
        foreach (var function in functions)
            foreach (var type in new[] { typeof(float), typeof(double) })
                typeof(InliningTests).GetMethod(nameof(Run), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(function, type).Invoke(null, null);
        var seen = refusals.Found(nameof(NotInlined));
        seen.ShouldContain(r => r.Contains(nameof(NotInlined), StringComparison.Ordinal)); // the listener listens
        seen.Where(r => r.Contains("budget", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static void Run<TFunction, T>() where TFunction : struct, IUnaryFunction where T : unmanaged
    {
        T[] x = new T[64], y = new T[64];
        // A type of its own, so that the loops are compiled now and not by an earlier test.
        UnaryLoop<Probe<TFunction>, T>.Run(default, x, y);
        UnaryBackwardLoop<Probe<TFunction>, T>.Run(default, x, x, x, y);
        UnaryLoop<NotInlined, T>.Run(default, x, y);
    }

    private readonly struct Probe<TFunction> : IUnaryFunction where TFunction : struct, IUnaryFunction
    {
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        public L F<L>(L x) where L : struct, ILane<L> => default(TFunction).F(x);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        public L D<L>(L x, L y) where L : struct, ILane<L> => default(TFunction).D(x, y);
    }

    private readonly struct NotInlined : IUnaryFunction
    {
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        public L F<L>(L x) where L : struct, ILane<L> => x;

        public L D<L>(L x, L y) where L : struct, ILane<L> => y;
    }

    /// <summary>What the JIT says when it does not inline.</summary>
    private sealed class Refusals : EventListener
    {
        private readonly List<string> found = [];

        public string[] Found(string last)
        {
            // Events arrive on another thread.
            for (int i = 0; i < 100; i++)
            {
                lock (found) if (found.Any(f => f.Contains(last, StringComparison.Ordinal))) return [.. found];
                Thread.Sleep(20);
            }
            lock (found) return [.. found];
        }

        protected override void OnEventSourceCreated(EventSource source)
        {
            const EventKeywords jitTracing = (EventKeywords)0x1000;
            if (source.Name == "Microsoft-Windows-DotNETRuntime") EnableEvents(source, EventLevel.Verbose, jitTracing);
        }

        protected override void OnEventWritten(EventWrittenEventArgs e)
        {
            if (e.EventName != "MethodJitInliningFailed") return;
            string Field(string name) => $"{e.Payload![e.PayloadNames!.IndexOf(name)]}";
            string loop = Field("MethodBeingCompiledNamespace");
            if (!loop.Contains(nameof(InliningTests), StringComparison.Ordinal)) return;
            lock (found) found.Add($"{loop}: {Field("InlineeNamespace")}.{Field("InlineeName")}: {Field("FailReason")}");
        }
    }
}
