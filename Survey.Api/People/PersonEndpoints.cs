using Npgsql;
using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.People;
using Survey.Db.Programme;
using Survey.Db.Units;

namespace Survey.Api.People;

/// <summary>One person: add, change, end.</summary>
internal static class PersonEndpoints
{
    private const int MaxMails = 10;

    public static async Task<IResult> ShowNewAsync(Visitor visitor, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var zones = await TimeZonesOfPeople.ListAsync(connection, ct);
        var entries = FormEntries
            .Empty.With("language", visitor.Language.Code)
            .With("time_zone", zones.Count > 0 ? zones[0] : "")
            .With("employment", Employment.Permanent.Text());
        return PersonPage.Of(visitor, await ViewAsync(connection, null, new FormState(entries), ct));
    }

    public static async Task<IResult> ShowAsync(
        long id,
        string? done,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return await PersonRecord.FindAsync(connection, id, ct) is { } person
            ? PersonPage.Of(
                visitor,
                await ViewAsync(connection, person, FormState.Of(PersonForm.Of(person)), ct) with
                {
                    Undelivered = await WaveMails.UndeliveredOfPersonAsync(connection, id, MaxMails, clock.GetUtcNow(), ct),
                    Done = PersonPage.Actions.Contains(done) ? done : null,
                }
            )
            : TypedResults.NotFound();
    }

    public static Task<IResult> AddAsync(
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    ) => SaveAsync(null, form, visitor, database, clock, ct);

    public static Task<IResult> ChangeAsync(
        long id,
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    ) => SaveAsync(id, form, visitor, database, clock, ct);

    private static async Task<IResult> SaveAsync(
        long? id,
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var entries = FormEntries.Of(form);
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var person = id is { } known ? await PersonRecord.LockAsync(connection, known, ct) : null;
        if (id is not null && person is null)
        {
            return TypedResults.NotFound();
        }
        var stored = person is null ? null : PersonForm.Of(person);
        var state = new FormState(entries) { Stored = stored };
        if (!entries.IsBasedOn(stored))
        {
            var stale = await ViewAsync(connection, person, state with { IsStale = true }, ct);
            return PersonPage.Of(visitor, stale, StatusCodes.Status409Conflict);
        }
        try
        {
            var saved = await PersonSaving.SaveAsync(
                connection,
                id,
                name => entries[name],
                EnumText.Find<NamesakePolicy>(entries["namesakes"]) ?? NamesakePolicy.Unknown,
                visitor.SignedIn.Email,
                clock.GetUtcNow(),
                ct
            );
            await transaction.CommitAsync(ct);
            return TypedResults.Redirect($"{PeopleEndpoints.List}/{saved}?done={(id is null ? "added" : "changed")}");
        }
        catch (RefusedException refused)
        {
            await transaction.RollbackAsync(ct);
            var view = await ViewAsync(connection, person, state.Refused(refused.Problems), ct);
            return PersonPage.Of(visitor, view, StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<PersonView> ViewAsync(
        NpgsqlConnection connection,
        PersonRecord? person,
        FormState form,
        CancellationToken ct
    ) =>
        new()
        {
            Person = person,
            Form = form,
            Units = await UnitNames.ByCodeAsync(connection, ct),
            Zones = await TimeZonesOfPeople.ListAsync(connection, ct),
        };
}
