using Survey.Db;
using Survey.Db.Programme;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Programme;

public sealed class WaveMailsTests : WithOpenWave
{
    [TestCase("open", 20, ExpectedResult = "sent 25", Description = "Opting out cancels: nobody may see that somebody did")]
    [TestCase("closed", 4, ExpectedResult = "sent 25", Description = "Fewer than k tell of somebody's choice")]
    [TestCase("closed", 5, ExpectedResult = "cancelled 5, sent 20", Description = "The wave ended before they could be sent")]
    [TestCase("sealed", 4, ExpectedResult = "sent 25", Description = "Sealing changes nothing of it")]
    [TestCase("sealed", 5, ExpectedResult = "cancelled 5, sent 20", Description = "Sealing changes nothing of it")]
    public async Task<string> A_cancelled_invitation_looks_like_one_that_was_sent_unless_many_are(string state, int cancelled)
    {
        await Organisation.RunAsync("update message set state = 'sent', sent_at = queued_at");
        await Organisation.RunAsync(
            "update message set state = 'cancelled' where id in (select id from message order by address limit @cancelled)",
            new { cancelled }
        );
        await Organisation.RunAsync("update wave set state = @state", new { state = state == "sealed" ? "closed" : state });
        if (state == "sealed")
        {
            await Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, OpenWave.FirstMonday.AddDays(8), default);
        }

        await using var connection = await Test.Database.OpenAsync();
        var counts = await WaveMails.CountAsync(connection, [Wave.Id], default);
        return string.Join(", ", counts.Select(mail => $"{mail.State.Text()} {mail.Count}"));
    }
}
