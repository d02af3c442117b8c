using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Survey.Api;
using Survey.Db.Tokens;

namespace Survey.Tests.Support;

/// <summary>Survey.Api on a real port of 127.0.0.1 with its own database, a clock that the test sets, and a readable log.</summary>
public sealed class ApiServer : IAsyncDisposable
{
    private readonly Factory _factory;
    private readonly bool _ownsDatabase;

    private ApiServer(TestDatabase test, bool ownsDatabase, Dictionary<string, string> settings)
    {
        Test = test;
        _ownsDatabase = ownsDatabase;
        _factory = new Factory(settings, Clock, Log);
        // Not UseKestrel(0): that sets the port while the program starts, and fails if the program was faster.
        _factory.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _factory.StartServer();
        Address = _factory.ClientOptions.BaseAddress;
        Client = NewClient();
    }

    /// <summary>The key with which every test's tokens are made.</summary>
    public const string TokenKeySetting = "c3VydmV5LXRlc3RzLXN1cnZleS10ZXN0cy1zdXJ2ZXktdGVzdHMh";

    public static TokenKey TokenKey { get; } = new(TokenKeySetting);

    public TestDatabase Test { get; }

    public Uri Address { get; }

    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public CapturedLog Log { get; } = new();

    /// <summary>Follows no redirect and keeps no cookie.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => _factory.Services;

    /// <summary>On an empty database at the newest schema.</summary>
    public static Task<ApiServer> StartAsync(params (string Key, string Value)[] settings) => StartAsync(StartingPoint.Schema, settings);

    /// <summary>On a database of its own.</summary>
    /// <param name="settings">As on the command line, for example <c>("Site:BaseUrl", "https://survey.example.org")</c>.</param>
    public static async Task<ApiServer> StartAsync(StartingPoint from, params (string Key, string Value)[] settings) =>
        Start(await TestDatabase.CreateAsync(from), ownsDatabase: true, settings);

    /// <param name="test">Stays the caller's.</param>
    public static ApiServer Start(TestDatabase test, params (string Key, string Value)[] settings) =>
        Start(test, ownsDatabase: false, settings);

    private static ApiServer Start(TestDatabase test, bool ownsDatabase, (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string>
        {
            ["ConnectionStrings:Survey"] = test.ConnectionString,
            ["Site:TokenKey"] = TokenKeySetting,
            ["Privacy:FigureKey"] = TestFigureKey.Setting,
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }
        return new ApiServer(test, ownsDatabase, all);
    }

    /// <summary>A client of its own, for tests that want cookies.</summary>
    public HttpClient NewClient(bool cookies = false) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = cookies }) { BaseAddress = Address };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory.DisposeAsync();
        if (_ownsDatabase)
        {
            await Test.DisposeAsync();
        }
    }

    private sealed class Factory(Dictionary<string, string> settings, TestClock clock, CapturedLog log) : WebApplicationFactory<Marker>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(settings.GetValueOrDefault("environment", "Production"));
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }
            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(log));
            builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        }
    }
}
