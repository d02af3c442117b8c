using Survey.Db.Waves;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

public sealed class WaveParticipationTests : WithOpenWave
{
    [Test]
    public async Task Participation_is_a_band_of_the_wave_and_of_units_with_at_least_k_invited()
    {
        await AnswerAsync("sales", 8);
        await AnswerAsync("shop", 2);

        await RenewAsync(OpenWave.FirstMonday);

        // 10 of 26; SALES 8 of 14; SHOP 2 of 9; HR has three people and IT was not asked.
        Assert.That(await BandsAsync(), Is.EqualTo(new[] { ("", "25to50"), ("ROOT", "25to50"), ("SALES", "50to75"), ("SHOP", "under25") }));
    }

    [Test]
    public async Task It_is_renewed_once_a_day_and_no_more()
    {
        await RenewAsync(OpenWave.FirstMonday);
        await AnswerAsync("shop", 9);

        await RenewAsync(OpenWave.FirstMonday.AddHours(14));
        var sameDay = await BandsAsync();
        await RenewAsync(OpenWave.FirstMonday.AddHours(15));
        var nextDay = await BandsAsync();

        Assert.Multiple(() =>
        {
            Assert.That(sameDay, Does.Contain(("SHOP", "under25")), "23 o'clock in Tallinn");
            Assert.That(nextDay, Does.Contain(("SHOP", "over75")), "midnight in Tallinn");
        });
    }

    private Task<int> RenewAsync(DateTimeOffset now) => WaveParticipation.RenewAsync(Test.Database, now, default);

    private Task<int> AnswerAsync(string unit, int count) => Organisation.RunAsync(
        "insert into answered (wave_id, invitation_id) select @Id, unnest(@ids)", new
        {
            Wave.Id,
            ids = Wave.Invitations.Where(invitation => invitation.Email.StartsWith(unit, StringComparison.Ordinal))
                .Take(count).Select(invitation => invitation.Id).ToArray(),
        });

    private Task<IReadOnlyList<(string, string)>> BandsAsync() => Organisation.ListAsync<(string, string)>("""
        select coalesce(unit.code, ''), band from wave_participation left join unit on unit.id = unit_id order by 1
        """);
}
