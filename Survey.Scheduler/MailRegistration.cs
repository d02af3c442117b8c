using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Survey.Reports.Letters;
using Survey.Reports.Pdf;
using Survey.Scheduler.Bounces;
using Survey.Scheduler.Mail;
using Survey.Scheduler.Messages;

namespace Survey.Scheduler;

public static class MailRegistration
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection("Mail")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsCheck>();
        services.AddSingleton<IMailTransport>(provider =>
            provider.GetRequiredService<IOptions<MailOptions>>() is { Value.UsesSmtp: true } smtp
                ? new SmtpTransport(smtp, provider.GetRequiredService<TimeProvider>())
                : new FolderTransport(provider.GetRequiredService<IOptions<MailOptions>>().Value.Directory!)
        );
        services.AddSingleton<LetterWriter>();
        services.AddReportPrinting(configuration);
        services.AddSingleton<LeadMailWriter>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<SendingPause>();
        services.AddSingleton<SendingMetrics>();
        services.AddSingleton<BounceMaildir>();
        services.AddSingleton<TestMailSender>();
        services.AddSingleton<Outbox>();
        return services;
    }
}
