using System.Diagnostics;
using Cajal.AspNetCore;
using Cajal.Training;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cajal.Tests.Serving;

/// <summary>A model in an application of one's own.</summary>
[Collection("serving")]
public class LibraryTests(TestRuns runs)
{
    private const string Good = "{\"x1\": 0.5, \"x2\": 0.1}";

    [Fact]
    public async Task Added_to_the_services_and_mapped()
    {
        await using var app = Application(services => services.AddCajal(runs["moons"], o => o.MostRows = 2).AddHealthChecks().AddCheck<CajalHealthCheck>("model"), app =>
        {
            app.MapCajal("/ask");
            app.MapHealthChecks("/health");
        });
        await app.StartAsync();
        var client = app.GetTestClient();
        (await Post(client, "/ask", Good)).ShouldContain("probabilities");
        (await Post(client, "/ask", $"[{Good},{Good},{Good}]")).ShouldContain("more than 2 examples");
        (await client.GetStringAsync("/health")).ShouldBe("Healthy");
        (await client.GetStringAsync("/ask")).ShouldContain("\"x1\"");
        app.Services.GetRequiredService<CajalModel>().Trained!.ClassNames.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_models_at_hand_side_by_side_and_an_activity_for_each_request()
    {
        var seen = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Cajal",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = seen.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = Application(_ => { }, app =>
        {
            app.MapCajal("/moons", TrainedModel.Load(runs["moons"]));
            app.MapCajal("/people", TrainedModel.Load(runs["people"]));
        });
        await app.StartAsync();
        var client = app.GetTestClient();
        (await Post(client, "/moons", Good)).ShouldContain("class");
        (await Post(client, "/people", Good)).ShouldContain("'age' is missing");
        seen.Count(a => a.OperationName == "cajal.predict" && Equals(a.GetTagItem("http.response.status_code"), 200)).ShouldBeGreaterThanOrEqualTo(1);
        seen.ShouldContain(a => Equals(a.GetTagItem("cajal.rows"), 1));
    }

    [Fact]
    public void Without_a_model_the_lesson_comes_at_once()
    {
        using var app = Application(_ => { }, _ => { });
        Should.Throw<InvalidOperationException>(() => app.MapCajal("/ask")).Message.ShouldContain("AddCajal");
        Should.Throw<ArgumentException>(() => CajalModel.Load(new CajalOptions())).Message.ShouldContain("Path");
        Should.Throw<ArgumentException>(() => CajalModel.Load(new CajalOptions { Path = "x", BatchSize = 0 })).Message.ShouldContain("BatchSize");
        Should.Throw<RunException>(() => CajalModel.Load(new CajalOptions { Path = runs["nowhere"] }));
    }

    private static WebApplication Application(Action<IServiceCollection> services, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        services(builder.Services);
        var app = builder.Build();
        map(app);
        return app;
    }

    private static async Task<string> Post(HttpClient client, string path, string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        return await answer.Content.ReadAsStringAsync();
    }
}
