using Survey.Db.Settings;

namespace Survey.Api;

/// <summary>The web program: what it is made of, and every address on one screen.</summary>
internal static class WebApp
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Services.AddSurveyDb(builder.Configuration);
        builder.Services.AddRazorComponents();

        var app = builder.Build();
        return app;
    }
}
