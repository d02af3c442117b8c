using Microsoft.Extensions.Options;
using Survey.Db.Tokens;

namespace Survey.Db.Settings;

public sealed class SiteOptions
{
    /// <summary>Base of the links in e-mails; http only with a loopback host.</summary>
    public string BaseUrl { get; set; } = "http://127.0.0.1:5080";

    /// <summary>Secret of the tokens in links; see <see cref="Tokens.TokenKey"/>.</summary>
    public string? TokenKey { get; set; }

    /// <summary>Addresses of proxies whose forwarded headers are trusted, separated by commas.</summary>
    public string? TrustedProxies { get; set; }

    /// <summary>Seconds from SIGTERM, when the web program stops being ready, until it stops.</summary>
    public int DrainSeconds { get; set; } = 10;

    /// <summary>The web port also answers <c>/metrics</c> and <c>/openapi</c>.</summary>
    public bool PublicMetrics { get; set; }

    /// <summary>Where to report harassment: a web or e-mail address; null: the pages name none.</summary>
    public string? ReportingChannel { get; set; }

    public string? ReportingAddress => AddressOf(ReportingChannel);

    public bool IsHttps => BaseUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    public string Link(string path) => BaseUrl.TrimEnd('/') + path;

    internal static string? AddressOf(string? channel) =>
        string.IsNullOrWhiteSpace(channel) ? null
        : EmailAddress.Problem(channel) is null ? "mailto:" + channel
        : channel;

    public static bool IsChannel(string? channel) =>
        AddressOf(channel) is not { } address
        || Uri.TryCreate(address, UriKind.Absolute, out var reporting) && reporting.Scheme is "https" or "http" or "mailto";
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
        if (!SiteOptions.IsChannel(options.ReportingChannel))
        {
            return ValidateOptionsResult.Fail(
                $"Site:ReportingChannel '{options.ReportingChannel}' is neither a web address like https://speakup.example.org"
                    + " nor an e-mail address."
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
