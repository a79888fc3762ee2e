using System.Diagnostics.Metrics;
using Cajal.AspNetCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary><c>services.AddCajal("runs/my-run")</c>: a model for an application.</summary>
public static class CajalServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds a <see cref="CajalModel"/>, whose files are looked at while the application runs.</summary>
        /// <param name="path">The folder of a run or of a model, or an ONNX file.</param>
        /// <param name="configure">Changes its limits; null keeps the usual ones.</param>
        public IServiceCollection AddCajal(string path, Action<CajalOptions>? configure = null)
        {
            services.AddOptions<CajalOptions>().Configure(options => options.Path = path);
            if (configure is not null) services.Configure(configure);
            return services.AddCajal();
        }

        /// <summary>The same with a path and limits from the application's options: <c>services.Configure&lt;CajalOptions&gt;(…)</c>.</summary>
        public IServiceCollection AddCajal()
        {
            services.AddMetrics();
            services.AddSingleton(provider => CajalModel.Load(provider.GetRequiredService<IOptions<CajalOptions>>().Value, provider.GetService<IMeterFactory>(),
                provider.GetService<ILoggerFactory>()?.CreateLogger("Cajal")));
            services.AddSingleton<IHostedService, ModelKeeper>();
            return services;
        }
    }
}
