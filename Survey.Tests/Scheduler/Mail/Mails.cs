using Survey.Scheduler.Mail;

namespace Survey.Tests.Scheduler.Mail;

/// <summary>Mails and transports for tests of the way out.</summary>
internal static class Mails
{
    public static OutgoingMail To(string address, string? name = null) =>
        new()
        {
            Id = Guid.NewGuid(),
            QueuedAt = new DateTimeOffset(2026, 3, 2, 7, 0, 0, TimeSpan.Zero),
            Date = new DateTimeOffset(2026, 3, 2, 9, 0, 7, TimeSpan.FromHours(2)),
            EnvelopeFrom = "bounce+1@survey.example",
            From = "survey@survey.example",
            FromName = "Ääsmäe & Söhne",
            To = address,
            ToName = name,
            Subject = "Kuinka hyvin tietohallinnon laitepalvelut toimivat sinulle? Żółć, œuvre… 😀 ja vielä vähän lisää",
            Text = "Hei Päivi,\n.dot at the start\n..two dots\nŻółć 😀\n",
            Html = "<p>Hei Päivi &amp; Żółć 😀</p>\n.\n",
            Unsubscribe = "https://survey.example/u/abc/one-click",
            OneClick = true,
        };

    public static MailOptions Options(int port, Action<MailOptions>? change = null)
    {
        var options = new MailOptions
        {
            Host = "127.0.0.1",
            Port = port,
            Security = MailSecurity.None,
            From = "survey@survey.example",
            PerSecond = 10_000,
        };
        change?.Invoke(options);
        return options;
    }

    public static SmtpTransport Transport(int port, Action<MailOptions>? change = null, SmtpTimeouts? timeouts = null) =>
        new(Options(port, change), TimeProvider.System, null, timeouts ?? new SmtpTimeouts());
}
