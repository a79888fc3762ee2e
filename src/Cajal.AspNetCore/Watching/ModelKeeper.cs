using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cajal.AspNetCore;

/// <summary>Looks after the model of an application: new versions of its files, and drift of what comes in.</summary>
internal sealed class ModelKeeper(CajalModel model, ILogger<ModelKeeper> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (model.Options.LookEvery is not { } pause) return;
        using var timer = new PeriodicTimer(pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                model.Look();
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                Log.NotLooked(logger, error);
            }
        }
    }
}
