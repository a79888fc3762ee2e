using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Cajal.Benchmarks.Serving;

/// <summary>One client of a server: a connection that is kept, a request, its answer, and so on. It costs little: no more is read of an answer than its status, its length and
/// whether the connection ends.</summary>
internal sealed class Client(IPEndPoint server, byte[][] requests, LoadCount count)
{
    private readonly byte[] buffer = new byte[1 << 16];
    private Socket? socket;

    /// <summary>Asks until the time is over.</summary>
    /// <param name="first">Which of the requests comes first.</param>
    /// <param name="until">When to end, as <see cref="Stopwatch"/> counts.</param>
    /// <param name="pause">From the beginning of one request to the next, in its ticks; 0 asks without a pause. A request that begins late because the one before it was slow counts
    /// from when it should have begun.</param>
    public void Run(int first, long until, long pause)
    {
        long due = Stopwatch.GetTimestamp() + pause * (first % 97) / 97;
        for (int i = first; ; i++)
        {
            long now = Stopwatch.GetTimestamp();
            if (pause > 0)
            {
                while (now < due && now < until)
                {
                    Thread.Sleep(due - now > Stopwatch.Frequency / 500 ? 1 : 0);
                    now = Stopwatch.GetTimestamp();
                }
            }
            else due = now;
            if (now >= until) break;
            Ask(requests[i % requests.Length], due);
            due += pause;
        }
        socket?.Dispose();
    }

    private void Ask(byte[] request, long due)
    {
        bool isNew = socket is null;
        try
        {
            socket ??= Connect();
            socket.Send(request);
            int status = Receive(out bool isLast);
            count.Answered(status, Stopwatch.GetTimestamp() - due);
            if (isLast) Close();
        }
        catch (SocketException error)
        {
            Close();
            // A server that stops listening takes no new connection on, and the system ends those that it has not looked at. On one that it has served it owes the answer.
            if (isNew && error.SocketErrorCode is (SocketError.ConnectionRefused or SocketError.ConnectionReset)) count.Refused();
            else count.Lost(error.Message);
            Thread.Sleep(1);
        }
    }

    private Socket Connect()
    {
        var made = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000 };
        made.Connect(server);
        return made;
    }

    private void Close()
    {
        socket?.Dispose();
        socket = null;
    }

    private int Receive(out bool isLast)
    {
        int filled = 0, head;
        while ((head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0) filled += ReceiveMore(filled);
        var headers = buffer.AsSpan(0, head);
        int status = (headers[9] - '0') * 100 + (headers[10] - '0') * 10 + headers[11] - '0';
        isLast = headers.IndexOf("Connection: close"u8) >= 0;
        int at = headers.IndexOf("Content-Length: "u8), length = 0;
        if (at < 0) throw new InvalidDataException("The answer says no length.");
        for (at += "Content-Length: ".Length; at < head && headers[at] is >= (byte)'0' and <= (byte)'9'; at++) length = 10 * length + headers[at] - '0';
        int left = head + 4 + length - filled;
        while (left > 0) left -= ReceiveMore(0, left);
        return status;
    }

    private int ReceiveMore(int from, int most = int.MaxValue)
    {
        int received = socket!.Receive(buffer, from, Math.Min(most, buffer.Length - from), SocketFlags.None);
        return received > 0 ? received : throw new SocketException((int)SocketError.ConnectionReset);
    }
}
