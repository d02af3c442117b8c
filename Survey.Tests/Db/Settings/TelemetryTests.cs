using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Survey.Db.Settings;

namespace Survey.Tests.Db.Settings;

public sealed class TelemetryTests
{
    [TestCase(null, false)]
    [TestCase("", false)]
    [TestCase("http://127.0.0.1:4317", true)]
    public void Nothing_is_sent_unless_the_setting_names_a_collector(string? address, bool sends) =>
        Assert.That(Telemetry.HasCollector(Settings(address)), Is.EqualTo(sends));

    [Test]
    public void A_wrong_address_of_the_collector_is_one_sentence_that_names_the_setting()
    {
        var problem = Assert.Throws<SettingException>(() => Telemetry.HasCollector(Settings("127.0.0.1:4317")));

        Assert.That(problem!.Message, Does.Contain("OTEL_EXPORTER_OTLP_ENDPOINT '127.0.0.1:4317'"));
    }

    [TestCase(2, false)]
    [TestCase(600, true)]
    public void Only_slow_statements_are_traced(int milliseconds, bool isSent)
    {
        using var slow = new SlowStatements();
        using var statement = new Activity("statement") { ActivityTraceFlags = ActivityTraceFlags.Recorded };
        statement.SetStartTime(DateTime.UnixEpoch).SetEndTime(DateTime.UnixEpoch.AddMilliseconds(milliseconds));

        slow.OnEnd(statement);

        Assert.That(statement.Recorded, Is.EqualTo(isSent));
    }

    private static IConfiguration Settings(string? address) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address })
            .Build();
}
