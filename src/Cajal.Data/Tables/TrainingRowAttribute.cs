namespace Cajal.Data;

/// <summary>Says that a class, struct or record is a row of a table: its readable properties become columns. The code that reads them is generated when the program is built, so nothing
/// is looked up at run time; the type has to be partial.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class TrainingRowAttribute : Attribute;
