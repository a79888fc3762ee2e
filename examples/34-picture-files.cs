#:project ../src/Cajal/Cajal.csproj
// The same pictures in three kinds of files: PNG in a folder for each class, PPM likewise (readers see by the content what it is), and IDX as MNIST has it. All three train alike.
using System.Buffers.Binary;
using System.Globalization;
using Cajal;
using Cajal.Data;
using Cajal.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string folder = Directory.CreateTempSubdirectory("cajal-").FullName;
const int Count = 240, Side = 12;
string[] classes = ["circle", "cross"];
byte[][] pictures = [.. Enumerable.Range(0, Count).Select(i => Draw(i % 2, new Rng((ulong)i)))];

for (int i = 0; i < Count; i++)
{
    string png = Path.Combine(folder, "png", classes[i % 2]), ppm = Path.Combine(folder, "ppm", classes[i % 2]);
    Directory.CreateDirectory(png);
    Directory.CreateDirectory(ppm);
    new Picture(Side, Side, 1, pictures[i]).SavePng(Path.Combine(png, $"{i:000}.png"));
    File.WriteAllBytes(Path.Combine(ppm, $"{i:000}.pgm"), [.. System.Text.Encoding.ASCII.GetBytes($"P5 {Side} {Side} 255\n"), .. pictures[i]]);
}
// IDX: 0, 0, 8 for bytes, the number of axes, each size in four bytes with the greatest first; then the numbers.
File.WriteAllBytes(Path.Combine(folder, "shapes-images-idx3-ubyte"), [.. Header(Count, Side, Side), .. pictures.SelectMany(p => p)]);
File.WriteAllBytes(Path.Combine(folder, "shapes-labels-idx1-ubyte"), [.. Header(Count), .. Enumerable.Range(0, Count).Select(i => (byte)(i % 2))]);

foreach (string data in new[] { "png", "ppm", "shapes-images-idx3-ubyte" })
{
    var run = Run.Train(new Recipe { Data = Path.Combine(folder, data), Layers = "16", Epochs = 30, Seed = 1 });
    Console.WriteLine($"{data,-24} classes {string.Join(", ", run.Model.Preprocessing.ClassNames),-14} test part: {run.Evaluate().Figures}");
}

static byte[] Header(params int[] sizes)
{
    var header = new byte[4 + 4 * sizes.Length];
    (header[2], header[3]) = (8, (byte)sizes.Length);
    for (int i = 0; i < sizes.Length; i++) BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + 4 * i), sizes[i]);
    return header;
}

// White on black, somewhere near the middle, with noise.
static byte[] Draw(int kind, Rng rng)
{
    double cx = 5.5 + rng.NextNormal(), cy = 5.5 + rng.NextNormal(), r = 3 + 0.5 * rng.NextNormal();
    var pixels = new byte[Side * Side];
    for (int i = 0; i < pixels.Length; i++)
    {
        double x = i % Side - cx, y = i / Side - cy;
        double away = kind == 0 ? Math.Abs(Math.Sqrt(x * x + y * y) - r) : Math.Max(Math.Min(Math.Abs(x - y), Math.Abs(x + y)) / 1.4, Math.Max(Math.Abs(x), Math.Abs(y)) - r);
        pixels[i] = (byte)Math.Clamp(255 * (1 - away) + 40 * rng.NextNormal(), 0, 255);
    }
    return pixels;
}
