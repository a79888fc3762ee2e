#:sdk Microsoft.NET.Sdk.Web
#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.AspNetCore/Cajal.AspNetCore.csproj
// A network behind HTTP: it is trained on the moons, mapped to a path of an ASP.NET Core application, and asked for one point, for two, and for one that is wrong.
using System.Text;
using Cajal.Training;

var run = Run.Train(new Recipe { Data = "moons", Epochs = 10 });

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
var app = builder.Build();
app.MapCajal("/predict", run.Model);
await app.StartAsync();

using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
Console.WriteLine(await Ask("""{"x1": 0.5, "x2": 1.0}"""));
Console.WriteLine(await Ask("""[{"x1": 0.5, "x2": 1.0}, {"x1": 0.5, "x2": -0.5}]"""));
Console.WriteLine(await Ask("""{"x1": 0.5}"""));
await app.StopAsync();

async Task<string> Ask(string json)
{
    using var answer = await client.PostAsync("/predict", new StringContent(json, Encoding.UTF8, "application/json"));
    return await answer.Content.ReadAsStringAsync();
}
