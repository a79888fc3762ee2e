using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cajal.AspNetCore;

/// <summary>For <c>services.AddHealthChecks().AddCheck&lt;CajalHealthCheck&gt;("model")</c>: degraded while the newest version of the model's files cannot be served.</summary>
public sealed class CajalHealthCheck(CajalModel model) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>
        {
            ["version"] = model.Version,
            ["loaded"] = model.Loaded,
            ["running"] = model.Running,
            ["drifted"] = (model.Watch?.Drift?.Drifted ?? []).Select(d => d.Column).ToArray(),
        };
        return Task.FromResult(model.Trouble is { } trouble ? HealthCheckResult.Degraded(trouble, data: data) : HealthCheckResult.Healthy(model.Notice ?? "The newest version of the model answers.", data));
    }
}
