using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Microsoft.Playwright;
using Survey.Db.Languages;
using Survey.Db.Letters;
using Survey.Db.Questionnaires;
using Survey.Reports.Letters;
using Survey.Tests.Support;
using static Survey.Tests.Reports.Letters.SampleLetters;

namespace Survey.Tests.Reports.Letters;

public sealed partial class LetterTests
{
    private readonly LetterWriter _writer = new();

    private static IEnumerable<string> Languages => Language.Codes;

    [OneTimeTearDown]
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    [TestCaseSource(nameof(Languages))]
    public async Task Both_forms_of_a_letter_say_the_same(string language)
    {
        var letter = await _writer.WriteAsync(Long(language));
        var html = new HtmlParser().ParseDocument(letter.Html);
        var seen = Spaces().Replace(html.Body!.TextContent, " ");

        foreach (
            var line in letter
                .Text.Split('\n')
                .Select(line => line.Trim())
                .Where(line => line.Length > 2 && !line.Contains("https:", StringComparison.Ordinal))
        )
        {
            foreach (var sentence in Sentences().Split(line.TrimStart('*', ' ')).Select(words => words.Trim(' ', ':', '(', ')', '.', '!')))
            {
                Assert.That(seen, Does.Contain(Spaces().Replace(sentence, " ")));
            }
        }
        var links = html.Links.Select(link => link.GetAttribute("href")).Distinct();
        Assert.That(Addresses().Matches(letter.Text).Select(match => match.Value).Distinct(), Is.EquivalentTo(links));
        Assert.That(letter.Text, Does.Not.Contain("{").And.Not.Contain("letters."));
    }

    [TestCaseSource(nameof(Languages))]
    public async Task A_letter_loads_nothing_and_runs_nothing(string language)
    {
        var html = new HtmlParser().ParseDocument((await _writer.WriteAsync(Long(language))).Html);

        Assert.That(html.QuerySelectorAll("img, script, link, iframe, form, object, [src], [background], [onclick]"), Is.Empty);
        Assert.That(html.QuerySelectorAll("style")[0].TextContent, Does.Not.Contain("url(").And.Not.Contain("@import"));
        Assert.That(html.DocumentElement.GetAttribute("lang"), Is.EqualTo(language));
    }

    [Test]
    public async Task Every_rating_has_the_word_of_its_scale_and_every_service_the_day_it_is_asked_about_since()
    {
        var letter = await _writer.WriteAsync(Long("en"));
        var html = new HtmlParser().ParseDocument(letter.Html);
        var ratings = html.QuerySelectorAll("a.rate").Select(link => Spaces().Replace(link.TextContent, " ").Trim()).ToList();

        Assert.That(
            ratings[..5],
            Is.EqualTo(
                new[] { "1 Very dissatisfied", "2 Dissatisfied", "3 Neither satisfied nor dissatisfied", "4 Satisfied", "5 Very satisfied" }
            )
        );
        Assert.That(ratings[5], Is.EqualTo("1 Very poor"));
        Assert.That(html.QuerySelector("a.rate")!.GetAttribute("aria-label"), Does.EndWith(": 1 Very dissatisfied"));
        Assert.That(letter.Text, Does.Contain("\n5 Very good\nhttps://"));
        Assert.That(letter.Text, Does.Contain("Benefits and leave – your experience since 1 November 2025"));
    }

    [Test]
    public async Task The_rating_of_a_link_stands_behind_the_hash()
    {
        var html = new HtmlParser().ParseDocument((await _writer.WriteAsync(Long("en"))).Html);

        var ratings = html.Links.Select(link => new Uri(link.GetAttribute("href")!)).Where(link => link.Fragment.Length > 0).ToList();
        Assert.That(ratings, Has.Count.EqualTo(15));
        Assert.That(ratings.Select(link => link.PathAndQuery).Distinct(), Is.EqualTo(new[] { $"/r/{Token}" }));
        Assert.That(ratings[3].Fragment, Is.EqualTo("#IT-ALL.overall=4"));
    }

    [Test]
    public async Task A_name_is_text_and_never_markup()
    {
        var letter = await _writer.WriteAsync(Long("en") with { PersonName = "<b>Bobby</b> & \"Co\"" });

        Assert.That(letter.Html, Does.Contain("&lt;b&gt;Bobby").And.Not.Contain("<b>Bobby"));
        Assert.That(letter.Text, Does.Contain("<b>Bobby</b> & \"Co\""));
    }

    [Test]
    public async Task The_closing_time_is_the_readers()
    {
        var letter = await _writer.WriteAsync(Long("fi"));
        Assert.That(letter.Text, Does.Contain("maanantaihin 9. maaliskuuta klo 9.00 asti"));
    }

    [Test]
    public async Task A_survey_that_closes_at_midnight_is_open_until_the_end_of_the_day_before()
    {
        var midnight = new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.FromHours(2));
        var own = Own("Until {closing_day}, {closing_time}", null);

        var letter = await _writer.WriteAsync(Long("en") with { ClosesAt = midnight, Own = own });

        Assert.That(letter.Subject, Is.EqualTo("Until 9 March 2026, end of day"));
        Assert.That(letter.Text, Does.Contain("Open until Monday, 9 March, end of day."));
    }

    [TestCaseSource(nameof(Languages))]
    public async Task Ones_own_team_is_spoken_of_as_such(string language)
    {
        var letter = Long(language);
        var own = letter with { Relationships = [letter.Relationships[2]] };
        var team = own.Relationships[0].Provider;
        var texts = Language.Of(language);

        var text = (await _writer.WriteAsync(own)).Text;

        Assert.That(text, Does.Contain(texts.Format("letters.within", team)).And.Contain(texts["letters.whyOwn"]));
        Assert.That(text, Does.Not.Contain(texts.Count("letters.why", 1)));
        Assert.That((await _writer.WriteAsync(letter)).Text, Does.Contain(texts["letters.whyMixed"]));
    }

    [TestCase("en", "survey")]
    [TestCase("fi", "kysely")]
    [TestCase("et", "küsitlus")]
    [TestCase("pl", "ankie")]
    [TestCase("fr", "enquête")]
    public async Task Subject_and_letter_call_it_by_one_name(string language, string name)
    {
        foreach (var kind in SurveyLetterKinds.All)
        {
            foreach (
                var letter in new[]
                {
                    Long(language, kind),
                    Long(language, kind) with
                    {
                        Relationships = [Long(language).Relationships[0]],
                    },
                }
            )
            {
                Assert.That((await _writer.WriteAsync(letter)).Subject, Does.Contain(name).IgnoreCase);
                Assert.That(string.Join(' ', letter.Introduction), Does.Contain(name).IgnoreCase);
            }
        }
        Assert.That(Language.Of(language)["letters.button"], Does.Contain(name).IgnoreCase);
        Assert.That(Language.Of(language)["respond.title"], Does.Contain(name).IgnoreCase);
    }

    [Test, Category("Slow")]
    public async Task A_letter_fits_a_phone_and_a_desk_by_day_and_by_night()
    {
        foreach (var (width, scheme) in new[] { (360, ColorScheme.Light), (700, ColorScheme.Light), (700, ColorScheme.Dark) })
        {
            var page = await Browser.NewPageAsync(width: width, height: 600, scheme: scheme);
            foreach (var language in Languages)
            {
                foreach (var (number, letter) in (await LongOnesAsync(language)).Index())
                {
                    await page.SetContentAsync(letter.Html);
                    await page.PictureAsync($"letter-{language}-{number}-{width}-{scheme}");
                    var needed = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
                    Assert.That(needed, Is.LessThanOrEqualTo(width), $"{language} at {width}");
                    Assert.That(await page.AxeAsync(), Is.Empty);
                }
            }
            await page.Context.DisposeAsync();
        }
    }

    private async Task<Letter[]> LongOnesAsync(string language) =>
        [
            await _writer.WriteAsync(Long(language)),
            await _writer.WriteAsync(Long(language, SurveyLetterKind.LastDay)),
            await _writer.WriteAsync(new SignInLetter(Language.Of(language), $"https://survey.example.org/sign-in/{Token}", 15)),
        ];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?<=[.!])\s| – | \(|, (?=5)")]
    private static partial Regex Sentences();

    [GeneratedRegex(@"https://\S+")]
    private static partial Regex Addresses();
}
