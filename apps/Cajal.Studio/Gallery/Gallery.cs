namespace Cajal.Studio;

/// <summary>What can go wrong, a row each: a state that shows it, the same state put right, and the finding of the Doctor that names it.</summary>
/// <remarks>A test trains both of each row and asks the Doctor: the broken one has the finding as its first root, the healthy one asks for no change.</remarks>
internal static class Gallery
{
    private const string Drawn = "v=1&data=drawn&layers=8:tanh&rate=0.1&points=", Wide = "v=1&data=drawn&layers=64:relu,64:relu&optimizer=adam&rate=0.01&trainShare=0.25&points=",
        Plain = "v=1&layers=8:tanh&rate=0.1", Moons = "v=1&data=moons&noise=0.1&layers=8:relu&rate=0.03", Deep = "v=1&layers=8:tanh,8:tanh,8:tanh,8:tanh&rate=0.03",
        Four = "v=1&data=clouds&classes=4&layers=8:relu&optimizer=adam&rate=0.01",
        Table = "v=1&data=table&layers=8:tanh&rate=0.1&table=", Later = "v=1&data=drawn&layers=8:tanh&rate=0.03&splitInOrder=true&points=", Poisson = "v=1&data=drawn&numbers=true&loss=poisson&layers=8:tanh&rate=0.01&points=",
        Flat = "v=1&layers=8:hard-tanh&rate=0.1&init=normal(deviation=0.05)", Overlap = "v=1&data=moons&noise=0.35&count=1000&layers=16:tanh,16:tanh&optimizer=adam&rate=0.01";

    /// <summary>The rows.</summary>
    public static IReadOnlyList<GalleryRow> All { get; } =
    [
        // Data
        new("leak", "D1", 60, Drawn + GalleryPoints.Twice(GalleryPoints.Ring(100)), Drawn + GalleryPoints.Ring(200)),
        new("contradiction", "D2", 60, Drawn + GalleryPoints.Contradicted(GalleryPoints.Clouds(150), 50), Drawn + GalleryPoints.Clouds(200)),
        new("labelNoise", "D3", 60, Drawn + GalleryPoints.Ring(400, wrong: 0.25), Drawn + GalleryPoints.Ring(400)),
        new("imbalance", "D4", 100, Drawn + GalleryPoints.Clouds(500, every: 25, deviation: 2), Drawn + GalleryPoints.Clouds(500, deviation: 2)),
        new("rawUnits", "D5", 60, Drawn + GalleryPoints.Ring(200, scale: 1000), Drawn + GalleryPoints.Ring(200)),
        new("fileOrder", "D6", 60, Drawn + GalleryPoints.Ring(400, sorted: true) + "&trainShare=1&shuffle=false", Drawn + GalleryPoints.Ring(400, sorted: true) + "&trainShare=1"),
        new("otherTimes", "D7", 60, Drawn + GalleryPoints.Drifting(400) + "&splitInOrder=true", Drawn + GalleryPoints.Drifting(400)),
        new("oneColumn", "D8", 60, "v=1&data=gauss&layers=8:tanh&rate=0.1", Plain),
        new("chance", "T8", 60, Drawn + GalleryPoints.Ring(400, wrong: 0.5), Drawn + GalleryPoints.Ring(400)),

        // Set-up
        new("softmaxTwice", "S1", 60, Four + "&output=softmax", Four),
        new("sigmoidTwice", "S1", 60, Plain + "&output=sigmoid", Plain),
        new("bounded", "S1", 60, "v=1&data=plane&layers=8:tanh&rate=0.03&output=sigmoid", "v=1&data=plane&layers=8:tanh&rate=0.03"),
        new("reluOut", "S1", 60, "v=1&data=plane&layers=8:tanh&rate=0.03&output=relu", "v=1&data=plane&layers=8:tanh&rate=0.03"),
        new("softmaxOfOne", "S1", 60, Plain + "&loss=mse&output=softmax", Plain + "&loss=mse&output=tanh"),
        new("noActivation", "S2", 60, "v=1&data=xor&layers=8:linear,8:linear", "v=1&data=xor&layers=8:relu,8:relu"),
        new("zeros", "S3", 30, Plain + "&init=zeros", Plain),
        new("equal", "S3", 30, Plain + "&init=constant(value=0.5)", Plain),
        new("tiny", "S4", 60, Deep + "&init=normal(deviation=0.01)", Deep),
        new("huge", "S5", 60, "v=1&layers=64:relu,64:relu&init=normal(deviation=1)&rate=0.003", "v=1&layers=64:relu,64:relu&rate=0.003"),
        new("l2", "S7", 60, Plain + "&l2=1&rate=0.01", Plain + "&l2=0.001"),
        new("l1", "S7", 60, Plain + "&l1=1&rate=0.01", Plain + "&l1=0.0003"),
        new("decay", "S7", 60, "v=1&layers=8:tanh&optimizer=adamw(weight-decay=5)&rate=0.01", "v=1&layers=8:tanh&optimizer=adamw&rate=0.01"),

        // Optimisation
        new("overflow", "T1", 60, Poisson + GalleryPoints.Counts(400) + "&firstBias=100", Poisson + GalleryPoints.Counts(400)),
        new("rate10", "T2", 60, "v=1&layers=8:relu&rate=10", "v=1&layers=8:relu&rate=0.1"),
        new("rate1000", "T2", 20, "v=1&layers=8:tanh&rate=1000&loss=mse&output=linear", "v=1&layers=8:tanh&rate=0.1&loss=mse&output=linear"),
        new("momentum", "T2", 20, "v=1&data=plane&layers=8:relu,8:relu&rate=3&optimizer=sgd(momentum=0.9)", "v=1&data=plane&layers=8:relu,8:relu&rate=0.003&optimizer=sgd(momentum=0.9)"),
        new("depth", "T3", 60, "v=1&layers=8:sigmoid,8:sigmoid,8:sigmoid,8:sigmoid,8:sigmoid,8:sigmoid&rate=0.1", "v=1&layers=8:relu,8:relu,8:relu,8:relu,8:relu,8:relu"),
        new("deadRelu", "T4", 60, Moons + "&firstBias=-4", Moons + "&rate=0.3"),
        new("saturated", "T5", 60, "v=1&data=gauss&noise=0.5&batch=1&layers=8:tanh&rate=0.3", "v=1&data=gauss&noise=0.1&batch=10&layers=8:tanh"),
        new("rateHigh", "T6", 60, "v=1&data=moons&noise=0.1&layers=8:relu&optimizer=adam&rate=1", "v=1&data=moons&noise=0.1&layers=8:relu&optimizer=adam&rate=0.01"),
        new("rateLow", "T7", 60, Plain + "&rate=0.00001", Plain),
        new("cut", "T9", 60, Flat + "&firstBias=2", Flat),
        new("singleExamples", "T10", 60, Drawn + GalleryPoints.Clouds(600, deviation: 4) + "&batch=1", Drawn + GalleryPoints.Clouds(600, deviation: 4) + "&batch=50"),
        new("noHidden", "T11", 60, "v=1&data=xor&layers=&rate=0.1", "v=1&data=xor&layers=8:relu,8:relu&rate=0.03"),
        new("schedule", "T12", 100, Plain + "&schedule=exponential(factor=0.8)", Plain + "&schedule=cosine"),

        // Generalisation, trust and cost
        new("byHeart", "G1", 400, Wide + GalleryPoints.Ring(160, blur: 1.2), "v=1&data=moons&noise=0.1&count=600&layers=8:tanh&optimizer=adam&rate=0.01"),
        new("tooSmall", "G2", 200, "v=1&layers=1:tanh&rate=0.1", Plain),
        new("easierTest", "G3", 60, Plain + "&labelNoise=0.3", Plain),
        new("restrained", "G4", 60, Plain + "&l2=0.02", Plain + "&l2=0.0005"),
        new("fewTests", "G5", 60, "v=1&data=moons&noise=0.2&count=40&layers=8:tanh&rate=0.1", "v=1&data=moons&noise=0.2&count=1000&layers=8:tanh&rate=0.1"),
        new("tooSure", "C1", 400, Overlap, Overlap + "&l2=0.003"),
        new("oneSite", "C2", 60, Table + GalleryPoints.Sites(400, wrong: 0.4), Table + GalleryPoints.Sites(400, wrong: 0)),
        new("lossAgainstAccuracy", "C4", 30, Later + GalleryPoints.WrongLater(600, wrong: 0.1), Later + GalleryPoints.WrongLater(600, wrong: 0)),
        new("samePlace", "C5", 60, Drawn + GalleryPoints.Four(400, apart: 0), Drawn + GalleryPoints.Four(400, apart: 3)),
        new("tooLong", "E1", 300, Plain + "&noise=0.3", Plain + "&noise=0.3") { TwinEpochs = 60 },
        new("tooLarge", "E2", 200, "v=1&layers=64:tanh&rate=0.3", Plain),
    ];
}

/// <summary>Something that goes wrong. The page knows its words by the key.</summary>
/// <param name="Key">Name of the row.</param>
/// <param name="Finding">Code of the finding that names it.</param>
/// <param name="Epochs">After how many epochs it is seen.</param>
/// <param name="Broken">Link of the broken state.</param>
/// <param name="Twin">Link of the state put right.</param>
internal sealed record GalleryRow(string Key, string Finding, int Epochs, string Broken, string Twin)
{
    /// <summary>How many epochs the state put right is trained: as many, where time is not what was wrong.</summary>
    public int TwinEpochs { get; init; } = Epochs;
}
