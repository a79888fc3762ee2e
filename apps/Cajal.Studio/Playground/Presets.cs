namespace Cajal.Studio;

/// <summary>States worth a look, each a link.</summary>
internal static class Presets
{
    /// <summary>The lectures' forward pass by hand: 2-2-1, sigmoids, x = (0.5, 0.8).</summary>
    public const string LectureForward = "v=1&data=drawn&numbers=true&points=0.5,0.8,1&trainShare=1&layers=2:sigmoid&output=sigmoid&loss=half-squared&rate=1&batch=1&weights=0.2,0.4,0.3,0.1,0.1,0.2,0.6,0.5,0.3";

    /// <summary>The lectures' backpropagation demo: 2-2-1, sigmoids, no biases, x = (0.35, 0.9), target 0.5, η = 1.</summary>
    public const string LectureBackward = "v=1&data=drawn&numbers=true&points=0.35,0.9,0.5&trainShare=1&bias=false&layers=2:sigmoid&output=sigmoid&loss=half-squared&rate=1&batch=1&weights=0.1,0.8,0.4,0.6,0.3,0.9";

    /// <summary>Name and link of each.</summary>
    public static IReadOnlyList<string[]> All { get; } =
    [
        ["Circle, 4-2 tanh (start)", "v=1"],
        ["Spiral, two layers of 8", "v=1&data=spiral&layers=8:tanh,8:tanh&optimizer=adam&rate=0.01"],
        ["Three clouds, softmax", "v=1&data=clouds&classes=3&layers=6:relu&optimizer=adam&rate=0.01"],
        ["XOR, four points", "v=1&data=XOR&layers=3:tanh&batch=0&rate=0.3"],
        ["A curve from ReLUs", "v=1&data=sine&noise=0.1&inputs=x&layers=8:relu&optimizer=adam&rate=0.01"],
        ["Iris: three flowers by four lengths", "v=1&data=iris&scale=standardised&trainShare=0.6&validation=0.2&layers=6:tanh&optimizer=adam&rate=0.01&axisX=3&axisY=4&showTest=true"],
        ["Digits of 8 by 8 pixels", "v=1&data=digits-8x8&classes=10&trainShare=0.7&layers=24:relu&optimizer=adam&rate=0.005&batch=20"],
        ["A leak: test points are trained on", "v=1&data=moons&noise=0.3&trainShare=0.5&leak=true&showTest=true&layers=16:relu,16:relu&optimizer=adam&rate=0.01"],
        ["Inputs a thousand times too large", "v=1&scale=x1000&layers=4:relu"],
        ["Zero weights: nothing learns", "v=1&init=zeros"],
        ["A rate of 1000", "v=1&rate=1000&loss=mse&output=linear&layers=4:relu"],
        ["Lecture: forward by hand", LectureForward],
        ["Lecture: backpropagation", LectureBackward],
        ["As the TensorFlow Playground", "activation=tanh&batchSize=10&dataset=circle&regDataset=reg-plane&learningRate=0.03&regularizationRate=0&noise=0&networkShape=4,2&seed=0.5&showTestData=false&discretize=false&percTrainData=50&x=true&y=true&problem=classification"],
    ];
}
