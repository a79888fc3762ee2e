using System.Text.RegularExpressions;
using Cajal.Studio;

namespace Cajal.Tests.Studio;

/// <summary>Every lesson is whole, in both languages, and its check is passed by its solution and not by its start.</summary>
public class LessonTests
{
    private static readonly LessonShelf Shelf = new(null);

    public static TheoryData<string> Lessons() => [.. Shelf.Names];

    [Fact]
    public void There_are_at_least_sixteen_lessons_in_order_and_each_bench_has_one()
    {
        Shelf.Names.Count.ShouldBeGreaterThanOrEqualTo(16);
        Shelf.Names.Select((n, i) => n.StartsWith($"{i + 1:00}-", StringComparison.Ordinal)).ShouldAllBe(right => right);
        Shelf.Names.Select(n => Shelf.Find(n, "en")!.Bench).Order().ShouldBe(BenchList.All.Select(b => b.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public void Both_languages_have_the_same_structure(string name)
    {
        Shelf.Text($"{name}.zh.md").ShouldNotBeNull();
        Lesson english = Shelf.Find(name, "en")!, chinese = Shelf.Find(name, "zh")!;
        Regex.IsMatch(chinese.Title + chinese.Question, "[\u4e00-\u9fff]").ShouldBeTrue();
        Regex.IsMatch(english.Title + english.Question + string.Concat(english.Intro), "[\u4e00-\u9fff]").ShouldBeFalse();
        chinese.Choices.Count.ShouldBe(english.Choices.Count);
        (chinese.Right, chinese.Formula.Split('\n').Length, chinese.Code, chinese.Printed, chinese.Link, chinese.Bench).ShouldBe((english.Right, english.Formula.Split('\n').Length, english.Code, english.Printed, english.Link, english.Bench));
        chinese.Checks.ShouldBe(english.Checks);
        // A text may start in its own language, and then has a solution of its own.
        if (english.Controls.All(c => c.Control.Kind != "text")) chinese.Solution.ShouldBe(english.Solution, ignoreOrder: true);
        chinese.Controls.Where(c => c.Control.Kind != "text").Select(c => (c.Control.Name, c.Control.Start, c.Control.Least, c.Control.Most)).ShouldBe(english.Controls.Where(c => c.Control.Kind != "text").Select(c => (c.Control.Name, c.Control.Start, c.Control.Least, c.Control.Most)));
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public void Nothing_is_missing(string name)
    {
        foreach (string language in new[] { "en", "zh" })
        {
            var lesson = Shelf.Find(name, language)!;
            foreach (var part in new[] { lesson.Intro, lesson.Reason, lesson.Try, lesson.Task, lesson.FormulaSays }) part.Count.ShouldBeGreaterThan(0, language);
            foreach (string text in new[] { lesson.Question, lesson.Formula, lesson.Code, lesson.Printed }) text.ShouldNotBeNullOrWhiteSpace();
            lesson.Code.Split('\n').Length.ShouldBeLessThanOrEqualTo(12);
            lesson.Controls.ShouldNotBeEmpty();
            lesson.Controls.ShouldAllBe(c => c.Label.Length > 0);
            lesson.Checks.ShouldNotBeEmpty();
            // Every control of its bench can be moved, and every line of controls was understood.
            lesson.Controls.Select(c => c.Control.Name).Order().ShouldBe(BenchList.Find(lesson.Bench)!.Controls.Select(c => c.Name).Order());
            if (lesson.Link.Length > 0) _ = new Bench(StateText.Read(lesson.Link, out _));
        }
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public void The_check_is_passed_by_the_solution_and_not_at_the_start(string name)
    {
        foreach (string language in new[] { "en", "zh" })
        {
            var lesson = Shelf.Find(name, language)!;
            var start = lesson.Controls.ToDictionary(c => c.Control.Name, c => c.Control.Start);
            lesson.Checks.ShouldContain(c => !c.Holds(Ask(lesson, start)), $"{name} is passed before anything was done");
            foreach (var (control, value) in lesson.Solution)
            {
                lesson.Controls.First(c => c.Control.Name == control).Control.Refuses(value).ShouldBeNull();
                start[control] = value;
            }
            lesson.Checks.ShouldAllBe(c => c.Holds(Ask(lesson, start)), $"{name} is not passed by its solution");
        }
    }

    [Fact]
    public void A_teachers_folder_takes_the_place_of_those_inside_and_what_is_wrong_in_it_is_said()
    {
        string folder = Directory.CreateTempSubdirectory("cajal-lessons-").FullName;
        try
        {
            var shelf = new LessonShelf(folder);
            string text = Shelf.Text("01-neuron.en.md")!;
            File.WriteAllText(Path.Combine(folder, "01-mine.en.md"), text.Replace("title: The neuron", "title: My neuron", StringComparison.Ordinal));
            shelf.Titles("zh").ShouldBe([new LessonTitle("01-mine", "My neuron")]);
            shelf.Find("../01-mine", "en").ShouldBeNull();
            shelf.Find("01-neuron", "en").ShouldBeNull();
            foreach (var (was, becomes, said) in new[]
            {
                ("bench: neuron", "bench: brain", "brain"), ("- [x]", "- [ ]", "one of them right"), ("## Formula", "## Formel", "## Formula"), ("- w1 = 1", "- w1 = 100", "bounds"), ("- w1 =", "- weight =", "weight"), ("```check", "```text", "```check"), ("---\ntitle", "title", "head"),
            })
            {
                text.ShouldContain(was);
                File.WriteAllText(Path.Combine(folder, "01-mine.en.md"), text.Replace(was, becomes, StringComparison.Ordinal));
                Should.Throw<FormatException>(() => shelf.Find("01-mine", "en")).Message.ShouldContain(said);
                shelf.Titles("en").ShouldBe([new LessonTitle("01-mine", "01-mine")]);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static BenchAnswer Ask(Lesson lesson, Dictionary<string, string> values)
    {
        var bench = BenchList.Find(lesson.Bench)!;
        return bench.Answer(new BenchValues(bench, new BenchQuestion { Values = values }), default);
    }
}
