using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cajal.Analyzers.Tests;

public class RowGeneratorTests
{
    private const string Usings = "using System; using System.Collections.Generic; using Cajal.Data; Console.WriteLine(1);\n";

    [Fact]
    public async Task All_kinds_of_columns_compile_without_a_warning()
    {
        var program = Program.WithRows(await Program.Compiled(Usings + """
            namespace Homes
            {
                public enum @class { Flat, House, @new, Also = House }
                public abstract class Base { public double Area { get; set; } public virtual int Rooms => 1; }
                public partial class Outer
                {
                    [TrainingRow]
                    private sealed partial class Inner : Base
                    {
                        public override int Rooms => 2;
                        public float? Noise { get; init; }
                        public decimal Cost { get; init; }
                        public ulong @event { get; init; }
                        public bool Garden { get; init; }
                        public bool? Lift { get; init; }
                        public char Grade { get; init; }
                        public char? Zone { get; init; }
                        public string? Street { get; init; }
                        public @class Kind { get; init; }
                        public @class? Other { get; init; }
                        [Ignore] public DateTime Built { get; init; }
                        [Target(TaskKind.Classes)] public int Stars { get; init; }
                        public static int Many => 3;
                        internal int Secret { get; init; }
                    }
                    public static Dataset Make() => Dataset.From<Inner>([new()]);
                }
                [TrainingRow] public readonly partial record struct Point(double X, [property: Ignore] object Tag, [Target] string Label);
            }
            """));
        program.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) != false).ShouldBeEmpty();
        program.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        program.SyntaxTrees.Count(t => t.FilePath.EndsWith(".columns.g.cs", StringComparison.Ordinal)).ShouldBe(2);
        string inner = program.SyntaxTrees.Single(t => t.FilePath.Contains("Inner", StringComparison.Ordinal)).ToString();
        inner.ShouldContain("(\"Area\"");
        inner.ShouldNotContain("Built");
        inner.ShouldNotContain("Secret");
        inner.IndexOf("\"Rooms\"", StringComparison.Ordinal).ShouldBe(inner.LastIndexOf("\"Rooms\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[TrainingRow] record House(double Area);", "'House' is not partial")]
    [InlineData("class Outer { [TrainingRow] public partial record House(double Area); }", "'Outer' is not partial")]
    [InlineData("[TrainingRow] partial record House(double Area, DateTime Built);", "'Built' is of the type DateTime")]
    [InlineData("[TrainingRow] partial record House(double Area, double[] Sides);", "'Sides' is of the type double[]")]
    [InlineData("[TrainingRow] partial record House([Target] double Area, [Target] double Price, int Rooms);", "'Price' is a second target beside 'Area'")]
    [InlineData("[TrainingRow] partial record House([Target] double Area);", "'House' has no public property to learn from")]
    [InlineData("[TrainingRow] partial record House<T>(double Area);", "'House' has type parameters")]
    [InlineData("[TrainingRow] file partial record House(double Area);", "is seen in its file only")]
    public async Task What_cannot_be_a_row_is_told_and_gets_no_columns(string code, string sentence)
    {
        (await Program.FindingsOf(Usings + code)).Select(d => (d.Id, d.GetMessage(null))).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.Id.ShouldBe("CAJ101"), d => d.Item2.ShouldContain(sentence));
        Program.WithRows(await Program.Compiled(Usings + code)).SyntaxTrees.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_edit_elsewhere_does_not_write_the_columns_again()
    {
        var before = await Program.Compiled(Usings + "[TrainingRow] partial record House(double Area, [Target] double Price);");
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new RowGenerator().AsSourceGenerator()], driverOptions: new(default, trackIncrementalGeneratorSteps: true),
            parseOptions: new CSharpParseOptions(LanguageVersion.CSharp14));
        driver = driver.RunGenerators(before);
        driver = driver.RunGenerators(before.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Other;", new CSharpParseOptions(LanguageVersion.CSharp14))));
        driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs)
            .ShouldAllBe(o => o.Reason == IncrementalStepRunReason.Cached || o.Reason == IncrementalStepRunReason.Unchanged);
    }
}
