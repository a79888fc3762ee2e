namespace Cajal.Data;

/// <summary>Says that a property of a <see cref="TrainingRowAttribute"/> is no column.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class IgnoreAttribute : Attribute;
