using Microsoft.Extensions.Options;

namespace Survey.Db.Settings;

/// <summary>What keeps a program from starting, in words for whoever starts it.</summary>
public static class StartProblems
{
    /// <returns>A sentence for each wrong setting, or about the schema; null for a fault, which must be seen whole.</returns>
    public static IReadOnlyList<string>? Of(Exception problem) =>
        problem switch
        {
            OptionsValidationException settings => [.. settings.Failures],
            SettingException or MigrationException => [problem.Message],
            // Words where a number belongs: the message names the setting.
            InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => [problem.Message],
            // Several wrong sections of the settings come together.
            AggregateException several when several.InnerExceptions.All(one => Of(one) is not null) =>
            [
                .. several.InnerExceptions.SelectMany(one => Of(one)!),
            ],
            _ => null,
        };
}
