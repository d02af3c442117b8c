using Survey.Api.Commands;
using Survey.Db.Languages;

namespace Survey.Api.Shared;

/// <summary>Who did something, as the log names them.</summary>
internal static class ActorWords
{
    public static string Actor(this Language language, string actor) =>
        actor == CommandCall.Actor ? language["pages.actor.commandLine"] : actor;
}
