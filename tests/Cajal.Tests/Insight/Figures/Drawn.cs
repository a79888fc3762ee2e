using System.Globalization;
using System.Xml.Linq;
using Cajal.Insight;

namespace Cajal.Tests.Insight.Figures;

/// <summary>A figure as a reader of XML sees it.</summary>
internal sealed class Drawn
{
    private static readonly XNamespace Ns = "http://www.w3.org/2000/svg";

    public Drawn(Figure figure, Theme theme = Theme.Light) => Root = XDocument.Parse(figure.ToSvg(theme)).Root!;

    public XElement Root { get; }

    public IReadOnlyList<string> Words => [.. Root.Descendants(Ns + "text").Select(t => t.Value)];

    public string Style => Root.Element(Ns + "style")!.Value;

    public string Title => Root.Element(Ns + "title")!.Value;

    public string Description => Root.Element(Ns + "desc")?.Value ?? "";

    /// <summary>The inside of the first chart: what is clipped to its axes.</summary>
    public XElement Area => Root.Elements(Ns + "svg").First();

    public IReadOnlyList<XElement> Texts => [.. Root.Elements(Ns + "text"), .. Root.Elements(Ns + "g").Elements(Ns + "text")];

    public IEnumerable<XElement> Paths(XElement within) => within.Descendants(Ns + "path");

    public static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
