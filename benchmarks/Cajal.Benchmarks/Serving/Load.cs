using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace Cajal.Benchmarks.Serving;

/// <summary>Many clients of a server at once, for a time.</summary>
internal static class Load
{
    /// <summary>Runs the clients, a thread each, and returns what they saw.</summary>
    /// <param name="server">Where it listens.</param>
    /// <param name="requests">What is asked, whole requests, in turn.</param>
    /// <param name="clients">How many there are.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="perSecond">Requests a second in all; 0 as many as go.</param>
    public static LoadCount Run(IPEndPoint server, byte[][] requests, int clients, double seconds, double perSecond)
    {
        var count = new LoadCount();
        long until = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency), pause = perSecond > 0 ? (long)(clients / perSecond * Stopwatch.Frequency) : 0;
        Thread[] threads = [.. Enumerable.Range(0, clients).Select(i => new Thread(() => new Client(server, requests, count).Run(i * 7919 % 1009, until, pause), 1 << 18))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        return count;
    }

    /// <summary>A whole request: POST /predict with a JSON body.</summary>
    public static byte[] Request(string json, string path = "/predict") =>
        Encoding.UTF8.GetBytes(FormattableString.Invariant($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}"));

    /// <summary>Requests with drawn pictures, 28 by 28 pixels from 0 to 255 each, most of them dark as in digits.</summary>
    public static byte[][] Pictures(int count)
    {
        var rng = new Rng(seed: 0);
        return [.. Enumerable.Range(0, count).Select(_ => Request("{\"picture\":[" + string.Join(',', Enumerable.Range(0, 784)
            .Select(_ => rng.NextDouble() < 0.8 ? "0" : ((int)(256 * rng.NextDouble())).ToString(CultureInfo.InvariantCulture))) + "]}"))];
    }
}
