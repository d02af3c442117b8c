using Survey.Db;
using Survey.Db.Pulses;
using Survey.Db.Questionnaires;
using Survey.Db.Sessions;
using Survey.Db.Settings;
using Survey.Db.Tokens;
using Survey.Db.Viewers;

namespace Survey.Api.Commands;

/// <summary>The commands that set up what is asked, when, and who may look.</summary>
internal static class ProgrammeCommands
{
    public static readonly Command Migrate = new("migrate", [], "brings the database to this program's schema",
        "Several programs may do this at once; a second time does nothing.", MigrateAsync)
    { NeedsTables = false };

    public static readonly Command Journey = new("journey", ["FILE.json"], "stores the steps and questions of a service", """
        The file must have the question "overall" of kind rating. Other content for a journey that is there becomes a new version;
        waves that are open or sealed keep theirs.
        """, JourneyAsync)
    { Flags = [Command.DryRun] };

    public static readonly Command Pulse = new("pulse", ["FILE.json"], "stores a recurring plan", """
        The relationships it names must be there. Absent members take defaults: remindAfterDays [], precision 0.30, quietDays 14,
        maxRelationships 3, minimumGroup and minimumComments as configured (Privacy:...), approval automatic.
        Optional: sendHours ("08:00-18:00"), sendDays ([1,2,3,4,5]: Monday to Friday), endDate, paused, minimumGroupReason.
        cron names seconds, minutes, hours, day, month and weekday in timeZone: "0 0 9 ? * MON#1" is nine o'clock on the first Monday of
        each month, "0 0 9 8 2,5,8,11 ?" on the 8th of those months. Nobody is invited twice within quietDays; of two pulses the longer count.
        Waves that are planned already keep what they were planned with.
        """, PulseAsync)
    { Flags = [Command.DryRun] };

    public static readonly Command GrantHr = Grant(RoleGrants.Hr, ["EMAIL"], "lets somebody see the whole programme");
    public static readonly Command GrantAdmin = Grant(RoleGrants.Admin, ["EMAIL"], "lets somebody operate the programme");
    public static readonly Command GrantLead = Grant(RoleGrants.Lead, ["EMAIL", "UNIT"], "lets somebody see what concerns a unit and those below it");

    public static readonly Command SignInLink = new("sign-in-link", ["EMAIL"], "prints a one-time link for signing in", """
        The address needs a role: grant one, or name it as lead_email of a unit. The link is good for 15 minutes and for one use.
        """, SignInLinkAsync);

    private static async Task MigrateAsync(CommandCall call)
    {
        var applied = await Migrator.MigrateAsync(call.Database, call.Cancel);
        await call.Output.WriteLineAsync(applied == 0 ? "The database is up to date." : $"{applied} migrations applied.");
    }

    private static async Task JourneyAsync(CommandCall call)
    {
        await using var file = CommandCall.OpenFile(call.Arguments[0]);
        var journey = await JourneyFile.ReadAsync(file, call.Cancel);
        var stored = await call.InTransactionAsync(
            connection => QuestionnaireStore.StoreAsync(connection, journey, call.Now, call.Cancel));
        await call.Output.WriteLineAsync(
            $"journey {journey.Code}: version {stored.Version} {(stored.IsNew ? "stored" : "is there already, unchanged")}");
    }

    private static async Task PulseAsync(CommandCall call)
    {
        await using var file = CommandCall.OpenFile(call.Arguments[0]);
        var defaults = call.Options<PrivacyOptions>();
        var pulse = await PulseFile.ReadAsync(file, defaults, call.Cancel);
        var counts = await call.InTransactionAsync(connection => PulseImport.StoreAsync(connection, pulse, call.Cancel));
        await call.Output.WriteLineAsync($"pulse {pulse.Code}: {(counts.Added > 0 ? "added" : counts.Changed > 0 ? "changed" : "unchanged")}");
    }

    private static async Task SignInLinkAsync(CommandCall call)
    {
        var email = call.Arguments[0];
        var (site, key) = (call.Options<SiteOptions>(), call.Services.GetRequiredService<TokenKey>());
        var id = await call.InTransactionAsync(async connection =>
            await SignIns.LanguageForAsync(connection, email, "en", call.Cancel) is not null
                ? await SignIns.CreateAsync(connection, email, call.Now, call.Cancel)
                : throw new RefusedException($"{email} has no role: grant one first, for example \"grant hr {email}\""));
        await call.Output.WriteLineAsync(site.Link("/sign-in/" + key.Make(TokenPurpose.SignIn, id)));
    }

    private static Command Grant(string role, string[] arguments, string summary) =>
        new($"grant {role}", arguments, summary, "Granting a role twice changes nothing.", async call =>
        {
            var (email, unit) = (call.Arguments[0], call.Arguments.ElementAtOrDefault(1));
            var granted = await call.InTransactionAsync(
                connection => RoleGrants.GrantAsync(connection, role, email, unit, call.Now, call.Cancel));
            var what = unit is null ? role : $"{role} of {unit}";
            await call.Output.WriteLineAsync(granted ? $"{email} is now {what}" : $"{email} was {what} already");
        });
}
