using Survey.Tests.Support;

namespace Survey.Tests.Api.Commands;

public sealed class PausedPulseTests : WithOpenWave
{
    [Test]
    public async Task Whoever_pauses_a_pulse_in_the_middle_of_a_wave_is_told_what_becomes_of_it()
    {
        using var pulse = new TemporaryFile(
            """
            {"code":"monthly","name":"P","relationships":["*"],"cron":"0 0 9 ? * MON#1","timeZone":"Europe/Tallinn",
             "firstDate":"2026-01-01","openDays":7,"paused":true}
            """
        );

        var run = await CommandRun.OnAsync(Test.ConnectionString, "pulse", pulse.Path);

        Assert.That(
            run.Output.Split(Environment.NewLine),
            Is.EqualTo(
                new[]
                {
                    "pulse monthly: changed",
                    "paused: no wave opens and nobody is reminded",
                    "MONTHLY-2026-03-02 is open and can be answered until Monday 9 March 2026 09:00 (Europe/Tallinn)",
                }
            )
        );
    }
}
