using Survey.Tests.Support;

namespace Survey.Tests.Journeys.Worlds;

/// <summary>
/// Two organisations show the same figures; answers, comments, hidden figures, and who was asked, answered or opted out differ. What
/// leads and HR receive and read when they act on results is the same, byte for byte (rules E1, E2, E4, E6 and E7).
/// </summary>
[Category("Slow")]
public sealed class EqualWorldsTests
{
    private static readonly Behind[] Differences = [Behind.Low, Behind.High];

    private readonly List<ReadWorld> _worlds = [];

    [OneTimeSetUp]
    public async Task ReadAsync()
    {
        foreach (var behind in Differences)
        {
            var world = await ActingWorld.MakeAsync(behind);
            _worlds.Add(new(world, behind, await world.PagesAsync(), await world.MailsAsync()));
        }
    }

    [OneTimeTearDown]
    public async Task DropAsync()
    {
        foreach (var read in _worlds)
        {
            await read.World.Test.DisposeAsync();
        }
    }

    [Test]
    public void Pages_and_files_about_cases_looks_and_meetings_are_equal()
    {
        var pages = _worlds[0].Pages;

        Compare(pages, _worlds[1].Pages);
        Assert.That(pages.Values.Count(page => page.StartsWith("200", StringComparison.Ordinal)), Is.GreaterThan(40));
        Assert.That(pages[$"{ActingWorld.Staff} Change HR-SALES quality."], Does.Contain("is asked about first in the wave that opens on"));
    }

    [Test]
    public void Mails_about_results_cases_looks_and_thanks_are_equal()
    {
        var mails = _worlds[0].Mails;

        Compare(mails, _worlds[1].Mails);
        foreach (
            var kind in new[]
            {
                "the results are in",
                "Promise missed",
                "Due on",
                "Overdue",
                "Results not looked at",
                "Thanks to your team",
            }
        )
        {
            Assert.That(mails.Keys, Has.Some.Contains(kind));
        }
        Assert.That(mails.Values, Has.Some.Contains("W1.pdf"));
    }

    [TestCase(0)]
    [TestCase(1)]
    public async Task A_comment_of_the_survey_is_in_no_case_list_file_sheet_or_mail(int world)
    {
        var read = _worlds[world];
        var word = read.Behind.Word;
        await using var server = ApiServer.Start(read.World.Test);
        using var provider = await server.ClientOfAsync(ActingWorld.Provides);
        using var customer = await server.ClientOfAsync(ActingWorld.Receives);
        var texts = read.Pages.Concat(read.Mails).ToDictionary();
        foreach (var address in CustomersAddresses)
        {
            texts.Add(address, await WorldReading.ReadAsync(customer, address));
        }

        Assert.That(await WorldReading.ReadAsync(provider, "/relationships/HR-SALES?wave=W1"), Does.Contain(word), "it is there");
        Assert.That(texts[CustomersAddresses[0]], Does.StartWith("200").And.Contain("waiting"));
        Assert.That(texts.Where(one => one.Value.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(one => one.Key), Is.Empty);
        Assert.That(await read.World.Organisation.ColumnsHoldingAsync(word), Is.EqualTo(new[] { "comment.text", "note.text" }));
    }

    private static readonly string[] CustomersAddresses =
    [
        "/reports/relationship/HR-SALES/W1/en.pdf",
        "/reports/relationship/HR-SALES/W1/en.csv",
        "/relationships/HR-SALES",
        "/relationships/HR-SALES?wave=W1",
        "/pairs/HR/SALES",
        "/",
    ];

    private static void Compare(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other)
    {
        Assert.That(other.Keys, Is.EqualTo(one.Keys));
        foreach (var (name, text) in one)
        {
            Assert.That(other[name], Is.EqualTo(text), name);
        }
    }

    private sealed record ReadWorld(
        ActingWorld World,
        Behind Behind,
        IReadOnlyDictionary<string, string> Pages,
        IReadOnlyDictionary<string, string> Mails
    );
}
