using System.CommandLine;
using Survey.Db.Commands;
using Survey.Db.Erasure;

namespace Survey.Api.Commands;

internal static class ForgetCommand
{
    private static readonly Argument<string> Email = CommandInputs.Required(
        "EMAIL",
        "The address, or the external_id of somebody without one"
    );

    public static readonly Command Forget = new ApiCommand(
        "forget",
        "erases a person, or somebody from outside",
        """
        Removes the person with the external_id, preferences, roles, sessions and sign-ins with their mails; the address from mails, units,
        services and the audit log, which from then on says "erased person 1"; the signature under comments, and wishes to be contacted.
        All of it is gone from the files of the database, too. Published figures stay as they are.
        In a wave that is open: answers that were sent stay, since they hold no person. The invitation stays in the counts without the
        person, and its link leads nowhere; mails that wait are not sent.
        A unit that is left without a lead is named; so is a service without an owner. The last person with the role hr is refused.
        Where another person has the same name, signatures with it stay.
        Not changed: what people wrote in comments and letters, mails that were sent (Mail:Directory), logs and backups.
        Take the person out of the file of people as well: the next import would add them as somebody new.
        Large tables are written anew; meanwhile pages wait, in a large organisation for some seconds.
        """,
        ForgetAsync
    )
    {
        Email,
    };

    private static async Task ForgetAsync(CommandCall call)
    {
        var email = call.Value(Email);
        var erased = await call.InTransactionAsync(connection =>
            PersonErasure.EraseAsync(connection, email, CommandCall.Actor, call.Now, call.Cancel)
        );
        await call.Output.WriteLineAsync($"{email} is forgotten");
        foreach (var unit in erased.WithoutLead)
        {
            await call.Output.WriteLineAsync($"{unit} is left without a lead: name one in the file of units, or grant the role");
        }
        foreach (var relationship in erased.WithoutOwner)
        {
            await call.Output.WriteLineAsync($"{relationship} is left without an owner: name one in the file of relationships");
        }
        if (erased.HasNamesake)
        {
            await call.Output.WriteLineAsync(
                "another person has the same name: comments and wishes to be contacted under that name stay as they are"
            );
        }
    }
}
