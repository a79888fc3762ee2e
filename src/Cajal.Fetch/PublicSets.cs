namespace Cajal.Fetch;

/// <summary>The classic data sets that <see cref="DataFetch"/> knows. A new one is one entry here.</summary>
/// <remarks>Sums are those that several independent sources publish for the same file; where none is known, none is given.</remarks>
public static class PublicSets
{
    private const string Uci = "https://archive.ics.uci.edu/ml/machine-learning-databases/";
    private const string UciTerms = "CC BY 4.0 (UCI Machine Learning Repository)";

    private static readonly string[] IdxNames = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PublicSet> All { get; } =
    [
        new("iris", "150 flowers, four lengths, three kinds",
            [new("iris.csv", Uci + "iris/iris.data", 4551, "6f608b71a7317216319b4d27b4d9bc84e6abd734eda7872b71a458569e2656c0")],
            UciTerms, "R. A. Fisher (1936), The use of multiple measurements in taxonomic problems"),
        new("wine", "178 wines, 13 measurements, three growers",
            [new("wine.csv", Uci + "wine/wine.data", 10782, "6be6b1203f3d51df0b553a70e57b8a723cd405683958204f96d23d7cd6aea659")],
            UciTerms, "S. Aeberhard, M. Forina (1992), Wine"),
        new("breast-cancer", "569 tumours, 30 measurements, benign (B) or malignant (M)",
            [new("breast-cancer.csv", Uci + "breast-cancer-wisconsin/wdbc.data", 124103, "d606af411f3e5be8a317a5a8b652b425aaf0ff38ca683d5327ffff94c3695f4a")],
            UciTerms, "W. Wolberg, O. Mangasarian, N. Street, W. Street (1995), Breast Cancer Wisconsin (Diagnostic)"),
        new("optical-digits", "1797 handwritten digits, 8x8 pixels as 64 columns",
            [new("optical-digits.csv", Uci + "optdigits/optdigits.tes", null, null)],
            UciTerms, "E. Alpaydin, C. Kaynak (1998), Optical Recognition of Handwritten Digits"),
        new("mnist", "handwritten digits, 28x28, 60000 and 10000 for the test", Idx("https://ossci-datasets.s3.amazonaws.com/mnist/",
            (9912422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"), (28881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
            (1648877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"), (4542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6")),
            "CC BY-SA 3.0", "Y. LeCun, L. Bottou, Y. Bengio, P. Haffner (1998), Gradient-based learning applied to document recognition"),
        new("fashion-mnist", "pictures of clothes, 28x28, 60000 and 10000 for the test", Idx("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
            (26421880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"), (29515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
            (4422102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"), (5148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5")),
            "MIT", "H. Xiao, K. Rasul, R. Vollgraf (2017), Fashion-MNIST"),
        new("cifar10", "photographs of ten kinds of things, 32x32, 50000 and 10000 for the test",
            [
                new("cifar-10-binary.tar.gz", "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz", 170052171, "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd")
                { Members = [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin"), "test_batch.bin"] },
            ],
            "none stated; for research", "A. Krizhevsky (2009), Learning multiple layers of features from tiny images"),
        new("tiny-shakespeare", "a million letters of plays, as one text file",
            [new("tiny-shakespeare.txt", "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt", 1115394, "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed")],
            "public domain", "A. Karpathy (2015), char-rnn; text by W. Shakespeare"),
    ];

    /// <summary>The set of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message gives the nearest one.</exception>
    public static PublicSet Find(string name) => All.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException(NearestName.Unknown("data set to fetch", name, All.Select(s => s.Name)));

    private static PublicFile[] Idx(string home, params (long Bytes, string Sum)[] files) =>
    [
        .. IdxNames.Zip(files, (name, file) => new PublicFile(name, home + name, file.Bytes, file.Sum)),
    ];
}
