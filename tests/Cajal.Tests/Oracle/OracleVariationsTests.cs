using System.Reflection;
using System.Text.Json;
using Cajal.Networks;

namespace Cajal.Tests.Oracle;

/// <summary>Another folder of the same schema: other names, settings and ways to write them, each computed by hand.</summary>
public class OracleVariationsTests
{
    // Ops of the first floor whose method has another name than the oracle's op.
    private static readonly Dictionary<string, string> Named = new()
    {
        ["Concatenate"] = "concat",
        ["Variance"] = "var",
        ["StandardDeviation"] = "std",
        ["CumulativeSum"] = "cumsum",
        ["Power"] = "pow",
        ["LowerTriangle"] = "tril",
        ["UpperTriangle"] = "triu",
        ["Product"] = "prod",
        ["EqualTo"] = "eq",
        ["NotEqualTo"] = "ne",
        ["ClipByNorm"] = "clip_norm",
        ["ClipByValue"] = "clip_value",
        ["GeluTanh"] = "gelu",
        ["get_T"] = "transpose",
        ["op_Addition"] = "add",
        ["op_Subtraction"] = "sub",
        ["op_Multiply"] = "mul",
        ["op_Division"] = "div",
        ["op_UnaryNegation"] = "neg",
        ["op_GreaterThan"] = "gt",
        ["op_GreaterThanOrEqual"] = "ge",
        ["op_LessThan"] = "lt",
        ["op_LessThanOrEqual"] = "le",
        ["op_BitwiseAnd"] = "logical_and",
        ["op_BitwiseOr"] = "logical_or",
        ["op_LogicalNot"] = "logical_not",
        ["op_Modulus"] = "fmod",
        ["Ceiling"] = "ceil",
        ["Resize"] = "upsample",
        ["AveragePool1d"] = "avg_pool1d",
        ["AdaptiveAveragePool1d"] = "adaptive_avg_pool1d",
        ["AveragePool2d"] = "avg_pool2d",
        ["AdaptiveAveragePool2d"] = "adaptive_avg_pool2d",
        ["AveragePool3d"] = "avg_pool3d",
        ["AdaptiveAveragePool3d"] = "adaptive_avg_pool3d",
    };

    // No arithmetic of their own, or PyTorch says them in another way.
    private static readonly string[] Elsewhere = ["To", "Contiguous", "Keep", "StopGradient", "Step", "ToPlan", "SumTo", "op_ExclusiveOr", "AttentionWeights"];

    [Fact]
    public void Every_public_op_can_be_asked_by_the_oracle()
    {
        var methods = typeof(Op).Assembly.GetExportedTypes()
            .Where(t => t is { IsAbstract: true, IsSealed: true } && t.Name.Contains("On", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(m => m.Name).Distinct().ToArray();
        methods.Length.ShouldBeGreaterThan(60);
        string[] known = [.. OracleTable.Ops.Keys.Select(NearestName.Plain)];
        methods.Except(Elsewhere).Where(m => !known.Contains(NearestName.Plain(Named.GetValueOrDefault(m, m)))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("transpose", """{"dim0":0,"dim1":1}""", "[2,3]", "[3,2]", "[1,4,2,5,3,6]")]
    [InlineData("permute", """{"dims":[1,0]}""", "[2,3]", "[3,2]", "[1,4,2,5,3,6]")]
    [InlineData("reshape", """{"shape":[3,-1]}""", "[2,3]", "[3,2]", "[1,2,3,4,5,6]")]
    [InlineData("prod", """{"axis":1}""", "[2,3]", "[2]", "[6,120]")]
    [InlineData("norm", """{"p":1}""", "[2,3]", "[]", "[21]")]
    [InlineData("flip", """{"dims":[1]}""", "[2,3]", "[2,3]", "[3,2,1,6,5,4]")]
    [InlineData("slice", """{"dim":1,"start":1,"end":3}""", "[2,3]", "[2,2]", "[2,3,5,6]")]
    [InlineData("tril", "{}", "[2,3]", "[2,3]", "[1,0,0,4,5,0]")]
    [InlineData("triu", """{"diagonal":1}""", "[2,3]", "[2,3]", "[0,2,3,0,0,6]")]
    [InlineData("argmax", """{"axis":1}""", "[2,3]", "[2]", "[2,2]")]
    [InlineData("pad", """{"pad":[1,0],"value":9}""", "[2,3]", "[2,4]", "[9,1,2,3,9,4,5,6]")]
    [InlineData("clamp", """{"min":5,"max":2}""", "[2,3]", "[2,3]", "[2,2,2,2,2,2]")]
    [InlineData("any", "{}", "[2,3]", "[]", "[1]", "bool")]
    [InlineData("select", """{"dim":0,"index":1}""", "[2,3]", "[3]", "[4,5,6]")]
    public void An_arrangement_of_one_to_six(string op, string settings, string shape, string result, string values, string type = "f64") =>
        Passes($$$$"""
        {"id":"t","op":"{{{{op}}}}","params":{{{{settings}}}},"inputs":{"x":{"shape":{{{{shape}}}},"dtype":"{{{{type}}}}","data":[1,2,3,4,5,6]}},
         "outputs":{"y":{"shape":{{{{result}}}},"dtype":"f64","data":{{{{values}}}}}}}
        """);

    [Fact]
    public void Jumps_have_a_value_and_the_gradient_0() => Passes("""
        {"id":"t","op":"ceil","params":{},"inputs":{"x":{"shape":[2],"dtype":"f64","data":[1.5,-2]}},
         "outputs":{"y":{"shape":[2],"dtype":"f64","data":[2,-2]}},
         "grad_outputs":{"y":{"shape":[2],"dtype":"f64","data":[1,1]}},"grads":{"x":{"shape":[2],"dtype":"f64","data":[0,0]}}}
        """);

    [Theory]
    [InlineData("linear_warmup", """{"base_lr":0.3}""", "[0.1,0.14,0.18,0.22,0.26,0.3,0.3]")]
    [InlineData("linear_warmup", """{"base_lr":1,"start_factor":0.5,"end_factor":0.25,"total_iters":2}""", "[0.5,0.375,0.25,0.25]")]
    [InlineData("cyclic", """{"base_lr":0,"base_lr_cycle":0,"max_lr":1,"step_size_up":2,"scale_mode":"cycle","cycle_momentum":false}""", "[0,0.5,1,0.5,0]")]
    [InlineData("one_cycle", """{"base_lr":1,"max_lr":1,"total_steps":11,"pct_start":0.36363636363636365,"div_factor":10,"final_div_factor":100,"anneal":"linear","three_phase":true}""",
        "[0.1,0.4,0.7,1,0.7,0.4,0.1,0.07525,0.0505,0.02575,0.001]")]
    [InlineData("one_cycle", """{"base_lr":1,"max_lr":1,"epochs":2,"steps_per_epoch":2,"pct_start":1,"div_factor":4,"anneal_strategy":"linear","three_phase":false}""",
        "[0.25,0.5,0.75,1]")]
    public void A_schedule_with_other_settings(string op, string settings, string rates) =>
        Passes($$$$"""{"id":"t","op":"{{{{op}}}}","params":{{{{settings}}}},"lr":{{{{rates}}}}}""");

    [Fact]
    public void Momenta_of_a_cycle_and_the_smallest_change_of_a_plateau()
    {
        Passes("""
            {"id":"t","op":"cyclic","params":{"base_lr":0,"base_lr_cycle":0,"max_lr":1,"step_size_up":2,"mode":"triangular2","base_momentum":0.5,"max_momentum":0.9},
             "lr":[0,0.5,1,0.5,0,0.25],"momentum":[0.9,0.7,0.5,0.7,0.9,0.8]}
            """);
        Passes("""
            {"id":"t","op":"reduce_on_plateau","params":{"base_lr":1,"factor":0.5,"patience":0,"eps":0.3},"lr":[1,1,0.5,0.5],"metric":[1,1,1,1]}
            """);
    }

    [Theory]
    [InlineData("""{"id":"a","op":"init_statistics","params":{"weight_shape":[20,30],"init":"xavier_uniform"}""", 0.2, 0.34641016151377546)]
    [InlineData("""{"id":"draws_of_kaiming_uniform_leaky_relu_0.2_fan_out","op":"init_statistics","params":{"weight_shape":[400,700]}""", 0.0693375245281536, 0.120096115353)]
    public void Draws_of_another_size_and_name(string start, double deviation, double most) => Passes(FormattableString.Invariant(
        $$$$"""{{{{start}}}},"expected":{"mean":0,"std":{{{{deviation}}}},"abs_max":{{{{most}}}}},"torch_sample":{}}"""));

    [Theory]
    [InlineData("xavier_normal_gain_5/3", typeof(XavierNormal))]
    [InlineData("glorot_uniform_gain_tanh", typeof(XavierUniform))]
    [InlineData("he_normal_fan_out", typeof(HeNormal))]
    [InlineData("statistics/kaiming_uniform_leaky_relu(0.2)", typeof(HeUniform))]
    [InlineData("propagation/tanh_normal_0.01", typeof(Normal))]
    [InlineData("lecun_normal", typeof(LeCunNormal))]
    public void Names_of_initializers(string text, Type type) => InitializerName.Read(text).ShouldBeOfType(type);

    [Theory]
    [InlineData("leaky_relu", 0.01)]
    [InlineData("leaky_relu_0.2", 0.2)]
    [InlineData("leaky_relu(0.5)", 0.5)]
    [InlineData("leaky0.3", 0.3)]
    public void Gains_of_leaky_units(string text, double slope) =>
        InitializerName.GainOf(text).ShouldBe(Math.Sqrt(2 / (1 + slope * slope)), 1e-15);

    [Fact]
    public void Other_gains()
    {
        foreach (string word in new[] { "conv_transpose2d", "conv1d", "linear" }) InitializerName.GainOf(word).ShouldBe(1);
        InitializerName.GainOf("5/3").ShouldBe(5.0 / 3);
        Should.Throw<NotUnderstoodException>(() => InitializerName.GainOf("swish"));
    }

    [Fact]
    public void Labels_of_minus_100_are_ignored_and_floats_are_probabilities()
    {
        Passes("""
            {"id":"t","op":"cross_entropy","params":{},"inputs":{"x":{"shape":[2,2],"dtype":"f64","data":[0,0,5,1]},"target":{"shape":[2],"dtype":"i64","data":[1,-100]}},
             "outputs":{"y":{"shape":[],"dtype":"f64","data":[0.6931471805599453]}}}
            """);
        Passes("""
            {"id":"t","op":"cross_entropy","params":{},"inputs":{"x":{"shape":[1,2],"dtype":"f64","data":[0,0]},"target":{"shape":[1,2],"dtype":"f64","data":[0.5,0.5]}},
             "outputs":{"y":{"shape":[],"dtype":"f64","data":[0.6931471805599453]}}}
            """);
    }

    [Fact]
    public void A_batch_of_no_rows_passes_a_linear_layer() => Passes("""
        {"id":"t","op":"linear","params":{},"inputs":{"x":{"shape":[0,2],"dtype":"f64","data":[]},"weight":{"shape":[1,2],"dtype":"f64","data":[1,2]}},
         "outputs":{"y":{"shape":[0,1],"dtype":"f64","data":[]}},"grad_outputs":{"y":{"shape":[0,1],"dtype":"f64","data":[]}},
         "grads":{"weight":{"shape":[1,2],"dtype":"f64","data":[0,0]}}}
        """);

    [Fact]
    public void Maximising_climbs()
    {
        // One number: y = tanh(w + b) with w = b = 0 and target 1; the loss falls when w falls, so climbing raises it: dL/dw = −2.
        Passes("""
            {"id":"t","op":"sgd","params":{"lr":0.5,"maximize":true},"loss":"mean((tanh(X@w+b)-Y)^2)",
             "inputs":{"X":{"shape":[1,1],"dtype":"f64","data":[1]},"Y":{"shape":[1,1],"dtype":"f64","data":[1]},
                       "w0":{"shape":[1,1],"dtype":"f64","data":[0]},"b0":{"shape":[1],"dtype":"f64","data":[0]}},
             "steps":[{"loss":1,"grad_w":[-2],"grad_b":[-2],"w":[-1],"b":[-1]}]}
            """);
    }

    [Theory]
    [InlineData("SGD lr 0.05 momentum 0.9 nesterov", typeof(NesterovSgd))]
    [InlineData("AdamW lr 0.02 betas (0.8, 0.95) weight decay 0.1, clip value 0.5", typeof(AdamW))]
    [InlineData("Adam lr 0.02 amsgrad eps 1e-6", typeof(AmsGrad))]
    [InlineData("RMSprop lr 0.01 centered alpha 0.9", typeof(CenteredRmsProp))]
    [InlineData("Adagrad lr 0.1 lr_decay 0.01", typeof(Adagrad))]
    public void Words_for_optimizers(string text, Type type)
    {
        var (optimizer, _) = TrainingText.Optimizer(text, [new Parameter(Tensor.Ones([1]))]);
        optimizer.ShouldBeOfType(type);
        optimizer.LearningRate.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(text.Split(' ')[2]);
        if (type == typeof(AdamW)) (optimizer.Momentum, optimizer.WeightDecay).ShouldBe((0.8, 0.1));
    }

    [Theory]
    [InlineData("x(4,6)-Linear(6,8)-LeakyReLU(0.1)-Linear(8,3), cross entropy (sum); names 0.weight", "Linear leaky-relu(0.1) Linear")]
    [InlineData("Linear(6,8, bias=False)-ELU(0.5)-Softplus(2)-Linear(8,3), MSE", "Linear elu(0.5) softplus(2) Linear")]
    [InlineData("Linear(6,1)-Sigmoid, BCE", "Linear sigmoid")]
    [InlineData("x(4,6)-Linear(6,8)-BatchNorm1d-ReLU6-LayerNorm(8)-GroupNorm(2)-RMSNorm, MSE", "Linear BatchNorm1d relu6 LayerNorm GroupNorm RmsNorm")]
    [InlineData("x(1,2,8,8)-Conv(2,3,3, no bias)-BatchNorm2d-Conv1d(3,4,3,stride 2,pad1)-flatten, MSE", "Conv2d BatchNorm2d Conv1d Flatten")]
    [InlineData("x(1,2,8,8)-MaxPool2-AvgPool2d(3, stride 2, pad1)-AdaptiveAvgPool2d(1)-GlobalAvgPool, MSE",
        "MaxPool2d AveragePool2d AdaptiveAveragePool2d GlobalAveragePool")]
    public void Words_for_models(string text, string layers)
    {
        var (model, _) = TrainingText.Model(text, DType.Float64);
        string.Join(' ', model.Select(l => l is Activation f ? f.FunctionName : l.GetType().Name)).ShouldBe(layers);
    }

    [Theory]
    [InlineData("Linear(4,8)-Transformer(2,8)-Linear(8,3), cross entropy", typeof(UnsupportedException))]
    [InlineData("Linear(4,8, 3)-Linear(8,3), cross entropy", typeof(NotUnderstoodException))]
    [InlineData("BatchNorm1d-Linear(8,3), cross entropy", typeof(NotUnderstoodException))]
    [InlineData("Linear(4,8)-Maze(2), cross entropy", typeof(NotUnderstoodException))]
    [InlineData("Linear(4,8), cross entropy (median)", typeof(NotUnderstoodException))]
    public void Words_nobody_knows(string text, Type error) => Should.Throw(() => TrainingText.Model(text, DType.Float64), error);

    private static void Passes(string json)
    {
        var run = new OracleRun(OracleTable.Ops);
        run.Add(JsonDocument.Parse(json).RootElement);
        (run.Passed, string.Join('\n', run.Failures)).ShouldBe((1, ""));
    }
}
