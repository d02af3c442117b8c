using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Survey.Scheduler.Bounces;

internal static class BounceRegistration
{
    public static IServiceCollection AddBounces(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BounceImapOptions>().Bind(configuration.GetSection("Mail:BounceImap")).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<BounceImapOptions>, BounceImapCheck>()
            .AddSingleton<BounceImap>()
            .AddSingleton<ReturnedMails>();
    }
}
