using System.CommandLine;
using Survey.Db;
using Survey.Db.Commands;
using Survey.Db.Sessions;
using Survey.Db.Settings;
using Survey.Db.Tokens;
using Survey.Db.Viewers;

namespace Survey.Api.Commands;

internal static class AccessCommands
{
    private static readonly Argument<string> Email = CommandInputs.Required("EMAIL", "The address");
    private static readonly Argument<string> Unit = CommandInputs.Required("UNIT", "The unit's code");

    private static readonly Option<bool> Outsider = new("--outsider") { Description = "The address is no person's, and gets the role" };

    public static readonly Command Grant = new("grant", "gives a role: hr, admin or lead")
    {
        GrantOf(RoleGrants.Hr, "lets somebody see the whole programme"),
        GrantOf(RoleGrants.Admin, "lets somebody operate the programme"),
        GrantOf(RoleGrants.Lead, "lets somebody see what concerns a unit and those below it"),
    };

    public static readonly Command Revoke = new("revoke", "takes a role away: hr, admin or lead")
    {
        RevokeOf(RoleGrants.Hr, "takes the role hr away"),
        RevokeOf(RoleGrants.Admin, "takes the role admin away"),
        RevokeOf(RoleGrants.Lead, "takes the role lead of a unit away"),
    };

    public static readonly Command Roles = new ApiCommand(
        "roles",
        "lists who has which role",
        """
        A line each: address, role, unit, and where the role comes from (granted, or lead_email of the unit). Who has left has no role.
        """,
        RolesAsync
    );

    public static readonly Command SignInLink = new ApiCommand(
        "sign-in-link",
        "prints a one-time link for signing in",
        """
        The address needs a role: grant one, or name it as lead_email of a unit. The link is good for 15 minutes and for one use,
        in any browser.
        """,
        SignInLinkAsync
    )
    {
        Email,
    };

    private static ApiCommand GrantOf(string role, string summary)
    {
        var command = new ApiCommand(
            role,
            summary,
            """
            Granting a role twice changes nothing. Once there are people, an address that is no person's needs --outsider.
            """,
            call => GrantAsync(call, role)
        );
        TakeHolder(command, role);
        command.Add(Outsider);
        return command;
    }

    private static ApiCommand RevokeOf(string role, string summary)
    {
        var command = new ApiCommand(
            role,
            summary,
            """
            The role ends with the next request. For a lead the unit's lead_email is emptied, too; a later import of units may set it again.
            """,
            call => RevokeAsync(call, role)
        );
        TakeHolder(command, role);
        return command;
    }

    private static void TakeHolder(ApiCommand command, string role)
    {
        command.Add(Email);
        if (role == RoleGrants.Lead)
        {
            command.Add(Unit);
        }
    }

    private static async Task GrantAsync(CommandCall call, string role)
    {
        var (email, unit) = (call.Value(Email), call.Parsed.GetValue(Unit));
        var outsider = call.Parsed.GetValue(Outsider);
        var granted = await call.InTransactionAsync(connection =>
            RoleGrants.GrantAsync(connection, role, email, unit, outsider, CommandCall.Actor, call.Now, call.Cancel)
        );
        await call.Output.WriteLineAsync(granted ? $"{email} is now {Name(role, unit)}" : $"{email} was {Name(role, unit)} already");
    }

    private static async Task RevokeAsync(CommandCall call, string role)
    {
        var (email, unit) = (call.Value(Email), call.Parsed.GetValue(Unit));
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
        var email = call.Value(Email);
        var (site, key) = (call.Options<SiteOptions>(), call.Services.GetRequiredService<TokenKey>());
        var id = await call.InTransactionAsync(async connection =>
        {
            if (await SignIns.LanguageForAsync(connection, email, "en", call.Now, call.Cancel) is null)
            {
                throw new CommandRefusedException($"{email} has no role: grant one first, for example \"grant hr {email}\"");
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
