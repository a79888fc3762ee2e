using Cajal.AspNetCore;

namespace Cajal.Cli;

/// <summary>How <c>cajal serve</c> listens.</summary>
/// <param name="Model">The model and its limits.</param>
/// <param name="Port">The port of 127.0.0.1; 0 takes a free one.</param>
/// <param name="Connections">The most connections at the same time.</param>
internal sealed record ServeSettings(CajalOptions Model, int Port, int Connections);
