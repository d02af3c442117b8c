using Microsoft.Extensions.DependencyInjection;
using Survey.Api.Health;
using Survey.Db.Programme;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Health;

/// <summary>Alone, because the exporter listens to all meters of the process that have the same name.</summary>
[NonParallelizable]
public sealed class WebMetricsTests
{
    [Test]
    public async Task Metrics_name_no_unit_no_relationship_and_no_number_of_answers()
    {
        await using var server = await ApiServer.StartAsync(StartingPoint.OpenWave, ("Site:PublicMetrics", "true"));
        var organisation = new Organisation(server.Test.Database);
        await organisation.RunAsync("update message set kind = 'reminder1' where id in (select id from message limit 4)");

        await server.Services.GetRequiredService<RecentFigures<WebFigures>>().RenewAsync(default);
        await server.Client.GetAsync("/r/no-such-token");

        var text = await server.Client.GetStringAsync("/metrics");

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("survey_mails_waiting{} 22").And.Contain("survey_waves{state=\"open\"} 1"));
            Assert.That(text, Does.Match("survey_http_request_seconds_count{status=\"4xx\"} [1-9]"));
            Assert.That(text, Does.Not.Contain("token").And.Not.Contain("/r/"));
            Assert.That(text, Does.Not.Contain("SALES").And.Not.Contain("IT-ALL").And.Not.Contain("answer").And.Not.Contain("response"));
            Assert.That(
                text.Split('\n').Where(line => line.Length > 0),
                Has.All.Match(
                    "^(# (HELP|TYPE|UNIT) survey_|# (HELP|TYPE) process_|# EOF$|[a-z_]+{([a-z]+=\"[^\"]+\"(,le=\"[^\"]+\")?)?} [0-9.E+-]+$)"
                )
            );
        });
    }
}
