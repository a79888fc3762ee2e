using Cajal.Data;
using Cajal.Onnx;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>A session's network as a file.</summary>
internal static class Export
{
    /// <summary>The answer to a request for a file: <c>csharp</c>, <c>onnx</c>, <c>safetensors</c>, <c>json</c>, <c>run</c>, <c>curves</c> or <c>report</c>.</summary>
    public static async Task<IResult> AsResultAsync(HttpContext context, Session? session, string kind)
    {
        if (session is null) return Results.NotFound(Tongue.Say("This session is over."));
        try
        {
            return kind switch
            {
                "csharp" => Results.File(await session.Look(c => System.Text.Encoding.UTF8.GetBytes(CodeExport.Of(c.Bench))), "text/plain; charset=utf-8", "playground.cs"),
                "onnx" => Results.File(await session.Look(Onnx), "application/octet-stream", "playground.onnx"),
                "safetensors" => Results.File(await session.Look(SafeTensors), "application/octet-stream", "playground.safetensors"),
                "json" => Results.File(await session.Look(NetworkJson.Of), "application/json", "playground.json"),
                "run" => Results.File(await session.Look(c => RunExport.Of(c.Bench)), "application/zip", "playground-run.zip"),
                "curves" => Results.File(await session.Look(c => System.Text.Encoding.UTF8.GetBytes(CurvesCsv.Of(c.Curves.Curves))), "text/csv; charset=utf-8", "playground-curves.csv"),
                "report" => ReportPage.Answer(context, await session.Look(c => PlaygroundReport.Of(c).ToHtml())),
                _ => Results.NotFound(Tongue.Say("A network is exported as csharp, onnx, safetensors, json or run, its training as curves or report.")),
            };
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or RunException or DatasetException)
        {
            return Results.Text(Tongue.Say(e.Message), statusCode: StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>The network as ONNX: features [n, inputs] → [n, outputs].</summary>
    public static byte[] Onnx(Course course) => Aside(".onnx", file => OnnxExport.Save(course.Bench.Network, Tensor.Zeros([1, course.Bench.Inputs.Length]), file));

    private static byte[] SafeTensors(Course course) => Aside(".safetensors", file => ModelWeights.Save(file, course.Bench.Network));

    private static byte[] Aside(string extension, Action<string> write)
    {
        string file = Path.Combine(Path.GetTempPath(), $"cajal-studio-{Guid.NewGuid():N}{extension}");
        try
        {
            write(file);
            return File.ReadAllBytes(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
