using Microsoft.Extensions.Options;
using Survey.Db.People;
using Survey.Db.Tokens;

namespace Survey.Db.Settings;

/// <summary>Section "Site".</summary>
public sealed class SiteOptions
{
    /// <summary>The address that stands in e-mails; http only with a loopback host.</summary>
    public string BaseUrl { get; set; } = "http://127.0.0.1:5080";

    /// <summary>Signs the tokens of invitations and sign-ins; see <see cref="Tokens.TokenKey"/>.</summary>
    public string? TokenKey { get; set; }

    /// <summary>Addresses of proxies whose forwarded headers are believed, separated by commas.</summary>
    public string? TrustedProxies { get; set; }

    /// <summary>Seconds between SIGTERM, from which on the web program is not ready, and its stop.</summary>
    public int DrainSeconds { get; set; } = 10;

    /// <summary>Whether the web port, too, answers <c>/metrics</c> and <c>/openapi</c>.</summary>
    public bool PublicMetrics { get; set; }

    /// <summary>
    /// Where harassment and the like is reported in this organisation: a web address or an e-mail address; null: the pages name none.
    /// </summary>
    public string? ReportingChannel { get; set; }

    /// <summary><see cref="ReportingChannel"/> as a link leads there.</summary>
    public string? ReportingAddress =>
        string.IsNullOrWhiteSpace(ReportingChannel) ? null
        : EmailAddress.Problem(ReportingChannel) is null ? "mailto:" + ReportingChannel
        : ReportingChannel;

    public bool IsHttps => BaseUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>An address below the site, such as <c>Link("/r/abc")</c>.</summary>
    public string Link(string path) => BaseUrl.TrimEnd('/') + path;
}

internal sealed class SiteOptionsCheck : IValidateOptions<SiteOptions>
{
    public ValidateOptionsResult Validate(string? name, SiteOptions options)
    {
        if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return ValidateOptionsResult.Fail($"Site:BaseUrl '{options.BaseUrl}' is not an address like https://survey.example.org.");
        }
        if (address.Scheme == "http" && !address.IsLoopback)
        {
            return ValidateOptionsResult.Fail(
                $"Site:BaseUrl '{options.BaseUrl}' must begin with https://: http is for a loopback host only."
            );
        }
        if (
            options.ReportingAddress is { } channel
            && !(Uri.TryCreate(channel, UriKind.Absolute, out var reporting) && reporting.Scheme is "https" or "http" or "mailto")
        )
        {
            return ValidateOptionsResult.Fail(
                $"Site:ReportingChannel '{options.ReportingChannel}' is neither "
                    + "a web address like https://speakup.example.org nor an e-mail address."
            );
        }
        if (options.DrainSeconds is < 0 or > 300)
        {
            return ValidateOptionsResult.Fail($"Site:DrainSeconds {options.DrainSeconds} is not between 0 and 300.");
        }
        return KeyProblem(options.TokenKey) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
    }

    private static string? KeyProblem(string? setting)
    {
        try
        {
            _ = new TokenKey(setting);
            return null;
        }
        catch (FormatException problem)
        {
            return problem.Message;
        }
    }
}
