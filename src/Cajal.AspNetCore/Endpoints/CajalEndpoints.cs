using System.Diagnostics.Metrics;
using Cajal.AspNetCore;
using Cajal.Training;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.AspNetCore.Builder;

/// <summary><c>app.MapCajal("/predict")</c>: a model as an endpoint.</summary>
public static class CajalEndpoints
{
    extension(IEndpointRouteBuilder endpoints)
    {
        /// <summary>Answers to examples that are posted to a path with the model of <c>services.AddCajal(…)</c>; a GET says what it reads and answers.</summary>
        /// <param name="pattern">The path, such as <c>/predict</c>.</param>
        /// <returns>Both endpoints, to be given names, rights or limits.</returns>
        public IEndpointConventionBuilder MapCajal(string pattern) => endpoints.MapCajal(pattern, endpoints.ServiceProvider.GetService<CajalModel>()
            ?? throw new InvalidOperationException("There is no model to map: add one with services.AddCajal(\"runs/my-run\"), or hand one over: app.MapCajal(pattern, model)."));

        /// <summary>Answers with a model at hand, which does not change.</summary>
        /// <param name="pattern">The path, such as <c>/predict</c>.</param>
        /// <param name="model">The model.</param>
        /// <param name="options">Limits, and what is watched; null for the usual ones.</param>
        /// <inheritdoc cref="MapCajal(IEndpointRouteBuilder, string)" path="/returns"/>
        public IEndpointConventionBuilder MapCajal(string pattern, TrainedModel model, CajalOptions? options = null) => endpoints.MapCajal(pattern,
            CajalModel.Of(model, options, endpoints.ServiceProvider.GetService<IMeterFactory>(), LoggerOf(endpoints)));

        /// <summary>Answers with a model that may be swapped while it is served; who looks after its files calls <see cref="CajalModel.Look"/>.</summary>
        /// <param name="pattern">The path, such as <c>/predict</c>.</param>
        /// <param name="model">The model.</param>
        /// <inheritdoc cref="MapCajal(IEndpointRouteBuilder, string)" path="/returns"/>
        public IEndpointConventionBuilder MapCajal(string pattern, CajalModel model)
        {
            var predict = new PredictEndpoint(model, LoggerOf(endpoints));
            var group = endpoints.MapGroup(pattern);
            RequestDelegate describe = context => ModelDescription.Write(context, model).AsTask(), answer = predict.Handle;
            // The method is what makes an endpoint known to the OpenAPI document of the application.
            OpenApiDescription.DescribePost(group.MapPost("", answer).WithMetadata(answer.Method), model);
            OpenApiDescription.DescribeGet(group.MapGet("", describe).WithMetadata(describe.Method), model);
            return group;
        }
    }

    private static ILogger LoggerOf(IEndpointRouteBuilder endpoints) =>
        endpoints.ServiceProvider.GetService<ILoggerFactory>()?.CreateLogger("Cajal") ?? NullLogger.Instance;
}
