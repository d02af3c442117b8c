using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Survey.Db;
using Survey.Db.Sessions;
using Survey.Db.Settings;

namespace Survey.Api.Shared;

internal static class WebServices
{
    public static void AddPages(this IServiceCollection services, IConfiguration configuration)
    {
        var isHttps = new SiteOptions { BaseUrl = configuration["Site:BaseUrl"] ?? "" }.IsHttps;
        services.AddRazorComponents();
        services.AddProblemDetails();
        services.AddSingleton<PageCache>();
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = isHttps ? "__Host-survey-form" : "survey-form";
            form.Cookie.SameSite = SameSiteMode.Lax;
            form.Cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            form.Cookie.Path = "/";
            form.SuppressXFrameOptionsHeader = true;
        });
        services.AddDataProtection().SetApplicationName("survey");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = new DataProtectionKeys(provider.GetRequiredService<Database>())
        ));
    }

    /// <summary>Forwarded headers are accepted only from a proxy named in Site:TrustedProxies.</summary>
    /// <exception cref="SettingException">The setting has something other than addresses and networks.</exception>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var named = app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.TrustedProxies ?? "";
        var proxies = named.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (proxies.Length == 0)
        {
            return;
        }
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            Trust(options, proxy);
        }
        app.UseForwardedHeaders(options);
    }

    private static void Trust(ForwardedHeadersOptions options, string proxy)
    {
        if (IPAddress.TryParse(proxy, out var address))
        {
            options.KnownProxies.Add(address);
        }
        else if (System.Net.IPNetwork.TryParse(proxy, out var network))
        {
            options.KnownIPNetworks.Add(network);
        }
        else
        {
            throw new SettingException(
                $"Site:TrustedProxies '{proxy}' is neither an address like 10.0.0.5 nor a network like 10.0.0.0/24."
            );
        }
    }
}
