using System.Text.Json;
using System.Text.RegularExpressions;
using Survey.Db.Pulses;
using Survey.Db.Results;
using Survey.Db.Viewers;
using Survey.Db.WaveLifecycle;
using Survey.Db.Waves;
using Survey.Reports.Contents;
using Survey.Reports.Publishing;
using Survey.Tests.Reports;
using Survey.Tests.Support;

namespace Survey.Tests.Journeys;

/// <summary>When raw answers are deleted after the organisation's time (rule D8), nobody who reads results notices.</summary>
public sealed partial class DeletedAnswersTests
{
    private static readonly DateTimeOffset Start = OpenWave.FirstMonday;
    private static readonly DateTimeOffset Later = Start.AddMonths(14);

    private TestDatabase _test = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task SealTwoWavesAsync()
    {
        _test = await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_test.Database);
        await _organisation.PeopleAsync("SHOP", 30);
        await _organisation.RelationshipAsync("SALES-SHOP", "SALES", "SHOP");
        await _organisation.RunAsync("update unit set lead_email = 'sales1@example.org' where code = 'SALES'");
        await SealAsync(await AnswerAsync(day: 0, up: 0), day: 8);
        await SealAsync(await AnswerAsync(day: 28, up: 1), day: 36);
    }

    [TearDown]
    public ValueTask DropAsync() => _test.DisposeAsync();

    [Test]
    public async Task Every_page_file_answer_and_preview_stays_as_it_was_byte_for_byte()
    {
        var open = await AnswerAsync(day: 56, up: 0);
        await using var server = ApiServer.Start(_test);
        server.Clock.Now = Later;
        var before = await EverythingAsync(server);
        var answersOfTheOpenWave = await AnswersAsync(open);

        Assert.That(await Retention.DeleteDueAsync(_test.Database, 12, Later, default), Is.EqualTo(2));

        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from response where wave_id <> @Id", new { open.Id }), Is.Zero);
        Assert.That(await AnswersAsync(open), Is.EqualTo(answersOfTheOpenWave).And.Not.Empty);
        var after = await EverythingAsync(server);
        Assert.That(after.Keys, Is.EqualTo(before.Keys).And.Count.GreaterThan(60));
        Assert.That(after.Where(page => page.Value != before[page.Key]).Select(page => page.Key), Is.Empty);
    }

    [Test]
    public async Task The_next_wave_is_compared_and_its_trend_goes_on_as_if_nothing_had_been_deleted()
    {
        var kept = await NextResultsAsync();
        await _test.DisposeAsync();
        await SealTwoWavesAsync();
        Assert.That(await Retention.DeleteDueAsync(_test.Database, 1, Start.AddDays(70), default), Is.EqualTo(2));

        Assert.That(await NextResultsAsync(), Is.EqualTo(kept).And.Some.Contains("before").And.Some.Contains("better"));
    }

    /// <returns>By address: pages and files of HR and of a lead, JSON, the printed PDF, and the preview of the next wave.</returns>
    private async Task<SortedDictionary<string, string>> EverythingAsync(ApiServer server)
    {
        using var hr = await server.ClientOfAsync("hr1@example.org", "hr");
        using var lead = await server.ClientOfAsync("sales1@example.org");
        await using var connection = await _test.Database.OpenAsync();
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        // A workbook is a ZIP file, which has the time in it.
        foreach (var page in (await hr.WalkAsync()).Where(page => !page.Address.EndsWith(".xlsx", StringComparison.Ordinal)))
        {
            all.Add($"HR {page.Address}", Token().Replace(page.Content, ""));
        }
        foreach (var page in await lead.WalkAsync())
        {
            all.Add($"lead {page.Address}", Token().Replace(page.Content, ""));
        }
        var viewer = Viewer.InRoles("hr1@example.org", new HeldRole("hr", []));
        foreach (var wave in (await SealedWaves.ListAsync(connection, default)).Select(wave => wave.Code))
        {
            all.Add($"JSON pairs {wave}", await hr.GetStringAsync($"/api/v1/pairs?wave={wave}"));
            foreach (var code in await _organisation.ListAsync<string>("select code from relationship order by code"))
            {
                all.Add($"JSON {code} {wave}", await hr.GetStringAsync($"/api/v1/relationships/{code}?wave={wave}"));
                all.Add(
                    $"PDF {code} {wave}",
                    await Printed.HtmlAsync((await RelationshipReport.LoadAsync(connection, viewer, code, wave, default))!)
                );
            }
            foreach (var code in await _organisation.ListAsync<string>("select code from unit order by code"))
            {
                if (await UnitReport.LoadAsync(connection, viewer, code, wave, default) is { } unit)
                {
                    all.Add($"PDF unit {code} {wave}", await Printed.HtmlAsync(unit));
                }
            }
            all.Add($"PDF {wave}", await Printed.HtmlAsync((await OrganisationReport.LoadAsync(connection, viewer, wave, default))!));
        }
        var pulse = (await PulseList.FindAsync(connection, "MONTHLY", default))!;
        all.Add("preview", JsonSerializer.Serialize(await WavePreview.MakeAsync(connection, pulse, Later, default)));
        return all;
    }

    /// <summary>Opens a wave and lets all but some answer, with every step rated.</summary>
    /// <param name="up">How much better waiting is than at first.</param>
    private async Task<OpenWave> AnswerAsync(int day, int up)
    {
        var wave = await OpenWave.OpenAsync(_organisation, at: Start.AddDays(day));
        foreach (var (place, invitation) in wave.Invitations.Index().Where(one => one.Index % 7 != 0))
        {
            foreach (var rating in invitation.Ratings)
            {
                var waiting = Math.Min(5, 1 + place % 3 + up);
                await wave.AnswerAsync(
                    _organisation,
                    invitation,
                    rating.Relationship,
                    Answering.Rated(Math.Min(5, waiting + place % 2), 1 + place % 5, waiting, 1 + place / 2 % 5),
                    timeLost: place % 5
                );
            }
        }
        return wave;
    }

    private async Task SealAsync(OpenWave wave, int day)
    {
        await wave.CloseAsync(_organisation);
        await Sealing.SealAsync(_test.Database, TestFigureKey.Key, wave.Id, Start.AddDays(day), default);
    }

    private Task<IReadOnlyList<string>> AnswersAsync(OpenWave wave) =>
        _organisation.ListAsync<string>("select response::text from response where wave_id = @Id order by id", new { wave.Id });

    /// <summary>Of a third wave, and of those before it.</summary>
    private async Task<IReadOnlyList<string>> NextResultsAsync()
    {
        await SealAsync(await AnswerAsync(day: 56, up: 2), day: 64);
        return await _organisation.ListAsync<string>(
            """
            select f::text from published_figure f union all select v::text from published_verdict v union all
            select p::text from published_participation p union all select h::text from blurred_histogram h union all
            select s::text from published_slope s union all select s::text from published_step s union all
            select g::text from published_gap g union all select g::text from reporting_group g order by 1
            """
        );
    }

    /// <summary>Made anew for each form.</summary>
    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"[^\"]+\"")]
    private static partial Regex Token();
}
