using System.Text.Json;
using Survey.Db.Languages;
using Survey.Reports.Charts;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Charts;

public sealed class ChartFontsTests
{
    [TestCaseSource(typeof(Language), nameof(Language.Codes))]
    public void The_font_has_every_letter_of_every_text(string language)
    {
        var texts = File.ReadAllText(Path.Combine(Repository.Root, "db", "Texts", $"{language}.json"));
        using var all = JsonDocument.Parse(texts);
        var words = Strings(all.RootElement.GetProperty("charts")).Concat(Strings(all.RootElement.GetProperty("report"))).ToList();

        Assert.That(words, Has.Count.GreaterThan(100));
        Assert.That(words.Where(word => !ChartFonts.Covers(word)), Is.Empty);
        Assert.That(ChartFonts.Covers("Відділ постачання · Τμήμα πληροφορικής · Łódź · Õhtu"));
    }

    [Test]
    public void A_narrow_no_break_space_is_drawn_as_a_usual_one() => Assert.That(ChartFonts.Plain("40\u202F%"), Is.EqualTo("40\u00A0%"));

    [Test]
    public void A_name_with_letters_that_the_font_lacks_gives_way_to_the_code()
    {
        Assert.That(ChartFonts.Drawable("経理部", "FIN"), Is.EqualTo("FIN"));
        Assert.That(ChartFonts.Drawable("Räkenskap", "FIN"), Is.EqualTo("Räkenskap"));
    }

    [Test]
    public void Long_names_are_wrapped_and_what_has_no_room_ends_in_an_ellipsis()
    {
        var lines = ChartFonts.Wrap(SampleQuestionnaire.LongName, 13, 200);
        var cut = ChartFonts.Wrap(SampleQuestionnaire.LongName, 13, 100, mostLines: 2);

        Assert.That(string.Join(' ', lines), Is.EqualTo(SampleQuestionnaire.LongName));
        Assert.That(lines.Concat(cut).Select(line => ChartFonts.Width(line, 13)), Has.All.LessThanOrEqualTo(200));
        Assert.That(cut, Has.Count.EqualTo(2));
        Assert.That(cut[^1], Does.EndWith("…"));
    }

    [Test]
    public void The_licence_is_shipped_beside_the_font() =>
        Assert.That(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fonts", "OFL.txt")),
            Does.Contain("SIL OPEN FONT LICENSE Version 1.1")
        );

    [Test]
    public void Programs_carry_the_native_files_of_the_platforms_that_they_run_on_only()
    {
        var carried = Directory
            .GetDirectories(Path.Combine(AppContext.BaseDirectory, "runtimes"), "native", SearchOption.AllDirectories)
            .Select(folder => Path.GetFileName(Path.GetDirectoryName(folder)!))
            .ToList();

        Assert.That(carried, Is.SupersetOf(new[] { "linux-x64", "linux-arm64" }));
        Assert.That(carried, Has.Count.LessThanOrEqualTo(3));
    }

    private static IEnumerable<string> Strings(JsonElement texts) => texts.EnumerateObject().Select(text => text.Value.GetString()!);
}
