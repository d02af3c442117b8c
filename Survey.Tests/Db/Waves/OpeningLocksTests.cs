using Npgsql;
using Survey.Db;
using Survey.Db.Invitations;
using Survey.Db.Messages;
using Survey.Db.Responses;
using Survey.Db.WaveLifecycle;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

/// <summary>What goes on while a large wave opens, which takes seconds.</summary>
public sealed class OpeningLocksTests : WithOpenWave
{
    private static readonly DateTimeOffset Later = OpenWave.FirstMonday.AddDays(20);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Whoever_is_asked_in_another_wave_waits_for_nothing()
    {
        await using var opening = await Test.Database.OpenAsync();
        await using var transaction = await opening.BeginTransactionAsync();
        await WaveOpening.OpenAsync(opening, await OpenWave.PlanAsync(Organisation, "MONTHLY", Later), Later, default);

        await EverythingAsync(OpenWave.FirstMonday.AddHours(1)).WaitAsync(Long);

        await transaction.CommitAsync();
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from response"), Is.EqualTo(Wave.Invitations[0].Ratings.Count));
    }

    [Test]
    public async Task An_opening_that_waits_for_a_sealing_does_not_keep_it_waiting()
    {
        await Wave.RateAsync(Organisation, "IT-ALL", 3, 3, 3, 3, 4, 4, 4, 4, 5, 5);
        await Wave.CloseAsync(Organisation);
        var next = await OpenWave.PlanAsync(Organisation, "MONTHLY", Later);
        await using var holding = await Test.Database.OpenAsync();
        await using var transaction = await holding.BeginTransactionAsync();
        await holding.RunAsync("lock table message_count in share mode", null, default);

        var sealing = Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, Later, default);
        await Organisation.UntilBlockedAsync("message_count");
        var opening = Test.Database.InTransactionAsync(connection => WaveOpening.OpenAsync(connection, next, Later, default));
        await Organisation.UntilBlockedAsync("reporting_group");
        await transaction.RollbackAsync();

        Assert.That(await sealing.WaitAsync(Long), Is.True);
        Assert.That(await opening.WaitAsync(Long), Is.EqualTo(26));
    }

    [Test]
    public async Task A_sealing_that_meets_an_opening_goes_on_after_it()
    {
        await Wave.CloseAsync(Organisation);
        await using var opening = await Test.Database.OpenAsync();
        await using var transaction = await opening.BeginTransactionAsync();
        await WaveOpening.OpenAsync(opening, await OpenWave.PlanAsync(Organisation, "MONTHLY", Later), Later, default);

        var sealing = Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, Later, default);
        await Organisation.UntilBlockedAsync("reporting_group");
        await transaction.CommitAsync();

        Assert.That(await sealing.WaitAsync(Long), Is.True);
    }

    private async Task EverythingAsync(DateTimeOffset now)
    {
        await using var connection = await Test.Database.OpenAsync();
        var asked = (await new InvitationForms().FindAsync(connection, Wave.Invitations[0].Id, default))!;
        await Submissions.StoreAsync(
            Test.Database,
            new Submission(
                asked.InvitationId,
                Wave.Id,
                asked.PersonId,
                "en",
                [
                    .. asked.Relationships.Select(rating => new GivenResponse(
                        rating.RelationshipId,
                        rating.ReportingGroupId,
                        true,
                        Answering.Rated(4),
                        2
                    )),
                ],
                [],
                [new GivenNote(asked.Relationships[0].RelationshipId, "thanks", null, "Thanks")],
                [asked.Relationships[0].RelationshipId]
            ),
            now,
            default
        );
        var person = (await OptOuts.FindAsync(connection, Wave.Invitations[1].Id, now, default))!;
        await Declined.AddAsync(connection, person, now, default);
        await RelationshipPauses.AddAsync(connection, person, "IT-ALL", default);
        await OptOuts.AddAsync(connection, person.PersonId, default);
        await Organisation.PeopleAsync("SALES", 2, "contractor");
        await WavePlanning.PlanDueAsync(Test.Database, now, default);
        await Reminders.QueueDueAsync(Test.Database, now.AddDays(3), default);
        await MessageClaims.ClaimAsync(connection, await MessageClaims.StartAsync(connection, default), 100, now, default);
    }
}
