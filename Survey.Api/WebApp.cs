using Microsoft.AspNetCore.Antiforgery;
using Survey.Api.AccessRights;
using Survey.Api.Announcements;
using Survey.Api.CaseMails;
using Survey.Api.Cases;
using Survey.Api.Charts;
using Survey.Api.Comments;
using Survey.Api.Demo;
using Survey.Api.Health;
using Survey.Api.Help;
using Survey.Api.Home;
using Survey.Api.Letters;
using Survey.Api.Looks;
using Survey.Api.Mails;
using Survey.Api.Pairs;
using Survey.Api.People;
using Survey.Api.Programme;
using Survey.Api.Programme.Checklist;
using Survey.Api.Programme.MailCheck;
using Survey.Api.Programme.Organisation;
using Survey.Api.Programme.Priorities;
using Survey.Api.Programme.Pulses;
using Survey.Api.Programme.Trials;
using Survey.Api.Programme.Waves;
using Survey.Api.Questionnaires;
using Survey.Api.Recognitions;
using Survey.Api.Relationships;
using Survey.Api.Reports;
using Survey.Api.Respond;
using Survey.Api.Shared;
using Survey.Api.SignIn;
using Survey.Api.Structure;
using Survey.Api.Units;
using Survey.Api.Uploads;
using Survey.Db;
using Survey.Db.Settings;
using Survey.Reports.Letters;
using Survey.Reports.Pdf;

namespace Survey.Api;

/// <summary>Builds the web program; every address is on this screen.</summary>
internal static class WebApp
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        // Development's checks also in production, and so in the tests.
        builder.Host.UseDefaultServiceProvider(services => services.ValidateScopes = services.ValidateOnBuild = true);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = 1024 * 1024;
        });
        // No endpoint blocks a thread, so a request may continue on the thread that received it, without the thread pool's queue.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Services.AddSurveyDb(builder.Configuration, DatabaseUse.Pages);
        builder
            .Services.AddSingleton<DrainingLifetime>()
            .AddSingleton<IHostLifetime>(services => services.GetRequiredService<DrainingLifetime>());
        builder.Services.AddHealthChecks().AddCheck<DrainingLifetime>("stopping").AddCheck<SchemaCheck>("schema");
        builder.Services.AddWebMetrics(builder.Configuration);
        builder.Services.AddPages(builder.Configuration);
        builder.Services.AddReportPrinting(builder.Configuration);
        builder.Services.AddOpenApi("v1", api =>
            api.ShouldInclude = address => address.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true
        );
        builder
            .Services.AddSingleton<SignInLimits>()
            .AddSingleton<SignInRequests>()
            .AddSingleton<InvitationLinks>()
            .AddSingleton<FormPages>()
            .AddSingleton<LinkLimits>()
            .AddSingleton<SubmissionQueue>()
            .AddSingleton<ReportArchive>()
            .AddSingleton<ArchiveRuns>()
            .AddSingleton<LetterWriter>()
            .AddSingleton<LetterPreview>()
            .AddSingleton<PreviewCache>()
            .AddSingleton<UploadPreviews>();

        ListenAddress.Choose(builder);

        var app = builder.Build();
        // Imports of history need the key: a wrong key stops the program now.
        app.Services.GetRequiredService<FigureKey>();
        ListenAddress.WarnWhereLinksLeadElsewhere(app);
        app.UseWebMetrics();
        app.UseTrustedProxies();
        app.UseSecurityHeaders();
        app.UseErrorPages();
        app.UseLinkRepair();
        app.UseHeadRequests();
        app.UseRouting();
        app.UseFormTokens();
        app.UseAccess();
        var routes = app.MapGroup("").WithMetadata(new RequireAntiforgeryTokenAttribute());
        MapAddresses(routes);
        if (WebMetrics.ArePublic(app.Configuration))
        {
            routes.MapOpenApi().Public();
            routes.MapMetrics();
        }
        if (app.Environment.IsDevelopment())
        {
            MapDevelopment(routes, app.Configuration);
        }
        return app;
    }

    /// <summary>
    /// All addresses. Each says who may open it (<see cref="Access"/>). A POST needs a form token unless it says
    /// <c>DisableAntiforgery()</c>.
    /// </summary>
    private static void MapAddresses(IEndpointRouteBuilder routes)
    {
        routes.MapSiteFiles();
        routes.MapHealth();
        routes.MapSignIn();
        routes.MapHome();
        routes.MapHelp();
        routes.MapRespond();
        routes.MapPairs();
        routes.MapRelationships();
        routes.MapAnnouncements();
        routes.MapPassingOn();
        routes.MapCases();
        routes.MapUnits();
        routes.MapReports();
        routes.MapMeetings();
        routes.MapCharts();
        routes.MapRelationshipApi();
        routes.MapUnitApi();
        routes.MapOrganisationApi();
        routes.MapProgramme();
        routes.MapOrganisation();
        routes.MapChecklist();
        routes.MapMailCheck();
        routes.MapWaves();
        routes.MapPriority();
        routes.MapResend();
        routes.MapHeldMails();
        routes.MapLetters();
        routes.MapUnitSetUp();
        routes.MapRelationshipSetUp();
        routes.MapAccess();
        routes.MapServices();
        routes.MapPulses();
        routes.MapTrial();
        routes.MapComments();
        routes.MapLooks();
        routes.MapPeople();
        routes.MapUploads();
        routes.MapCaseMails();
    }

    /// <summary>Conveniences for trying the product that would be security holes in production.</summary>
    private static void MapDevelopment(IEndpointRouteBuilder routes, IConfiguration configuration)
    {
        routes.MapDemo();
        if (configuration["Mail:Directory"] is { Length: > 0 } folder)
        {
            routes.MapMails(folder);
        }
    }
}
