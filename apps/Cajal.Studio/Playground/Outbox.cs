using System.Diagnostics;

namespace Cajal.Studio;

/// <summary>What a session has for its page. Of each kind only the newest waits: a slow page sees fewer pictures, never old ones.</summary>
internal sealed class Outbox
{
    private const int MostTroubles = 20;

    private readonly Lock gate = new();
    private readonly List<Letter> letters = [];
    private readonly SemaphoreSlim signal = new(0);
    private long undrawnSince;

    /// <summary>Whether the page has drawn the last picture, or has said nothing for a second: what waits in the wire would be old when it is seen.</summary>
    public bool IsDrawn => Interlocked.Read(ref undrawnSince) is var since && (since == 0 || Stopwatch.GetElapsedTime(since).TotalSeconds > 1);

    /// <summary>The page has drawn the last picture.</summary>
    public void Drawn() => Interlocked.Exchange(ref undrawnSince, 0);

    /// <summary>Puts in a letter in place of an older one of its kind; the first troubles all stay.</summary>
    public void Put(Letter letter)
    {
        if (letter.IsBinary) Interlocked.Exchange(ref undrawnSince, Stopwatch.GetTimestamp());
        lock (gate)
        {
            if (letter.Kind != "trouble") letters.RemoveAll(l => l.Kind == letter.Kind);
            else if (letters.Count(l => l.Kind == "trouble") >= MostTroubles) return;
            letters.Add(letter);
        }
        signal.Release();
    }

    /// <summary>Waits for the next letter.</summary>
    public async Task<Letter> TakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            lock (gate)
            {
                if (letters.Count > 0)
                {
                    var first = letters[0];
                    letters.RemoveAt(0);
                    return first;
                }
            }
            await signal.WaitAsync(cancellation);
        }
    }
}

/// <summary>A message to a page.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Bytes">Text in UTF-8, or a picture.</param>
/// <param name="IsBinary">Whether it is a picture.</param>
internal sealed record Letter(string Kind, byte[] Bytes, bool IsBinary);
