namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>softmax(q·kᵀ·scale + mask)·v in each head: q [n, asked, heads, size], k and v [n, seen, heads, …]. A step sees those before it and itself when it is
    /// causal; it does not see what is hidden, and what is added to the scores [n, heads, asked, seen] may be left out too.</summary>
    private static float[] Attention(float[] q, float[] k, float[] v, int n, int asked, int seen, int heads, int size, int width, float scale, bool causal, long first, bool[]? hidden, float[]? added)
    {
        var y = new float[n * asked * heads * width];
        var scores = new float[seen];
        for (int row = 0; row < n * heads * asked; row++)
        {
            int step = row % asked, head = row / asked % heads, example = row / asked / heads;
            var question = q.AsSpan(((example * asked + step) * heads + head) * size, size);
            float most = float.NegativeInfinity, sum = 0;
            for (int s = 0; s < seen; s++)
            {
                var key = k.AsSpan(((example * seen + s) * heads + head) * size, size);
                float product = 0;
                for (int i = 0; i < size; i++) product += question[i] * key[i];
                bool isHidden = (causal && s > step + first) || (hidden is not null && hidden[row * seen + s]);
                scores[s] = isHidden ? float.NegativeInfinity : product * scale + (added is null ? 0 : added[row * seen + s]);
                most = Math.Max(most, scores[s]);
            }
            if (float.IsNegativeInfinity(most)) continue;
            for (int s = 0; s < seen; s++) sum += scores[s] = MathF.Exp(scores[s] - most);
            for (int s = 0; s < seen; s++)
                AddScaled(v.AsSpan(((example * seen + s) * heads + head) * width, width), scores[s] / sum, y.AsSpan(((example * asked + step) * heads + head) * width, width));
        }
        return y;
    }
}
