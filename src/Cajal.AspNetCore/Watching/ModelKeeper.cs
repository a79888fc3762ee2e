using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cajal.AspNetCore;

/// <summary>Looks after the model of an application: new versions of its files, and drift of what comes in.</summary>
internal sealed class ModelKeeper(CajalModel model, ILogger<ModelKeeper> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // After the application has begun to answer: single rows are ready, and need not wait for batches.
        await Task.Run(() => Try(model.WarmUp), stoppingToken);
        if (model.Options.LookEvery is not { } pause) return;
        using var timer = new PeriodicTimer(pause);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Try(model.Look);
    }

    private void Try(Action look)
    {
        try
        {
            look();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Log.NotLooked(logger, error);
        }
    }
}
