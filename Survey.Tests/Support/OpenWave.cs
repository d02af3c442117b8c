using Survey.Db.WaveLifecycle;

namespace Survey.Tests.Support;

/// <summary>A wave that was opened as the scheduler opens one.</summary>
/// <param name="Invitations">By e-mail of the person.</param>
public sealed record OpenWave(long Id, string Code, IReadOnlyList<OpenInvitation> Invitations)
{
    /// <summary>Nine o'clock in Tallinn on the first Monday of March 2026.</summary>
    public static readonly DateTimeOffset FirstMonday = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(2));

    /// <summary>Plans a wave of the pulse that opens at that instant for its open days, and opens it.</summary>
    public static async Task<OpenWave> OpenAsync(Organisation organisation, string pulse = "MONTHLY", DateTimeOffset? at = null)
    {
        var now = at ?? FirstMonday;
        var id = await PlanAsync(organisation, pulse, now);
        await organisation.Database.InTransactionAsync(connection => WaveOpening.OpenAsync(connection, id, now, default));
        return await LoadAsync(organisation, id);
    }

    /// <summary>Records a planned wave.</summary>
    public static Task<long> PlanAsync(Organisation organisation, string pulse, DateTimeOffset opensAt) =>
        organisation.OneAsync<long>(
            """
            insert into wave (code, pulse_id, period, state, seed, opens_at, closes_at, minimum_group, minimum_comments)
            select code || '-' || to_char(@opensAt at time zone time_zone, 'yyyy-mm-dd'), id, (@opensAt at time zone time_zone)::date,
                   'planned', 1, @opensAt, @opensAt + make_interval(days => open_days), minimum_group, minimum_comments
            from pulse where code = @pulse
            returning id
            """,
            new { pulse, opensAt }
        );

    /// <summary>The only wave.</summary>
    public static async Task<OpenWave> LoadAsync(Organisation organisation) =>
        await LoadAsync(organisation, await organisation.OneAsync<long>("select id from wave"));

    public static async Task<OpenWave> LoadAsync(Organisation organisation, long id)
    {
        var code = await organisation.OneAsync<string>("select code from wave where id = @id", new { id });
        var rows = await organisation.ListAsync<InvitationRow>(
            """
            select invitation.id, person.email, relationship.id as relationship_id, relationship.code,
                   invitation_relationship.reporting_group_id
            from invitation
            join person on person.id = invitation.person_id
            join invitation_relationship on invitation_relationship.invitation_id = invitation.id
            join relationship on relationship.id = invitation_relationship.relationship_id
            where invitation.wave_id = @id
            order by person.email, invitation_relationship.position
            """,
            new { id }
        );
        return new OpenWave(
            id,
            code,
            [
                .. rows.GroupBy(row => (row.Id, row.Email))
                    .Select(invitation => new OpenInvitation(
                        invitation.Key.Id,
                        invitation.Key.Email,
                        [.. invitation.Select(row => new OpenRating(row.RelationshipId, row.Code, row.ReportingGroupId))]
                    )),
            ]
        );
    }

    private sealed record InvitationRow(Guid Id, string Email, long RelationshipId, string Code, long ReportingGroupId);
}

/// <param name="Id">A token is made of it: <c>new TokenKey(...).Make(TokenPurpose.Respond, invitation.Id)</c>.</param>
/// <param name="Ratings">The relationships asked about, in order.</param>
public sealed record OpenInvitation(Guid Id, string Email, IReadOnlyList<OpenRating> Ratings);

public sealed record OpenRating(long RelationshipId, string Relationship, long ReportingGroupId);
