using System.Globalization;
using System.Text.Json;
using Cajal.Studio;

namespace Cajal.Tests.Studio;

/// <summary>Benches answer at the ends of all their controls, keep to their bounds, and have the lectures' numbers.</summary>
public class LessonBenchTests
{
    public static TheoryData<string> Benches() => [.. BenchList.All.Select(b => b.Name)];

    private static BenchAnswer Ask(string name, params (string Control, string Value)[] values)
    {
        var bench = BenchList.Find(name)!;
        return bench.Answer(new BenchValues(bench, new BenchQuestion { Values = values.ToDictionary(v => v.Control, v => v.Value) }), default);
    }

    private static double Number(BenchAnswer answer, string name) => answer.Numbers.Single(n => n.Name == name).Value;

    [Theory]
    [MemberData(nameof(Benches))]
    public void Every_control_can_stand_at_both_of_its_ends(string name)
    {
        foreach (var control in BenchList.Find(name)!.Controls)
            foreach (string value in Ends(control))
            {
                // Nothing can be made of points that are not drawn yet.
                var answer = value == "drawn" && BenchList.Find(name)!.Controls.Any(c => c.Kind == "points") ? Ask(name, (control.Name, value), ("points", "0,1;1,0")) : Ask(name, (control.Name, value));
                answer.Drawings.ShouldNotBeEmpty();
                answer.Numbers.Count.ShouldBe(answer.Numbers.Select(n => n.Name).Distinct().Count());
                // Infinite and lost numbers travel as words.
                JsonSerializer.Serialize(answer, LessonJson.Default.BenchAnswer).Length.ShouldBeLessThan(1_000_000);
            }
    }

    private static IEnumerable<string> Ends(Control control) => control.Kind switch
    {
        "choice" => control.Options!,
        "text" => ["a", new string('x', (int)control.Most), "一二三"],
        "points" => ["", string.Join(';', Enumerable.Repeat("1,-1", (int)control.Most))],
        "pixels" => ["", Convert.ToBase64String(new byte[(int)(control.Least * control.Least)])],
        _ => [control.Least.ToString(CultureInfo.InvariantCulture), control.Most.ToString(CultureInfo.InvariantCulture)],
    };

    [Theory]
    [MemberData(nameof(Benches))]
    public void The_same_values_give_the_same_answer_in_both_languages(string name)
    {
        var bench = BenchList.Find(name)!;
        BenchAnswer english = Ask(name), chinese = bench.Answer(new BenchValues(bench, new BenchQuestion { Language = "zh" }), default);
        chinese.Numbers.Select(n => (n.Name, n.Value)).ShouldBe(english.Numbers.Select(n => (n.Name, n.Value)));
        chinese.Drawings.Select(d => d.GetType()).ShouldBe(english.Drawings.Select(d => d.GetType()));
        chinese.Drawings.ShouldAllBe(d => System.Text.RegularExpressions.Regex.IsMatch(d.Title, "[\u4e00-\u9fff]"));
    }

    [Theory]
    [InlineData("neuron", "w1", "6")]
    [InlineData("neuron", "w1", "NaN")]
    [InlineData("neuron", "w1", "")]
    [InlineData("neuron", "activation", "evil")]
    [InlineData("neuron", "nothing", "1")]
    [InlineData("perceptron", "examples", "61")]
    [InlineData("perceptron", "examples", "1.5")]
    [InlineData("gan", "phase", "100000")]
    [InlineData("gan", "points", "3,0")]
    [InlineData("gan", "points", "1;2")]
    [InlineData("convolution", "drawing", "AAAA")]
    [InlineData("convolution", "drawing", "no base 64")]
    public void What_is_outside_of_the_bounds_is_refused_with_a_reason(string bench, string control, string value) =>
        Should.Throw<ArgumentException>(() => Ask(bench, (control, value))).Message.ShouldContain("received");

    [Fact]
    public void Too_many_points_none_at_all_and_too_long_a_sentence_are_refused()
    {
        Should.Throw<ArgumentException>(() => Ask("gan", ("shape", "drawn"))).Message.ShouldContain("Draw some points");
        Should.Throw<ArgumentException>(() => Ask("gan", ("points", string.Join(';', Enumerable.Repeat("1,1", 201))))).Message.ShouldContain("200");
        Should.Throw<ArgumentException>(() => Ask("attention", ("sentence", new string('a', 121)))).Message.ShouldContain("120");
    }

    [Fact]
    public void The_forward_pass_has_the_lectures_numbers()
    {
        var answer = Ask("forward");
        foreach (var (name, value) in new[] { ("z1", 0.52), ("z2", 0.43), ("a1", 0.6271477663), ("a2", 0.6058736684), ("z3", 0.9792254940), ("y", 0.7269545104) }) Number(answer, name).ShouldBe(value, 1e-10);
    }

    [Fact]
    public void Backpropagation_has_the_lectures_numbers_on_both_networks()
    {
        var demo = Ask("backward");
        foreach (var (name, value) in new[]
        {
            ("y", 0.6902834929), ("loss", 0.0181039038), ("delta", 0.0406811251), ("w1", 0.2723259651), ("w2", 0.8729983630), ("w3", 0.0990709288), ("w4", 0.7976109599), ("w5", 0.3971399242), ("w6", 0.5926455195),
            ("yAfter", 0.6820185833), ("lossAfter", 0.0165653823),
        })
            Number(demo, name).ShouldBe(value, 1e-9, name);
        var forward = Ask("backward", ("example", "forward"), ("target", "1"));
        Number(forward, "loss").ShouldBe(0.0372769197, 1e-9);
        Number(forward, "delta").ShouldBe(-0.0541972498, 1e-9);
    }

    [Fact]
    public void Other_lectures_numbers()
    {
        var perceptron = Ask("perceptron", ("examples", "24"));
        (Number(perceptron, "updates"), Number(perceptron, "wrong"), Number(perceptron, "w1"), Number(perceptron, "w2"), Number(perceptron, "b")).ShouldBe((11, 0, 2, 1, -3));
        Number(Ask("perceptron", ("task", "XOR"), ("examples", "60")), "wrong").ShouldBeGreaterThan(0);
        Number(Ask("neuron", ("w1", "0.2"), ("w2", "0.4"), ("b", "0.1"), ("x1", "0.5"), ("x2", "0.8")), "a").ShouldBe(0.6271477663, 1e-9);
        Number(Ask("activation", ("z", "5")), "slope").ShouldBe(0.0066480567, 1e-9);
        Number(Ask("activation", ("layers", "10")), "left").ShouldBe(Math.Pow(0.25, 10), 1e-15);
        Number(Ask("convolution", ("picture", "lecture"), ("filter", "curve")), "response").ShouldBe(6600);
        Number(Ask("loss", ("z", "-8")), "slope").ShouldBe(-0.99966465, 1e-7);
        Number(Ask("hidden"), "right").ShouldBeLessThan(4);
        Number(Ask("attention", ("sharpness", "0")), "own").ShouldBe(1 / 7.0, 1e-6);
        Number(Ask("trust", ("temperature", "5")), "accuracy").ShouldBe(Number(Ask("trust"), "accuracy"));
    }

    [Fact]
    public void What_nobody_waits_for_any_more_ends()
    {
        var bench = BenchList.Find("gan")!;
        Should.Throw<OperationCanceledException>(() => bench.Answer(new BenchValues(bench, new BenchQuestion { Values = new() { ["phase"] = "160" } }), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_large_beta_ends_what_codes_tell_and_none_leaves_gaps_between_them()
    {
        double Told(string beta) => Number(Ask("vae", ("rounds", "40"), ("beta", beta)), "told");
        double Distance(string beta) => Number(Ask("vae", ("rounds", "40"), ("beta", beta)), "distance");
        Told("10").ShouldBeLessThan(0.1);
        Told("1").ShouldBeInRange(1, 6);
        Distance("1").ShouldBeLessThan(0.5 * Distance("0"));
    }

    [Fact]
    public void Noise_is_taken_off_step_by_step_and_little_training_leaves_points_astray()
    {
        (double Noise, double Distance) At(string updates, string steps) => Ask("diffusion", ("updates", updates), ("steps", steps)) is var answer ? (Number(answer, "noise"), Number(answer, "distance")) : default;
        double[] noise = [.. new[] { "0", "10", "20", "30", "40" }.Select(steps => At("600", steps).Noise)];
        noise.ShouldBe(noise.OrderDescending());
        noise[0].ShouldBe(1, 0.01);
        noise[^1].ShouldBe(0, 0.01);
        At("1500", "40").Distance.ShouldBeLessThan(0.5 * At("100", "40").Distance);
    }
}
