using Survey.Db;
using Survey.Db.Sessions;
using Survey.Db.Settings;
using Survey.Db.Tokens;
using Survey.Db.Viewers;

namespace Survey.Api.Commands;

internal static class AccessCommands
{
    private const string Outsider = "--outsider";

    public static readonly Command GrantHr = Grant(RoleGrants.Hr, ["EMAIL"], "lets somebody see the whole programme");
    public static readonly Command GrantAdmin = Grant(RoleGrants.Admin, ["EMAIL"], "lets somebody operate the programme");
    public static readonly Command GrantLead = Grant(
        RoleGrants.Lead,
        ["EMAIL", "UNIT"],
        "lets somebody see what concerns a unit and those below it"
    );
    public static readonly Command RevokeHr = Revoke(RoleGrants.Hr, ["EMAIL"], "takes the role hr away");
    public static readonly Command RevokeAdmin = Revoke(RoleGrants.Admin, ["EMAIL"], "takes the role admin away");
    public static readonly Command RevokeLead = Revoke(RoleGrants.Lead, ["EMAIL", "UNIT"], "takes the role lead of a unit away");

    public static readonly Command Roles = new(
        "roles",
        [],
        "lists who has which role",
        """
        A line each: address, role, unit, and where the role comes from (granted, or lead_email of the unit). Who has left has no role.
        """,
        RolesAsync
    );

    public static readonly Command SignInLink = new(
        "sign-in-link",
        ["EMAIL"],
        "prints a one-time link for signing in",
        """
        The address needs a role: grant one, or name it as lead_email of a unit. The link is good for 15 minutes and for one use,
        in any browser.
        """,
        SignInLinkAsync
    );

    private static Command Grant(string role, string[] arguments, string summary) =>
        new(
            $"grant {role}",
            arguments,
            summary,
            """
            Granting a role twice changes nothing. Once there are people, an address that is no person's needs --outsider.
            """,
            async call =>
            {
                var (email, unit) = (call.Arguments[0], call.Arguments.ElementAtOrDefault(1));
                var granted = await call.InTransactionAsync(connection =>
                    RoleGrants.GrantAsync(
                        connection,
                        role,
                        email,
                        unit,
                        call.Flags.Contains(Outsider),
                        CommandCall.Actor,
                        call.Now,
                        call.Cancel
                    )
                );
                await call.Output.WriteLineAsync(
                    granted ? $"{email} is now {Name(role, unit)}" : $"{email} was {Name(role, unit)} already"
                );
            }
        )
        {
            Flags = [Outsider],
        };

    private static Command Revoke(string role, string[] arguments, string summary) =>
        new(
            $"revoke {role}",
            arguments,
            summary,
            """
            The role ends with the next request. For a lead the unit's lead_email is emptied, too; a later import of units may set it again.
            """,
            async call =>
            {
                var (email, unit) = (call.Arguments[0], call.Arguments.ElementAtOrDefault(1));
                var (wasGranted, wasNamed) = await call.InTransactionAsync(connection =>
                    RoleGrants.RevokeAsync(connection, role, email, unit, CommandCall.Actor, call.Now, call.Cancel)
                );
                await call.Output.WriteLineAsync(
                    wasGranted || wasNamed ? $"{email} is not {Name(role, unit)} any more" : $"{email} was not {Name(role, unit)}"
                );
                if (wasNamed)
                {
                    await call.Output.WriteLineAsync($"lead_email of {unit} is empty now; a later import of units may set it again");
                }
            }
        );

    private static async Task RolesAsync(CommandCall call)
    {
        await using var connection = await call.Database.OpenAsync(call.Cancel);
        foreach (var given in await RoleGrants.ListAsync(connection, call.Now, call.Cancel))
        {
            var ended = given.LeftOn is { } day ? $" (left on {day:yyyy-MM-dd}: has no role)" : "";
            await call.Output.WriteLineAsync($"{given.Email} {Name(given.Role, given.Unit)}, {given.Source}{ended}");
        }
    }

    private static async Task SignInLinkAsync(CommandCall call)
    {
        var email = call.Arguments[0];
        var (site, key) = (call.Options<SiteOptions>(), call.Services.GetRequiredService<TokenKey>());
        var id = await call.InTransactionAsync(async connection =>
        {
            if (await SignIns.LanguageForAsync(connection, email, "en", call.Now, call.Cancel) is null)
            {
                throw new RefusedException($"{email} has no role: grant one first, for example \"grant hr {email}\"");
            }
            await AuditLog.AddAsync(
                connection,
                CommandCall.Actor,
                "printed a sign-in link",
                email.ToLowerInvariant(),
                call.Now,
                call.Cancel
            );
            return await SignIns.CreateAsync(connection, email, call.Now, call.Cancel);
        });
        await call.Output.WriteLineAsync(site.Link("/sign-in/" + key.Make(TokenPurpose.SignIn, id)));
    }

    private static string Name(string role, string? unit) => unit is null ? role : $"{role} of {unit}";
}
