using Microsoft.Extensions.Options;

namespace Survey.Db.Settings;

public static class StartProblems
{
    /// <returns>One sentence per wrong setting, or one about the schema; null: a fault, whose stack trace is needed.</returns>
    public static IReadOnlyList<string>? Of(Exception problem) =>
        problem switch
        {
            OptionsValidationException settings => [.. settings.Failures],
            SettingException or MigrationException => [problem.Message],
            // A setting of the wrong type. The message names the setting.
            InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => [problem.Message],
            AggregateException several when several.InnerExceptions.All(one => Of(one) is not null) =>
            [
                .. several.InnerExceptions.SelectMany(one => Of(one)!),
            ],
            _ => null,
        };
}
