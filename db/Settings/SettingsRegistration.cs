using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Survey.Db.Tokens;

namespace Survey.Db.Settings;

public static class SettingsRegistration
{
    public static IServiceCollection AddSurveyDb(
        this IServiceCollection services,
        IConfiguration configuration,
        DatabaseUse use = DatabaseUse.Jobs
    )
    {
        services.AddOptions<SiteOptions>().Bind(configuration.GetSection("Site")).ValidateOnStart();
        services.AddOptions<PrivacyOptions>().Bind(configuration.GetSection("Privacy")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<WaveOptions>().Bind(configuration.GetSection("Waves")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ActingOptions>().Bind(configuration.GetSection("Acting")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ReportMailOptions>().Bind(configuration.GetSection("Reports")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<SiteOptions>, SiteOptionsCheck>();
        services.AddSingleton(new Database(ConnectionString(configuration), use));
        services.AddSingleton(provider => new TokenKey(provider.GetRequiredService<IOptions<SiteOptions>>().Value.TokenKey));
        services.AddSingleton(provider => new FigureKey(provider.GetRequiredService<IOptions<PrivacyOptions>>().Value.FigureKey));
        services.AddSingleton(new OperatorSettings(configuration));
        services.AddSingleton<OrganisationReader>();
        services.AddSingleton(TimeProvider.System);
        return services;
    }

    /// <exception cref="SettingException">The setting is missing or malformed.</exception>
    public static string ConnectionString(IConfiguration configuration)
    {
        return configuration.GetConnectionString("Survey") is { Length: > 0 } text && IsConnectionString(text)
            ? text
            : throw new SettingException(
                "ConnectionStrings:Survey does not name the database; "
                    + "it reads like Host=db.example.org;Database=survey;Username=survey;Password=..."
            );
    }

    private static bool IsConnectionString(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>A wrong setting. The message is one sentence that names it.</summary>
public sealed class SettingException(string message) : Exception(message);
