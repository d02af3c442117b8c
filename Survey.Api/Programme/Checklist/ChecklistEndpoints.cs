using Npgsql;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Messages;
using Survey.Db.Programme;
using Survey.Db.Settings;
using Survey.Db.Units;
using Survey.Db.Viewers;

namespace Survey.Api.Programme.Checklist;

internal static class ChecklistEndpoints
{
    public const string Address = "/programme/set-up";

    public static void MapChecklist(this IEndpointRouteBuilder routes) => routes.MapGet(Address, ShowAsync).Requires(Right.RunProgramme);

    public static async Task<IResult> ShowAsync(
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        var facts = await SetUpFacts.ReadAsync(connection, clock.GetUtcNow(), ct);
        return ChecklistPage.Of(visitor, new(await StepsAsync(connection, facts, organisation, visitor.SignedIn.Email, ct)));
    }

    private static async Task<IReadOnlyList<SetUpStep>> StepsAsync(
        NpgsqlConnection connection,
        SetUpFacts facts,
        OrganisationReader organisation,
        string email,
        CancellationToken ct
    )
    {
        var settings = await organisation.ReadAsync(ct);
        var isNamed = settings.Name is not null || await RootUnit.NameAsync(connection, ct) is not null;
        return SetUpSteps.Of(facts, settings, isNamed, Check(await TestMails.NewestAsync(connection, email, ct)));
    }

    private static TestMail? Check(IReadOnlyList<TestMail> mails) => mails.FirstOrDefault(mail => mail.Kind == TestMailKind.Check);
}
