namespace Survey.Tests.Support;

/// <summary>Answers an open wave by direct SQL, one row after the other, as the respond page stores them.</summary>
public static class Answering
{
    /// <summary>The order of the stored answers in the journey SERVICE: intake, waiting, quality, overall, reason.</summary>
    public static int?[] Rated(int overall, int? intake = null, int? waiting = null, int? quality = null, int? reason = null) =>
        [intake, waiting, quality, overall, reason];

    /// <summary>One person answers about one relationship.</summary>
    public static async Task AnswerAsync(
        this OpenWave wave,
        Organisation organisation,
        OpenInvitation invitation,
        string relationship,
        int?[] answers,
        int? timeLost = null,
        string? comment = null,
        string language = "en"
    )
    {
        await StoreAsync(wave, organisation, invitation, relationship, true, answers, timeLost);
        if (comment is not null)
        {
            await organisation.RunAsync(
                """
                insert into comment (id, wave_id, relationship_id, question, language, text)
                values (gen_random_uuid(), @wave, @relationship, 'comment', @language, @comment)
                """,
                new
                {
                    wave = wave.Id,
                    relationship = Rating(invitation, relationship).RelationshipId,
                    language,
                    comment,
                }
            );
        }
    }

    public static Task AnswerNoContactAsync(
        this OpenWave wave,
        Organisation organisation,
        OpenInvitation invitation,
        string relationship
    ) => StoreAsync(wave, organisation, invitation, relationship, false, Rated(0).Select(_ => (int?)null).ToArray(), null);

    /// <summary>Those asked about a relationship rate it one after the other; more ratings than people is an error.</summary>
    public static async Task RateAsync(this OpenWave wave, Organisation organisation, string relationship, params int[] ratings)
    {
        var asked = wave.AskedAbout(relationship);
        for (var person = 0; person < ratings.Length; person++)
        {
            await wave.AnswerAsync(organisation, asked[person], relationship, Rated(ratings[person]));
        }
    }

    public static IReadOnlyList<OpenInvitation> AskedAbout(this OpenWave wave, string relationship) =>
        [.. wave.Invitations.Where(invitation => invitation.Ratings.Any(rating => rating.Relationship == relationship))];

    public static Task CloseAsync(this OpenWave wave, Organisation organisation) =>
        organisation.RunAsync("update wave set state = 'closed', closed_at = closes_at where id = @id", new { id = wave.Id });

    private static Task<int> StoreAsync(
        OpenWave wave,
        Organisation organisation,
        OpenInvitation invitation,
        string relationship,
        bool contact,
        int?[] answers,
        int? timeLost
    )
    {
        var rating = Rating(invitation, relationship);
        var list = string.Join(
            ',',
            answers.Select(answer => answer?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null")
        );
        return organisation.RunAsync(
            $$"""
            insert into answered (wave_id, invitation_id) values (@wave, @invitation) on conflict do nothing;
            insert into response (id, wave_id, relationship_id, reporting_group_id, contact, answers, time_lost)
            values (gen_random_uuid(), @wave, @relationship, @group, @contact, '{{{list}}}', @timeLost);
            """,
            new
            {
                wave = wave.Id,
                invitation = invitation.Id,
                relationship = rating.RelationshipId,
                group = rating.ReportingGroupId,
                contact,
                timeLost = (short?)timeLost,
            }
        );
    }

    private static OpenRating Rating(OpenInvitation invitation, string relationship) =>
        invitation.Ratings.Single(rating => rating.Relationship == relationship);
}
