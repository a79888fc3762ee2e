using System.Diagnostics;
using Cajal.Insight;
using Cajal.Tests.Training;
using Cajal.Training;

namespace Cajal.Tests.Insight.Reports;

public class ReportInBrowserTests
{
    [SkippableFact]
    public void The_script_adds_sliders_and_switches_and_the_page_is_whole_without_it()
    {
        string? chromium = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        Skip.If(chromium is null, "no Chromium here");
        using var folder = new TemporaryFolder();
        string path = Run.Train(ReportTests.Moons, folder["run"]).WriteReport(), html = File.ReadAllText(path);
        // A probe at the end of the page uses it as a reader would and leaves what it saw in the title.
        string probe = """
            <script>
            const key = document.querySelector('[data-key="training"]');
            key.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
            const chart = document.querySelector('svg svg[data-axes]');
            chart.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
            const slider = document.querySelector('input[type=range]');
            const shape = () => document.querySelector('g[data-series="at the step"] path').getAttribute('d');
            const before = shape(); slider.value = 0; slider.dispatchEvent(new Event('input'));
            document.title = [key.getAttribute('aria-pressed'), document.querySelector('[data-series="training"]').style.display,
              document.querySelector('[aria-live]').textContent.startsWith('5') || document.querySelector('[aria-live]').textContent,
              before !== shape(), document.querySelector('output').textContent].join('|');
            </script>
            """;
        File.WriteAllText(folder["with.html"], html.Replace("</body>", probe + "</body>", StringComparison.Ordinal));
        string seen = Dump(chromium!, folder["with.html"], folder["profile"]);
        string title = seen[(seen.IndexOf("<title>", StringComparison.Ordinal) + 7)..seen.IndexOf("</title>", StringComparison.Ordinal)];
        title.Split('|')[..2].ShouldBe(["false", "none"], title);
        title.Split('|')[2].ShouldContain("validation: ");
        title.Split('|')[3..].ShouldBe(["true", "before step 0"], title);
    }

    private static string Dump(string chromium, string page, string profile)
    {
        using var process = Process.Start(new ProcessStartInfo(chromium,
            ["--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND", $"--user-data-dir={profile}", "--virtual-time-budget=3000", "--dump-dom", new Uri(page).AbsoluteUri])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text;
    }
}
