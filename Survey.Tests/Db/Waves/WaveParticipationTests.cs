using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

public sealed class WaveParticipationTests : WithOpenWave
{
    private static readonly string[] Bands = ["under25", "25to50", "50to75", "over75"];

    [Test]
    public async Task Participation_is_a_band_of_the_wave_and_of_units_with_at_least_k_invited()
    {
        await AnswerAsync("sales", 14);

        await RenewAsync(OpenWave.FirstMonday);

        var bands = (await BandsAsync()).ToDictionary(row => row.Unit, row => row.Band);
        Assert.That(bands.Keys, Is.EquivalentTo(new[] { "", "ROOT", "SALES", "SHOP" }), "HR has three people and IT was not asked");
        Assert.That(bands["SALES"], Is.EqualTo("over75").Or.EqualTo("50to75"), "14 of 14, moved by 3 at most");
        Assert.That(bands["SHOP"], Is.EqualTo("under25").Or.EqualTo("50to75"), "0 of 9, or 5 of 10 after the moves");
        Assert.That(bands["ROOT"], Is.EqualTo(bands[""]), "the same people");
        Assert.That(bands.Values.Except(Bands), Is.Empty);
    }

    [Test]
    public async Task It_is_renewed_once_a_day_and_no_more()
    {
        await RenewAsync(OpenWave.FirstMonday);
        await AnswerAsync("shop", 9);
        await AnswerAsync("sales", 14);

        await RenewAsync(OpenWave.FirstMonday.AddHours(14));
        var sameDay = await BandsAsync();
        await RenewAsync(OpenWave.FirstMonday.AddHours(15));
        var nextDay = await BandsAsync();

        Assert.Multiple(() =>
        {
            Assert.That(sameDay, Does.Contain(("ROOT", "under25")), "23 o'clock in Tallinn");
            Assert.That(nextDay, Does.Contain(("ROOT", "over75")), "midnight in Tallinn");
        });
    }

    [Test]
    public async Task A_unit_has_a_band_only_beside_nobody_or_enough_in_the_rest_of_the_unit_above()
    {
        await Organisation.RunAsync(
            """
            update wave_unit set planned = case wave_unit.code when 'SALES' then 22 when 'SHOP' then 4 else 0 end from wave
                where wave.id = wave_id
            """
        );

        await RenewAsync(OpenWave.FirstMonday);

        Assert.That(
            (await BandsAsync()).Select(row => row.Unit),
            Is.EqualTo(new[] { "", "ROOT" }),
            "beside the band of SALES that of ROOT would tell of four people"
        );
    }

    [Test]
    public async Task A_person_who_is_moved_in_mid_wave_counts_where_the_wave_found_them()
    {
        await AnswerAsync("sales", 14);
        await RenewAsync(OpenWave.FirstMonday);
        var before = await BandsAsync();
        await Organisation.RunAsync("delete from wave_participation");
        await Organisation.RunAsync("update person set unit_id = (select id from unit where code = 'SHOP') where email like 'sales%'");

        await RenewAsync(OpenWave.FirstMonday);

        Assert.That(await BandsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Who_has_opted_out_does_not_show_in_what_was_to_be_asked()
    {
        Assert.That(await Organisation.OneAsync<int>("select planned from wave"), Is.EqualTo(26));
        Assert.That(await Organisation.OneAsync<int>("select sum(planned)::int from wave_unit"), Is.EqualTo(26));
        await Organisation.RunAsync("insert into opt_out (person_id) select id from person where email like 'sales%' limit 3");
        var next = await OpenWave.OpenAsync(Organisation, at: OpenWave.FirstMonday.AddDays(28));
        Assert.That(
            await Organisation.OneAsync<(int, int)>(
                """
                select planned, (select count(*)::int from invitation where wave_id = wave.id) from wave where id = @Id
                """,
                new { next.Id }
            ),
            Is.EqualTo((26, 23))
        );
    }

    private Task<int> RenewAsync(DateTimeOffset now) => OpenParticipation.RenewAsync(Test.Database, TestFigureKey.Key, now, default);

    private Task<int> AnswerAsync(string unit, int count) =>
        Organisation.RunAsync(
            "insert into answered (wave_id, invitation_id) select @Id, unnest(@ids)",
            new
            {
                Wave.Id,
                ids = Wave
                    .Invitations.Where(invitation => invitation.Email.StartsWith(unit, StringComparison.Ordinal))
                    .Take(count)
                    .Select(invitation => invitation.Id)
                    .ToArray(),
            }
        );

    private Task<IReadOnlyList<(string Unit, string Band)>> BandsAsync() =>
        Organisation.ListAsync<(string, string)>(
            """
            select coalesce(unit.code, ''), band from wave_participation left join unit on unit.id = unit_id order by 1
            """
        );
}
