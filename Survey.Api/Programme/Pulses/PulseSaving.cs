using Npgsql;
using Survey.Api.Forms;
using Survey.Api.Programme.Waves;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Programme;
using Survey.Db.Pulses;
using Survey.Db.Waves;

namespace Survey.Api.Programme.Pulses;

/// <summary>A form is first answered with what it would change, and stored after a yes.</summary>
internal static class PulseSaving
{
    public const string Added = "pulse added";

    /// <summary>Followed by the fields that changed.</summary>
    public const string Changed = "pulse changed: ";

    /// <summary>Value of the field "do" that leads back to the form.</summary>
    public const string Edit = "edit";

    private const int NextWaves = 6;

    /// <summary>In the audit log.</summary>
    public static string SubjectOf(string code) => $"pulse {code}";

    public static Task<IResult> AddAsync(
        IFormCollection form,
        Visitor visitor,
        Database database,
        PreviewCache previews,
        TimeProvider clock,
        CancellationToken ct
    ) => AnswerAsync(null, FormEntries.Of(form), visitor, database, previews, clock.GetUtcNow(), ct);

    public static async Task<IResult> ChangeAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
        PreviewCache previews,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return await PulseList.FindAsync(connection, code, ct) is { } stored
            ? await AnswerAsync(stored, FormEntries.Of(form), visitor, database, previews, clock.GetUtcNow(), ct)
            : TypedResults.NotFound();
    }

    private static async Task<IResult> AnswerAsync(
        Pulse? stored,
        FormEntries entries,
        Visitor visitor,
        Database database,
        PreviewCache previews,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var state = new FormState(entries) { Stored = stored is null ? null : PulseEntries.Of(stored) };
        var (pulse, problems) = PulseReader.Read(entries, stored);
        await using var connection = await database.OpenAsync(ct);
        if (stored is null && problems.Count == 0 && await IsTakenAsync(connection, pulse.Code, ct))
        {
            problems = [CodeTaken];
        }
        if (!entries.IsBasedOn(state.Stored))
        {
            return await FormAsync(state with { IsStale = true }, StatusCodes.Status409Conflict);
        }
        if (problems.Count > 0)
        {
            return await FormAsync(state.Refused(problems), StatusCodes.Status422UnprocessableEntity);
        }
        if (entries["do"] == Edit)
        {
            return await FormAsync(state, StatusCodes.Status200OK);
        }
        try
        {
            if (entries["sure"] != CheckField.Yes)
            {
                return PulseReviewPage.Of(visitor, await ReviewAsync(connection, stored, pulse, entries, database, previews, now, ct));
            }
            var isSaved = await database.InTransactionAsync(saving => SaveAsync(saving, pulse, entries, visitor, now, ct), ct);
            if (isSaved)
            {
                return TypedResults.Redirect(PulseEndpoints.AddressOf(pulse.Code) + "?done=saved");
            }
            stored = await PulseList.FindAsync(connection, pulse.Code, ct);
            return await FormAsync(
                state with
                {
                    Stored = stored is null ? null : PulseEntries.Of(stored),
                    IsStale = true,
                },
                StatusCodes.Status409Conflict
            );
        }
        catch (RefusedException refused)
        {
            return await FormAsync(state.Refused([.. PulseReader.OnForm(refused.Problems)]), StatusCodes.Status422UnprocessableEntity);
        }

        async Task<IResult> FormAsync(FormState shown, int status) =>
            PulsePage.Of(visitor, await PulseEndpoints.ViewAsync(connection, stored, shown, now, ct), status);
    }

    private static Problem CodeTaken => new(null, "code", new Sentence("problems.pulse.codeTaken"));

    /// <summary>Also by another page with that address.</summary>
    private static async Task<bool> IsTakenAsync(NpgsqlConnection connection, string code, CancellationToken ct) =>
        new[] { PulseEndpoints.New, PulseEndpoints.Year }.Contains(PulseEndpoints.AddressOf(code), StringComparer.OrdinalIgnoreCase)
        || await PulseList.FindAsync(connection, code, ct) is not null;

    private static async Task<PulseReviewView> ReviewAsync(
        NpgsqlConnection connection,
        Pulse? stored,
        Pulse pulse,
        FormEntries entries,
        Database database,
        PreviewCache previews,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var (after, nextAfter) = await YearAhead.WithAsync(database, pulse, NextWaves, now, ct);
        return new()
        {
            Stored = stored,
            Changed = pulse,
            Entries = entries,
            Services = await WaveRelationship.AllAsync(connection, ct),
            NextBefore = stored is null || stored.Paused ? [] : await ComingWaves.OfPulseAsync(connection, stored, NextWaves, now, ct),
            NextAfter = pulse.Paused ? [] : nextAfter,
            Before = await YearAhead.MakeAsync(connection, wave => previews.OfAsync(wave, now, ct), now, ct),
            After = after,
            Now = now,
        };
    }

    /// <returns>False: somebody else has changed or added the pulse since the form was shown.</returns>
    private static async Task<bool> SaveAsync(
        NpgsqlConnection connection,
        Pulse pulse,
        FormEntries entries,
        Visitor visitor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var stored = await PulseList.FindLockedAsync(connection, pulse.Code, ct);
        if (!entries.IsBasedOn(stored is null ? null : PulseEntries.Of(stored)))
        {
            return false;
        }
        await PulseImport.StoreAsync(connection, pulse, now, ct);
        var action = stored is null ? Added : Changed + string.Join(' ', Differing(stored, pulse));
        await AuditLog.AddAsync(connection, visitor.SignedIn.Email, action, SubjectOf(pulse.Code), now, ct);
        return true;
    }

    /// <summary>Fields whose words differ.</summary>
    private static IEnumerable<string> Differing(Pulse before, Pulse after)
    {
        var english = Language.Of("en");
        return english
            .Facts(before, [])
            .Zip(english.Facts(after, []))
            .Where(pair => pair.First != pair.Second)
            .Select(pair => pair.First.Field);
    }
}
