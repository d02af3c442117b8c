using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>Who took part, in numbers that are blurred and rounded (rules A2, A3, D6).</summary>
public sealed class ParticipationTests : WithOpenWave
{
    [Test]
    public async Task It_is_told_in_numbers_to_the_nearest_five()
    {
        var asked = Wave.AskedAbout("IT-ALL");
        await Wave.RateAsync(Organisation, "IT-ALL", [.. Enumerable.Repeat(4, 15)]);
        foreach (var person in asked.Skip(15).Take(5))
        {
            await Wave.AnswerNoContactAsync(Organisation, person, "IT-ALL");
        }
        await SealAsync();
        var (customers, reached, rate, noContact) = await RowAsync("IT-ALL");
        Assert.That((customers, reached), Is.EqualTo((25, 25)), "26 of 26");
        Assert.That(rate, Is.InRange(60, 100).And.Matches<int>(percent => percent % 5 == 0));
        Assert.That(noContact % 20, Is.Zero);
    }

    [Test]
    public async Task Whether_somebody_chose_to_be_left_alone_shows_nowhere()
    {
        await Wave.RateAsync(Organisation, "IT-ALL", [.. Enumerable.Repeat(4, 15)]);
        // As if three had opted out before the wave opened: they were planned and not invited.
        await Organisation.RunAsync("update wave_relationship set invited = invited - 3");
        await Organisation.RunAsync(
            "update reporting_group set invited = invited - 3 where id in (select min(id) from reporting_group group by relationship_id)"
        );
        await SealAsync();
        Assert.That((await RowAsync("IT-ALL")).Asked, Is.EqualTo(25));
    }

    private async Task SealAsync()
    {
        await Wave.CloseAsync(Organisation);
        Assert.That(await Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, OpenWave.FirstMonday.AddDays(7), default), Is.True);
    }

    private Task<(int Customers, int Asked, int Rate, int NoContact)> RowAsync(string relationship) =>
        Organisation.OneAsync<(int, int, int, int)>(
            """
            select p.customers, p.asked, p.response_rate, p.no_contact
            from published_participation p
            join publication_cell cell on cell.id = p.cell_id
            join relationship on relationship.id = cell.relationship_id
            where cell.kind = 'relationship' and relationship.code = @relationship
            """,
            new { relationship }
        );
}
