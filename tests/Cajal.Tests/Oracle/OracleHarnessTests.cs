using System.Text.Json;

namespace Cajal.Tests.Oracle;

/// <summary>The harness itself: it must fail what is wrong or not understood, and skip nothing but ops Cajal does not have.</summary>
public class OracleHarnessTests
{
    private const string Right = """
        {"id":"t","op":"square","params":{},"inputs":{"x":{"shape":[2],"dtype":"f64","data":[1.5,-2]}},"outputs":{"y":{"shape":[2],"dtype":"f64","data":[2.25,4]}},
         "grad_outputs":{"y":{"shape":[2],"dtype":"f64","data":[1,0.5]}},"grads":{"x":{"shape":[2],"dtype":"f64","data":[3,-2]}}}
        """;

    [Fact]
    public void What_agrees_passes() => Run(Right).ShouldBe((1, 0, 0, ""));

    [Theory]
    [InlineData("[2.25,4]", "[2.25,4.00000002]", "y, element 1")]
    [InlineData("[3,-2]", "[3,-2.00000001]", "gradient of x, element 1")]
    [InlineData("\"params\":{}", "\"params\":{\"exponent\":2}", "not understood: parameter 'exponent'")]
    [InlineData("\"inputs\":{", "\"inputs\":{\"w\":{\"shape\":[],\"dtype\":\"f64\",\"data\":[1]},", "not understood: input 'w'")]
    [InlineData("\"params\":{}", "\"params\":{},\"mode\":\"upside down\"", "not understood: field 'mode'")]
    [InlineData("\"outputs\":{\"y\"", "\"outputs\":{\"z\"", "not understood: result 'z'")]
    [InlineData("{\"x\":{\"shape\":[2]", "{\"q\":{\"shape\":[2]", "not understood: input 'x' is missing")]
    [InlineData("{\"shape\":[2],\"dtype\":\"f64\",\"data\":[2.25,4]}", "{\"shape\":[2,1],\"dtype\":\"f64\",\"data\":[2.25,4]}", "shape")]
    [InlineData("\"dtype\":\"f64\",\"data\":[1.5,-2]", "\"dtype\":\"f16\",\"data\":[1.5,-2]", "not understood: a tensor of the element type 'f16'")]
    public void What_differs_or_is_not_understood_fails(string old, string changed, string why)
    {
        Right.ShouldContain(old);
        var (passed, failed, unsupported, failure) = Run(Right.Replace(old, changed, StringComparison.Ordinal));
        (passed, failed, unsupported).ShouldBe((0, 1, 0));
        failure.ShouldContain(why);
    }

    [Fact]
    public void An_op_that_Cajal_does_not_have_is_unsupported() => Run(Right.Replace("square", "cube")).ShouldBe((0, 0, 1, ""));

    [Fact]
    public void Words_stand_for_numbers_that_JSON_cannot_write()
    {
        string json = """{"shape":[3],"dtype":"f64","data":["NaN","Infinity","-Infinity"]}""";
        OracleTensor.Read(JsonDocument.Parse(json).RootElement).Values.ShouldBe([double.NaN, double.PositiveInfinity, double.NegativeInfinity]);
    }

    [Fact]
    public void The_last_line_counts()
    {
        var run = new OracleRun(OracleTable.Ops);
        run.Add(JsonDocument.Parse(Right).RootElement);
        run.Add(JsonDocument.Parse(Right.Replace("square", "cube")).RootElement);
        run.Lines().ShouldBe(["cube    1 unsupported", "square  1 passed", "oracle: 1 passed, 0 failed, 1 unsupported"]);
    }

    private static (int, int, int, string) Run(string json)
    {
        var run = new OracleRun(OracleTable.Ops);
        run.Add(JsonDocument.Parse(json).RootElement);
        return (run.Passed, run.Failed, run.Unsupported, string.Join('\n', run.Failures));
    }
}
