using Survey.Db.Cases;
using Survey.Db.Recognitions;
using Survey.Db.Responses;
using Survey.Db.Viewers;
using Survey.Tests.Support;

namespace Survey.Tests.Journeys.Worlds;

/// <summary>
/// The small organisation with two sealed waves, a case in each state, thanks that were passed on and an open wave. All worlds show the
/// same; <see cref="Behind"/> makes what lies behind it different.
/// </summary>
internal sealed class ActingWorld(TestDatabase test)
{
    public const string Staff = "it2@example.org";
    public const string Provides = "hr1@example.org";
    public const string Receives = "sales1@example.org";

    public static readonly DateTimeOffset Now = new(2026, 1, 27, 12, 0, 0, TimeSpan.Zero);

    private static readonly Viewer Hr = Viewer.InRoles(Staff, new HeldRole(RoleGrants.Hr, []));

    // Cases of one instant stand in the order of ids that are drawn.
    private int _opened;

    public TestDatabase Test { get; } = test;

    public Organisation Organisation { get; } = new(test.Database);

    public static async Task<ActingWorld> MakeAsync(Behind behind)
    {
        var world = new ActingWorld(await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation));
        await world.NameLeadsAsync();
        await PulseWave.PublishAsync(world.Organisation, "W0", new(2025, 12, 29), "SALES-SALES");
        var wave = await PulseWave.PublishAsync(world.Organisation, "W1", new(2026, 1, 26), "SALES-SALES");
        await world.Test.Database.InTransactionAsync(connection => ResponsePartitions.CreateSealedAsync(connection, wave, default));
        await world.OpenCasesAsync();
        await world.ThankAsync(wave);
        await behind.AddAsync(
            world.Organisation,
            wave,
            await OpenWave.OpenAsync(world.Organisation, at: new(2026, 2, 2, 7, 0, 0, default))
        );
        return world;
    }

    private Task<int> NameLeadsAsync() =>
        Organisation.RunAsync(
            """
            update unit set lead_email = lower(code) || '1@example.org' where code in ('IT', 'HR', 'SALES');
            update unit set lead_email = 'shop1@example.org' where code = 'ROOT';
            insert into role_grant (email, role, granted_at) values (@Staff, 'hr', '2026-01-01');
            insert into relationship (code, provider_unit_id, customer_unit_id, kind, journey_id)
            select 'SALES-HR', customer_unit_id, provider_unit_id, kind, journey_id from relationship where code = 'HR-SALES'
            """,
            new { Staff }
        );

    /// <summary>Open with an owner, done with an early re-check wanted, withdrawn, agreed and soon overdue, re-checked.</summary>
    private async Task OpenCasesAsync()
    {
        await OpenAsync("HR-SALES", "waiting", new(2026, 3, 12), Provides);
        var done = await OpenAsync("HR-SALES", "quality", new(2026, 4, 20));
        var withdrawn = await OpenAsync("HR-SALES", "intake", new(2026, 4, 21));
        var agreed = await OpenAsync("SALES-HR", "waiting", new(2026, 2, 20));
        await OpenAsync("IT-ALL", "overall", new(2026, 3, 1), wave: "W0");
        await CaseActions.WriteAsync(Test.Database, Hr, done, "We begin on Monday.", Now, default);
        await CaseActions.DoneAsync(Test.Database, Hr, done, 1, Now, default);
        await CaseActions.AskEarlierAsync(Test.Database, Hr, done, 2, Now, default);
        await CaseActions.WithdrawAsync(Test.Database, Hr, withdrawn, 1, "Not ours.", Now, default);
        await CaseActions.AgreeAsync(Test.Database, Hr, agreed, 1, Now, default);
        await Organisation.RunAsync(
            """
            update service_case
            set state = 'rechecked', done_at = '2026-01-10', ended_at = '2026-01-26', recheck_verdict = 'better',
                recheck_wave_id = (select id from wave where code = 'W1')
            where wave_id = (select id from wave where code = 'W0')
            """
        );
    }

    private async Task<Guid> OpenAsync(string relationship, string item, DateOnly due, string? owner = null, string wave = "W1")
    {
        var person = owner is null
            ? (long?)null
            : await Organisation.OneAsync<long>("select id from person where email = @owner", new { owner });
        var terms = new CaseTerms($"Change {relationship} {item}.", person, null, due, 4.0);
        return (
            await new CaseOpening(relationship, item, wave, terms).OpenAsync(Test.Database, Hr, Now.AddMinutes(_opened++ - 30), default)
        )!.Value;
    }

    /// <summary>IT-ALL got clearly better and was thanked; both go to the people of IT.</summary>
    private async Task ThankAsync(long wave)
    {
        var thanks = Guid.NewGuid();
        await Organisation.RunAsync(
            """
            update published_verdict set verdict = 'better' from publication_cell cell
            where cell.id = cell_id and against = 'before' and item = 'overall' and cell.wave_id = @wave
              and cell.relationship_id = (select id from relationship where code = 'IT-ALL');
            update wave set thanks_go_on = true where id = @wave;
            insert into note (id, wave_id, relationship_id, kind, text)
            select @thanks, @wave, id, 'thanks', 'Somebody stayed late for me.' from relationship where code = 'IT-ALL'
            """,
            new { wave, thanks }
        );
        await Test.Database.InTransactionAsync(async connection =>
        {
            var offer = (await RecognitionOffer.FindAsync(connection, "IT-ALL", Now, default))!;
            return await PassingOn.PassOnAsync(connection, Guid.NewGuid(), offer, offer.Choose("overall", [thanks]), Staff, Now, default);
        });
    }
}
