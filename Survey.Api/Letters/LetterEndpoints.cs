using Microsoft.AspNetCore.Mvc;
using Survey.Api.Mails;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Letters;
using Survey.Db.Messages;
using Survey.Db.Pulses;
using Survey.Db.Settings;
using Survey.Db.Viewers;
using Survey.Reports.Letters;

namespace Survey.Api.Letters;

/// <summary>HR edits subject and introduction of letters, per pulse and language.</summary>
internal static class LetterEndpoints
{
    private const string All = "/programme/letters";

    public static void MapLetters(this IEndpointRouteBuilder routes)
    {
        var letters = routes.MapGroup("").Requires(Right.RunProgramme);
        letters.MapGet(All, ListAsync);
        letters.MapPost(All, TellBetterAsync);
        letters.MapGet(All + "/{pulse}", ShowAsync);
        letters.MapPost(All + "/{pulse}", ChangeAsync);
        letters.MapGet(All + "/{pulse}/preview", PreviewAsync);
    }

    private static async Task<IResult> ListAsync(Visitor visitor, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return LettersPage.Of(
            visitor,
            new()
            {
                Pulses = await PulseList.AllAsync(connection, ct),
                Letters = await PulseLetters.NewestAsync(connection, null, ct),
                TellsImprovements = (await StoredOrganisation.ReadAsync(connection, ct)).TellsImprovements,
            }
        );
    }

    /// <summary>The button names what it sets, so a second press changes nothing.</summary>
    private static async Task<IResult> TellBetterAsync(
        [FromForm] string? tell,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await database.InTransactionAsync(
            async connection =>
            {
                var settings = await StoredOrganisation.LockAsync(connection, ct) with { TellsImprovements = tell == "yes" };
                await StoredOrganisation.SaveAsync(connection, settings, visitor.SignedIn.Email, clock.GetUtcNow(), ct);
            },
            ct
        );
        return TypedResults.Redirect(All);
    }

    private static async Task<IResult> ShowAsync(
        string pulse,
        [FromQuery(Name = "in")] string? language,
        string? kind,
        string? done,
        Visitor visitor,
        Database database,
        LetterPreview preview,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return await LetterView.FindAsync(connection, pulse, kind, language ?? visitor.Language.Code, ct) is { } letter
            ? LetterPage.Of(
                visitor,
                letter with
                {
                    Sample = await preview.SampleAsync(connection, letter.Draft, ct),
                    Done = LetterPage.Actions.Contains(done) ? done : null,
                }
            )
            : TypedResults.NotFound();
    }

    private static async Task<IResult> ChangeAsync(
        string pulse,
        [FromQuery(Name = "in")] string? language,
        string? kind,
        [FromForm] string? subject,
        [FromForm] string? introduction,
        [FromForm(Name = "do")] string? action,
        Visitor visitor,
        Database database,
        LetterPreview preview,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        if (await LetterView.FindAsync(connection, pulse, kind, language ?? visitor.Language.Code, ct) is not { } letter)
        {
            return TypedResults.NotFound();
        }
        var draft = letter.Draft with { Words = action == LetterPage.BuiltIn ? OwnWords.None : OwnWords.Entered(subject, introduction) };
        if (action == LetterPage.SendToMe && draft.IsSound && await preview.SampleAsync(connection, draft, ct) is { } trial)
        {
            await SendAsync(database, await preview.WriteForTrialAsync(trial), visitor.SignedIn.Email, clock.GetUtcNow(), ct);
            return TypedResults.Redirect($"{draft.Address}&done=sent");
        }
        if (action is not (LetterPage.Preview or LetterPage.SendToMe) && draft.IsSound)
        {
            await database.InTransactionAsync(
                saving =>
                    PulseLetters.SaveAsync(
                        saving,
                        draft.Pulse.Id,
                        draft.Kind,
                        draft.Language,
                        draft.Words,
                        visitor.SignedIn.Email,
                        clock.GetUtcNow(),
                        ct
                    ),
                ct
            );
            return TypedResults.Redirect($"{draft.Address}&done={(draft.Words == OwnWords.None ? "builtIn" : "saved")}");
        }
        return LetterPage.Of(
            visitor,
            letter with
            {
                Draft = draft,
                Sample = await preview.SampleAsync(connection, draft, ct),
            },
            draft.IsSound ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );
    }

    private static Task SendAsync(Database database, Letter letter, string email, DateTimeOffset now, CancellationToken ct) =>
        database.InTransactionAsync(
            async connection =>
            {
                await TestMails.AddAsync(connection, TestMailKind.Letter, email, email, letter.Subject, letter.Text, letter.Html, now, ct);
                await AuditLog.AddAsync(connection, email, "sent a letter as a trial", email, now, ct);
            },
            ct
        );

    private static async Task<IResult> PreviewAsync(
        string pulse,
        [FromQuery(Name = "in")] string? language,
        string? kind,
        string? subject,
        string? introduction,
        HttpContext context,
        Database database,
        LetterPreview preview,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return
            LetterDraft.Read(subject, introduction) is { } words
            && await LetterView.FindAsync(connection, pulse, kind, language, ct) is { } letter
            && await preview.SampleAsync(connection, letter.Draft with { Words = words }, ct) is { } sample
            ? FramedMail.Of(context, (await preview.WriteAsync(sample)).Html, linksOpen: false)
            : TypedResults.NotFound();
    }
}
