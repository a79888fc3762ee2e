namespace Cajal.Fetch;

/// <summary>A classic data set that lies in public: what it is, where its files are, and what one owes its makers.</summary>
/// <param name="Name">The name it is fetched and trained by.</param>
/// <param name="Description">One line.</param>
/// <param name="Files">Its files.</param>
/// <param name="Licence">The terms its makers give it under.</param>
/// <param name="Citation">What to cite.</param>
public sealed record PublicSet(string Name, string Description, IReadOnlyList<PublicFile> Files, string Licence, string Citation);
