using Cajal.Benchmarks;
using Cajal.Benchmarks.Command;

// First, and past everything else: a step is trained here and the clock that judges it started with the process.
if (args is ["startup", ..]) return Startup.Run(explain: args is [_, "--explain"]);
return CommandLine.Run(args, Console.Out, Console.Error);
