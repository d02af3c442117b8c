using System.Diagnostics;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Shared;

/// <summary>A wrong setting stops the program with one sentence that names it.</summary>
public sealed class StartTests
{
    [TestCase("Site__BaseUrl", "http://survey.example.org", "Site:BaseUrl")]
    [TestCase("Site__TokenKey", "short", "Site:TokenKey")]
    [TestCase("Site__TrustedProxies", "10.0.0.0/24, nonsense", "Site:TrustedProxies 'nonsense'")]
    [TestCase("Site__ReportingChannel", "speak up", "Site:ReportingChannel 'speak up'")]
    [TestCase("Site__ReportingChannel", "javascript:alert(1)", "Site:ReportingChannel 'javascript:alert(1)'")]
    [TestCase("Privacy__FigureKey", "short", "Privacy:FigureKey")]
    [TestCase("Privacy__MinimumGroup", "2", "Privacy:MinimumGroup")]
    [TestCase("Privacy__MinimumComments", "4", "Privacy:MinimumComments")]
    [TestCase("Privacy__RetentionMonths", "0", "Privacy:RetentionMonths")]
    [TestCase("Privacy__RetentionMonths", "two years", "Privacy:RetentionMonths")]
    [TestCase("ConnectionStrings__Survey", "", "ConnectionStrings:Survey")]
    [TestCase("ConnectionStrings__Survey", "nonsense", "ConnectionStrings:Survey")]
    [TestCase("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1", "ICU")]
    public async Task A_wrong_setting_stops_the_program(string variable, string value, string named)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory.Replace("Survey.Tests", "Survey.Api", StringComparison.Ordinal), "Survey.Api.dll"),
                "--urls",
                "http://127.0.0.1:0",
            },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["ConnectionStrings__Survey"] = "Host=127.0.0.1;Port=1",
                ["Site__TokenKey"] = ApiServer.TokenKeySetting,
                ["Privacy__FigureKey"] = TestFigureKey.Setting,
            },
        };
        start.Environment[variable] = value;
        using var program = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        var message = await program.StandardError.ReadToEndAsync(patience.Token);
        await program.WaitForExitAsync(patience.Token);

        Assert.Multiple(() =>
        {
            Assert.That(program.ExitCode, Is.EqualTo(1));
            Assert.That(message.TrimEnd(), Does.Contain(named).And.Not.Contain("\n"));
        });
    }
}
