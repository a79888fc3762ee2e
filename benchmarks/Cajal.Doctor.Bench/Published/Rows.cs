using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Published;

/// <summary>Rows of the kind a question describes, drawn or made from the digits that ship with the house.</summary>
internal static class Rows
{
    private const ulong Seed = 1;

    /// <summary>A patient without network: inputs and targets of each row are drawn.</summary>
    public static Patient Of(string kind, int training, int validation, int inputs, int targets, Action<Rng, double[], double[]> draw)
    {
        var (x, y) = Draw(new Rng(Seed).Fork("train"), training, inputs, targets, draw);
        var (vx, vy) = Draw(new Rng(Seed).Fork("validation"), Math.Max(1, validation), inputs, targets, draw);
        return Bare(kind, x, y, vx, vy) with { HasValidation = validation > 0 };
    }

    /// <summary>A patient without network and without validation: all rows there are.</summary>
    public static Patient All(string kind, double[][] x, double[][] y)
    {
        var (tx, ty) = (Table(x), Table(y));
        return Bare(kind, tx, ty, tx, ty) with { HasValidation = false };
    }

    /// <summary>600 digits of 14 × 14 pixels from 0 to <paramref name="largest"/>, [N, 1, 14, 14], and 400 to judge by; class numbers as targets.</summary>
    public static Patient Digits(string kind, double largest)
    {
        var digits = Pictures.Digits(Seed);
        return digits with
        {
            Kind = kind,
            X = Pixels(digits.X),
            ValidationX = Pixels(digits.ValidationX),
            Activation = "relu",
            Batch = 32,
        };

        Tensor Pixels(Tensor x) => ((x * 70 + 33) * (largest / 255)).Keep();
    }

    /// <summary>Pictures as rows of numbers.</summary>
    public static Patient Flat(this Patient p) => p with { X = p.X.Reshape(p.X.Shape[0], -1).Keep(), ValidationX = p.ValidationX.Reshape(p.ValidationX.Shape[0], -1).Keep() };

    /// <summary>Class numbers as rows with a 1 at the class.</summary>
    public static Patient OneHot(this Patient p, int classes) => p with { Y = p.Y.To(DType.Int32).OneHot(classes).Keep(), ValidationY = p.ValidationY.To(DType.Int32).OneHot(classes).Keep(), Classes = 0 };

    /// <summary>One target a row as a class number, [N].</summary>
    public static Patient Labelled(this Patient p, int classes) => p with
    {
        Y = p.Y.Reshape(-1).To(DType.Int32).Keep(),
        ValidationY = p.ValidationY.Reshape(-1).To(DType.Int32).Keep(),
        Classes = classes,
    };

    private static Patient Bare(string kind, Tensor x, Tensor y, Tensor vx, Tensor vy) => new()
    {
        Kind = kind,
        Seed = Seed,
        X = x,
        Y = y,
        ValidationX = vx,
        ValidationY = vy,
        Network = null!,
        Loss = null!,
        Optimizer = AsAsked.Adam,
        Rate = 0.001,
        Batch = 32,
    };

    private static (Tensor X, Tensor Y) Draw(Rng rng, int count, int inputs, int targets, Action<Rng, double[], double[]> draw)
    {
        double[][] x = new double[count][], y = new double[count][];
        for (int i = 0; i < count; i++) draw(rng, x[i] = new double[inputs], y[i] = new double[targets]);
        return (Table(x), Table(y));
    }

    private static Tensor Table(double[][] rows) => Tensor.From((float[])[.. rows.SelectMany(r => r.Select(v => (float)v))], [rows.Length, rows[0].Length]);
}
