namespace Cajal.Tests.House;

/// <summary>Tests that change the process's current folder or console, count its allocations or rely on no option changing elsewhere: they take turns,
/// and nothing runs beside them.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public class Alone;
