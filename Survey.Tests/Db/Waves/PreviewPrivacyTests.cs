using System.Text.Json;
using Survey.Db.Pulses;
using Survey.Db.Waves;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

/// <summary>Somebody at HR looks at the preview again and again, to find out who asked to be left alone.</summary>
public sealed class PreviewPrivacyTests : InSmallOrganisation
{
    private static readonly DateTimeOffset Morning = OpenWave.FirstMonday.AddDays(-3);

    [SetUp]
    public Task CreateAsync() => OpenParticipation.RenewChoicesAsync(Test.Database, TestFigureKey.Key, Morning, default);

    [TestCase("insert into opt_out (person_id, until) select id, null from person where email = @email")]
    [TestCase("insert into opt_out (person_id, until) select id, '2026-05-01'::date from person where email = @email")]
    [TestCase(
        "insert into relationship_pause (person_id, relationship_id, until) select person.id, relationship.id, '2027-03-09' "
            + "from person, relationship where email = @email and relationship.code = 'HR-SALES'"
    )]
    public async Task Two_previews_do_not_tell_that_somebody_asked_for_peace_between_them(string choice)
    {
        var before = await PreviewAsync(Morning);
        await Organisation.RunAsync(choice, new { email = "sales1@example.org" });
        await OpenParticipation.RenewChoicesAsync(Test.Database, TestFigureKey.Key, Morning.AddHours(6), default);
        var after = await PreviewAsync(Morning);

        Assert.That(after, Is.EqualTo(before));
        Assert.That(await OpenedForAsync("sales1@example.org"), Is.Not.EqualTo(3), "the choice holds all the same");
    }

    [Test]
    public async Task The_next_day_only_a_rounded_total_has_changed_and_only_when_enough_have_chosen()
    {
        var before = await PreviewAsync(Morning);
        await OptOutAsync(20);
        var sameDay = await PreviewAsync(Morning);
        var nextDay = await NextDayAsync(1);

        Assert.That(sameDay, Is.EqualTo(before));
        Assert.That(nextDay, Does.Match("\"ByChoice\":(15|20)"), "moved by 3 at most, then down to a multiple of 5");
        Assert.That(
            System.Text.RegularExpressions.Regex.Replace(WithoutDay(nextDay), "\"ByChoice\":\\d+", "\"ByChoice\":null"),
            Is.EqualTo(WithoutDay(before))
        );
    }

    [Test]
    public async Task The_total_is_told_in_steps_that_no_pulse_finds_too_small()
    {
        await Organisation.PulseAsync("CAREFUL", minimumGroup: 8);
        await OptOutAsync(20);

        await NextDayAsync(1);

        Assert.That(await Organisation.OneAsync<string>("select step || ' ' || people from choice_count"), Is.EqualTo("8 16"));
    }

    private async Task<string> NextDayAsync(int days)
    {
        await OpenParticipation.RenewChoicesAsync(Test.Database, TestFigureKey.Key, Morning.AddDays(days), default);
        return await PreviewAsync(Morning);
    }

    /// <summary>The first of the shop and the sales people, so many in all.</summary>
    private Task<int> OptOutAsync(int people) =>
        Organisation.RunAsync(
            "insert into opt_out (person_id) select id from person where email similar to '(shop|sales)%' "
                + "order by email limit @people on conflict do nothing",
            new { people }
        );

    private async Task<string> PreviewAsync(DateTimeOffset at)
    {
        await using var connection = await Test.Database.OpenAsync();
        return JsonSerializer.Serialize(
            await WavePreview.MakeAsync(connection, (await PulseList.FindAsync(connection, "monthly", default))!, at, default)
        );
    }

    private static string WithoutDay(string preview) =>
        System.Text.RegularExpressions.Regex.Replace(preview, "\"ChoicesAsOf\":\"[^\"]*\"", "");

    /// <summary>About how many relationships the wave asks that person.</summary>
    private async Task<int> OpenedForAsync(string email)
    {
        var wave = await OpenWave.OpenAsync(Organisation);
        return wave.Invitations.SingleOrDefault(invitation => invitation.Email == email)?.Ratings.Count ?? 0;
    }
}
