using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Survey.Scheduler.Mail;

/// <summary>Translates MailKit's exceptions into sentences that name our settings.</summary>
internal static class SmtpFaults
{
    public static bool IsConnectionLost(Exception problem) =>
        problem
            is ProtocolException
                or IOException
                or SocketException
                or OperationCanceledException
                or TimeoutException
                or ServiceNotConnectedException;

    public static bool IsTimeout(Exception problem) =>
        problem
            is TimeoutException
                or OperationCanceledException
                or IOException { InnerException: SocketException { SocketErrorCode: SocketError.TimedOut } };

    public static string Words(Exception problem) =>
        IsTimeout(problem) ? "The mail server did not answer in time." : $"The connection was lost: {problem.Message}";

    /// <returns>Null: the exception is a fault of the program.</returns>
    public static SmtpFault? OfOpening(Exception problem, SmtpReply? refusal, MailOptions options, SmtpTimeouts timeouts) =>
        problem switch
        {
            SmtpFault fault => fault,
            AuthenticationException when refusal is { Code: >= 500 } or null => new SmtpFault(
                $"The mail server refused Mail:User and {Secret(options)}{Said(refusal)}",
                needsSomebody: true
            ),
            SslHandshakeException => new SmtpFault(
                $"Encryption with the mail server {options.Host} failed, or its certificate is not trusted: "
                    + FirstSentence(problem.Message),
                needsSomebody: true
            ),
            NotSupportedException when problem.Message.Contains("STARTTLS", StringComparison.Ordinal) => new SmtpFault(
                "The mail server does not offer STARTTLS, and Mail:Security StartTls never sends in plain text.",
                needsSomebody: true
            ),
            NotSupportedException => new SmtpFault(
                "The mail server offers no way to sign in that Survey knows: unset Mail:User or name another server.",
                needsSomebody: true
            ),
            SmtpCommandException or AuthenticationException or ProtocolException when refusal is not null => new SmtpFault(Down(refusal)),
            _ when IsConnectionLost(problem) => new SmtpFault(
                $"The mail server {options.Host}:{options.PortOrUsual} can't be reached: "
                    + (IsTimeout(problem) ? $"it took longer than {timeouts.Open.TotalSeconds:0} s." : problem.Message)
            ),
            _ => null,
        };

    private static TransportDown Down(SmtpReply refusal) =>
        Refusals.Judge(refusal, isAboutSender: true) as TransportDown ?? new TransportDown(refusal.Words, NeedsSomebody: false);

    private static string Secret(MailOptions options) =>
        string.IsNullOrEmpty(options.TokenCommand) ? "Mail:Password" : "the token of Mail:TokenCommand";

    private static string Said(SmtpReply? refusal) => refusal is null ? "." : $" ({refusal.Code}): {refusal.Words}";

    // MailKit adds long advice after the first line.
    private static string FirstSentence(string message) => message.ReplaceLineEndings("\n").Split('\n')[0];
}
