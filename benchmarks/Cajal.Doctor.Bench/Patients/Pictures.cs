using Cajal.Data;
using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Drawn digits at half size, told by small convolutional networks.</summary>
internal static class Pictures
{
    private const int Training = 600, Validation = 400, Size = 14;

    /// <summary>Two convolutions, ReLU, Adam.</summary>
    public static Patient Digits(ulong seed) => Of("digits, convolutions relu", seed, isNormed: false);

    /// <summary>The same with batch norm and momentum.</summary>
    public static Patient Normed(ulong seed) => Of("digits, convolutions with batch norm", seed, isNormed: true) with
    {
        Optimizer = (p, rate) => new Sgd(p, rate, momentum: 0.9),
        Rate = 0.01,
    };

    private static Patient Of(string kind, ulong seed, bool isNormed)
    {
        var set = Datasets.Load("digits", new DatasetOptions { Count = Training + Validation, Seed = seed });
        var pictures = (BytePictures)set.Features;
        int[] labels = ((ClassTargets)set.Targets!).Labels.ToArray();
        return new Patient
        {
            Kind = kind,
            Seed = seed,
            X = Halved(pictures, 0, Training),
            Y = Tensor.From(labels[..Training], [Training]),
            ValidationX = Halved(pictures, Training, Validation),
            ValidationY = Tensor.From(labels[Training..], [Validation]),
            Classes = 10,
            Reads = Choices.All & ~Choices.Depth,
            Network = (p, rng) => Network(p, rng, isNormed),
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = (p, rate) => new Adam(p, rate),
            Rate = 0.003,
            Width = 32,
            Epochs = 12,
        };
    }

    private static Sequential Network(Patient p, Rng rng, bool isNormed)
    {
        var layers = new List<Layer>();
        int channels = 1, size = Size;
        foreach (int wider in new[] { 6, 12 })
        {
            layers.Add(new Conv2d(channels, wider, 3, rng, padding: 1, weight: p.Initializer));
            if (isNormed) layers.Add(new BatchNorm2d(wider));
            layers.Add(Activation.Parse(p.Activation));
            layers.Add(new MaxPool2d(2));
            (channels, size) = (wider, size / 2);
        }
        layers.AddRange([new Flatten(), new Linear(channels * size * size, p.Width, rng, weight: p.Initializer), Activation.Parse(p.Activation)]);
        if (p.Dropout > 0) layers.Add(new Dropout(p.Dropout, rng));
        layers.Add(new Linear(p.Width, p.Outputs, rng, weight: p.Initializer));
        return new Sequential([.. layers]);
    }

    // The mean of four pixels, about 0 with a spread of about 1.
    private static Tensor Halved(BytePictures pictures, int first, int count)
    {
        float[] x = new float[count * Size * Size];
        for (int i = 0; i < count; i++)
        {
            var picture = pictures.Picture(first + i);
            for (int r = 0; r < Size; r++)
                for (int c = 0; c < Size; c++)
                {
                    int at = 2 * r * 2 * Size + 2 * c;
                    x[(i * Size + r) * Size + c] = ((picture[at] + picture[at + 1] + picture[at + 2 * Size] + picture[at + 2 * Size + 1]) / 4f - 33) / 70;
                }
        }
        return Tensor.From(x, [count, 1, Size, Size]);
    }
}
