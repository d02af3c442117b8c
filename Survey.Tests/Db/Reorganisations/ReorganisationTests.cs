using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Reorganisations;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Reorganisations;

public sealed class ReorganisationTests : InSmallOrganisation
{
    protected override StartingPoint StartsFrom => StartingPoint.OpenWave;

    [Test]
    public async Task It_tells_what_open_waves_keep_and_whose_customers_change()
    {
        var done = await ChangeAsync("update person set unit_id = (select id from unit where code = 'SALES') where email like 'shop%'");

        Assert.That(
            done.Changes.Select(change => (change.Code, change.Before, change.After)),
            Is.EqualTo(new[] { ("HR-SALES", 14, 23), ("SALES-SALES", 14, 23) })
        );
        Assert.That(
            done.Tell(Language.Of("en")).Select(sentence => sentence.ToString()),
            Is.EqualTo(
                new[]
                {
                    "1 open wave keeps the old structure: March 2026, MONTHLY",
                    "HR for SALES changes from 14 to 23 customers",
                    "SALES for SALES changes from 14 to 23 customers",
                    "The trends of these services show a break from the next wave on",
                }
            )
        );
    }

    [Test]
    public async Task A_few_more_customers_are_no_reorganisation()
    {
        var done = await ChangeAsync("update person set unit_id = (select id from unit where code = 'SALES') where email like 'shop1@%'");

        Assert.That(done.ChangesNothing, Is.True);
        Assert.That(done.Tell(Language.Of("en")), Is.Empty);
    }

    private Task<Reorganisation> ChangeAsync(string sql) =>
        Test.Database.InTransactionAsync(
            async connection =>
            {
                var (rows, done) = await Reorganisation.OfAsync(
                    connection,
                    () => connection.RunAsync(sql, null, default),
                    OpenWave.FirstMonday,
                    default
                );
                Assert.That(rows, Is.Positive);
                return done;
            },
            default
        );
}
