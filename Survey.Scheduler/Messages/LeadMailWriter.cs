using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.LeadMails;
using Survey.Db.Messages;
using Survey.Db.Settings;
using Survey.Reports.Charts;
using Survey.Reports.Letters;
using Survey.Reports.News;
using Survey.Reports.Pdf;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Messages;

/// <summary>A letter to a lead or HR with what goes with it.</summary>
internal sealed record LeadLetter(Letter Letter, byte[]? Picture = null, MailFile? File = null);

/// <summary>Writes mails about results, cases and looks when they leave, from what is true and may be read then.</summary>
internal sealed partial class LeadMailWriter(
    Database database,
    LetterWriter letters,
    ReportPrinter printer,
    IOptions<SiteOptions> site,
    IOptions<ReportMailOptions> options,
    IOptions<ActingOptions> acting,
    ILogger<LeadMailWriter> logger
)
{
    /// <returns>Null: nothing is left to say, such as after the end of a case.</returns>
    public async Task<LeadLetter?> WriteAsync(ClaimedMessage message, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await LeadMail.FindAsync(connection, message.Id, now, ct) switch
        {
            null => null,
            { Kind: LeadMailKind.Cases } => await CasesAsync(connection, message, now, ct),
            var mail => await ResultsAsync(connection, message, mail, ct),
        };
    }

    private async Task<LeadLetter?> CasesAsync(
        NpgsqlConnection connection,
        ClaimedMessage message,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var language = Language.Of(message.Language);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var reminders = await DueReminder.OfMailAsync(connection, message.Id, acting.Value.LookWithinDays, now, ct);
        return reminders.Count == 0
            ? null
            : new(
                await letters.WriteAsync(
                    new CasesLetter(
                        language,
                        message.PersonName ?? message.Address,
                        [.. reminders.Select(reminder => CasePoint.Of(reminder, today, language, site.Value.Link))],
                        site.Value.Link("/cases"),
                        SettingsLink
                    )
                )
            );
    }

    private async Task<LeadLetter?> ResultsAsync(NpgsqlConnection connection, ClaimedMessage message, LeadMail mail, CancellationToken ct)
    {
        var language = Language.Of(message.Language);
        if (await ResultsNews.LoadAsync(connection, mail.Reader, mail.Wave, language, ct) is not { } news)
        {
            return null;
        }
        var reports = site.Value.Link("/reports");
        var file = await FileAsync(news, mail.Wave, language, ct);
        var letter = new ResultsLetter(
            language,
            message.PersonName ?? message.Address,
            news,
            news.Code is { } code
                ? site.Value.Link($"/relationships/{Uri.EscapeDataString(code)}?wave={Uri.EscapeDataString(mail.Wave)}")
                : reports,
            reports,
            SettingsLink
        )
        {
            HasFile = file is not null,
        };
        return new(
            await letters.WriteAsync(letter),
            news.Chart is { } chart ? ChartRenderer.Png(chart, ResultsLetter.PictureWidth) : null,
            file
        );
    }

    /// <summary>A mail without its file is better than none.</summary>
    private async Task<MailFile?> FileAsync(ResultsNews news, string wave, Language language, CancellationToken ct)
    {
        if (!options.Value.Attach || news.Report is not { } report)
        {
            return null;
        }
        try
        {
            return new($"{news.Code}-{wave}.pdf", await printer.PrintAsync(report, language, ct));
        }
        catch (PrintingException problem)
        {
            LogNoFile(problem);
            return null;
        }
    }

    private string SettingsLink => site.Value.Link("/cases/settings");

    [LoggerMessage(LogLevel.Warning, "A mail about results leaves without its PDF")]
    private partial void LogNoFile(Exception problem);
}
