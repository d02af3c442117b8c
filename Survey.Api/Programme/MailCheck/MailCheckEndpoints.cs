using Npgsql;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Messages;
using Survey.Db.Settings;
using Survey.Db.Viewers;

namespace Survey.Api.Programme.MailCheck;

/// <summary>HR tries the mail server: the scheduler sends two mails, and the page says what became of them.</summary>
internal static class MailCheckEndpoints
{
    public const string Address = "/programme/mail";

    public static void MapMailCheck(this IEndpointRouteBuilder routes)
    {
        var check = routes.MapGroup("").Requires(Right.RunProgramme);
        check.MapGet(Address, ShowAsync);
        check.MapPost(Address, StartAsync);
    }

    private static async Task<IResult> ShowAsync(
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        var mails = await TestMails.NewestAsync(connection, visitor.SignedIn.Email, ct);
        return MailCheckPage.Of(
            visitor,
            new()
            {
                Check = mails.FirstOrDefault(mail => mail.Kind == TestMailKind.Check),
                Return = mails.FirstOrDefault(mail => mail.Kind == TestMailKind.Return),
                Now = clock.GetUtcNow(),
                TimeZone = (await organisation.ReadAsync(ct)).TimeZone,
            }
        );
    }

    private static async Task<IResult> StartAsync(Visitor visitor, Database database, TimeProvider clock, CancellationToken ct)
    {
        await database.InTransactionAsync(connection => AddAsync(connection, visitor, clock.GetUtcNow(), ct), ct);
        return TypedResults.Redirect(Address);
    }

    private static async Task<int> AddAsync(NpgsqlConnection connection, Visitor visitor, DateTimeOffset now, CancellationToken ct)
    {
        var (email, texts) = (visitor.SignedIn.Email, visitor.Language);
        await AddAsync(TestMailKind.Check, email, "toYou");
        await AddAsync(TestMailKind.Return, "", "return");
        await AuditLog.AddAsync(connection, email, "checked the mail", email, now, ct);
        return 0;

        Task AddAsync(TestMailKind kind, string address, string key) =>
            TestMails.AddAsync(
                connection,
                kind,
                address,
                email,
                Text(texts, key, "subject"),
                Text(texts, key, "text"),
                Html(texts, key),
                now,
                ct
            );
    }

    private static string Text(Language texts, string key, string part) => texts[$"mailCheck.{key}.{part}"];

    private static string Html(Language texts, string key) =>
        $"""
            <!DOCTYPE html>
            <html lang="{texts.Code}"><head><meta charset="utf-8"><title>{Text(texts, key, "subject")}</title></head>
            <body><p>{Text(texts, key, "text")}</p></body></html>
            """;
}
