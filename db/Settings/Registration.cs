using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Survey.Db.Tokens;

namespace Survey.Db.Settings;

/// <summary>What every program needs: the database, the clock, the site's address and the token key.</summary>
public static class Registration
{
    public static IServiceCollection AddSurveyDb(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SiteOptions>().Bind(configuration.GetSection("Site")).ValidateOnStart();
        services.AddOptions<PrivacyOptions>().Bind(configuration.GetSection("Privacy")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<SiteOptions>, SiteOptionsCheck>();
        services.AddSingleton(new Database(ConnectionString(configuration)));
        services.AddSingleton(provider => new TokenKey(provider.GetRequiredService<IOptions<SiteOptions>>().Value.TokenKey));
        services.AddSingleton(TimeProvider.System);
        return services;
    }

    /// <exception cref="SettingException">It is missing, or the system has no language data.</exception>
    public static string ConnectionString(IConfiguration configuration)
    {
        if (CultureInfo.GetCultureInfo("fi").NumberFormat.NumberDecimalSeparator != ",")
        {
            throw new SettingException("The system's language data (ICU) is missing: install libicu and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
        }
        return configuration.GetConnectionString("Survey") is { Length: > 0 } text ? text
            : throw new SettingException("ConnectionStrings:Survey is not set: name the database, for example Host=db.example.org;Database=survey;Username=survey;Password=...");
    }
}

/// <summary>A wrong setting; the message is one sentence that names it.</summary>
public sealed class SettingException(string message) : Exception(message);
